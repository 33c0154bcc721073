"""Nothing outside a guide's content knows what a guide is about."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

PARTICULAR = re.compile(
    r"\b(imessage|iphones?|ipad|ipados|ios|apple|sims?|sms|wi-?fi|bubbles?|texting|sending|not send|delivered|"
    r"text messages?|way of a message)\b",
    re.IGNORECASE,
)
"""Words that fit only messages and telephones."""
CAPABILITIES = (
    "browser has iPhone or browser has iPod",
    "browser has iPad or browser has Macintosh and touch",
    "Send it as a text message",
)
"""What the site itself can do, whatever a guide is about."""


def _sentences(path: Path) -> Iterator[str]:
    """The sentences of a module that somebody may read, or the text of a template."""
    if path.suffix == ".html":
        text = re.sub(r"\{%.*?%\}|\{#.*?#\}|<[^>]*>", _words_of, path.read_text(), flags=re.DOTALL)
        yield from text.split("\n")
        return
    tree = ast.parse(path.read_text())
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.value


def _words_of(tag: re.Match[str]) -> str:
    """Of a tag what it shows."""
    return " ".join(re.findall(r'translate "([^"]*)"', tag[0]))


def _files() -> list[Path]:
    code = (path for path in (ROOT / "diagnostics").rglob("*.py") if not {"library", "migrations"} & {*path.parts})
    return [*code, *(ROOT / "templates").rglob("*.html")]


@pytest.mark.broad
@pytest.mark.parametrize("room", sorted({path.relative_to(ROOT).parts[:2] for path in _files()}))
def test_furniture_speaks_of_no_particular_guide(room: tuple[str, ...]) -> None:
    """Help texts, labels, buttons and sentences fit a lamp as well as a telephone."""
    found = [
        (str(path.relative_to(ROOT)), sentence.strip())
        for path in _files()
        if path.relative_to(ROOT).parts[:2] == room
        for sentence in _sentences(path)
        if " " in sentence.strip() and PARTICULAR.search(sentence) and sentence.strip() not in CAPABILITIES
    ]
    assert found == []
