"""What a text may hold: Markdown without HTML and images, well-formed marks, links that lead somewhere."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Final

from diagnostics.content.document.fields import Words, hidden_fault
from diagnostics.content.document.index import Index, problem
from diagnostics.content.document.leaves import Leaf
from diagnostics.content.document.problems import Problem
from diagnostics.content.markup.markdown import PATH_MARK, TERM_MARK, has_first_heading, has_image, link_address, links

_HTML: Final = re.compile(r"<(/?[a-zA-Z][a-zA-Z0-9]*(\s[^<>]*)?/?|!--)>?")
_AUTOLINK: Final = re.compile(r"<https://[^<>\s]*>")


def text_problems(index: Index) -> Iterator[Problem]:
    """One problem for each kind of fault in each text."""
    for leaf in index.leaves:
        if leaf.text:
            for message in _faults(leaf):
                yield problem(leaf.part, leaf.slug, leaf.field, message)
        if leaf.field.split(".")[-1] == "said" and leaf.text.endswith((".", "!", "?")):
            message = "It stands inside a sentence. Take the mark at its end out."
            yield problem(leaf.part, leaf.slug, leaf.field, message, "warning")


def _faults(leaf: Leaf) -> Iterator[str]:
    if fault := hidden_fault(unescape(leaf.text) if leaf.words is Words.TEXT else leaf.text):
        yield f"{fault[:1].upper()}{fault[1:]}."
    if "[[" in leaf.text or "{{" in leaf.text:
        yield from _mark_faults(leaf)
    if leaf.words is Words.TEXT:
        yield from _markdown_faults(leaf.text)


def _mark_faults(leaf: Leaf) -> Iterator[str]:
    if "[[" in PATH_MARK.sub("", leaf.text) or "{{" in TERM_MARK.sub("", leaf.text):
        yield (
            "A mark is not written as it must be. Write [[menu-path]] or {{term}}: small letters, digits, hyphens, no "
            "spaces. [[menu-path=on]] and [[menu-path=off]] say how the switch at the end of a path is to stand."
        )
    if leaf.part == "terms" and (PATH_MARK.search(leaf.text) or TERM_MARK.search(leaf.text)):
        yield "A term cannot hold marks. Write its words out."
    if leaf.part == "paths" and PATH_MARK.search(leaf.text):
        yield "A menu path cannot hold another one. Write its screens out."


def _markdown_faults(text: str) -> Iterator[str]:
    if "<" in text and (tag := _HTML.search(_AUTOLINK.sub("", text))):
        yield f"“{tag[0]}” looks like HTML, which is shown as plain text. Write Markdown."
    if "![" in text and has_image(text):
        yield "Images are not shown. Say it in words."
    if ("#" in text or "=" in text) and has_first_heading(text):
        yield "The page has its own first heading. Begin headings with “##”."
    for link in links(text):
        if link_address(link, "") is None:
            yield (
                f"The link “{link}” leads nowhere. Write an address that begins with https://, "
                "or page:…, step:…, cause:…, carrier:… with a slug, or carriers:."
            )
