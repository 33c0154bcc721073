"""Markdown of editors as readable plain text, for summaries and for whoever copies it."""

from typing import Final

from markdown_it.token import Token

from diagnostics.content.markup.markdown import parse

_ENDS_A_BLOCK: Final = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "ol", "ul", "table"})


def plain_text(source: str) -> str:
    """Text without markup, markers kept: lists with numbers and dashes, rows of tables on one line."""
    return _PlainText().text(parse(source))


class _PlainText:
    """Collects lines; ``lists`` holds the next number of each open list, None for a list of dashes."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.lists: list[int | None] = []
        self.row: list[str] | None = None
        self.bullet = ""

    def text(self, tokens: list[Token]) -> str:
        for token in tokens:
            self._take(token)
        return "\n".join(self.lines).strip("\n")

    def _take(self, token: Token) -> None:
        if token.type == "inline":
            text = inline_words(token.children or [])
            (self._line if self.row is None else self.row.append)(text)
        elif token.type in ("fence", "code_block"):
            self._line(token.content.rstrip("\n"))
            self.lines.append("")
        elif token.nesting > 0:
            self._open(token)
        elif token.nesting < 0:
            self._close(token)

    def _open(self, token: Token) -> None:
        match token.tag:
            case "ol":
                self.lists.append(int(token.attrs.get("start", 1)))
            case "ul":
                self.lists.append(None)
            case "li":
                self._item()
            case "tr":
                self.row = []

    def _close(self, token: Token) -> None:
        if token.tag == "tr":
            self.lines.append(" | ".join(self.row or ()))
            self.row = None
        elif token.tag in ("ol", "ul"):
            self.lists.pop()
        if token.tag in _ENDS_A_BLOCK and not self.lists and self.lines and self.lines[-1]:
            self.lines.append("")

    def _item(self) -> None:
        number = self.lists[-1]
        self.bullet = "- " if number is None else f"{number}. "
        if number is not None:
            self.lists[-1] = number + 1

    def _line(self, text: str) -> None:
        indent = "   " * max(len(self.lists) - 1, 0)
        hanging = " " * len(self.bullet)
        self.lines += [indent + (hanging if at else self.bullet) + line for at, line in enumerate(text.split("\n"))]
        self.bullet = ""


def inline_words(tokens: list[Token]) -> str:
    """Inline tokens as text; behind the words of an external link stands its address."""
    text = ""
    leads: list[str] = []
    for token in tokens:
        if token.type == "link_open":
            leads.append(str(token.attrs["href"]))
        elif token.type == "link_close":
            link = leads.pop()
            text += f" ({link})" if link.startswith("https://") and not text.endswith(link) else ""
        else:
            text += "\n" if token.type in ("softbreak", "hardbreak") else token.content
    return text
