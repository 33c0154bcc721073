"""What reads badly where it stands: titles too long for search engines, and phrases that break the sentence around them."""

from collections.abc import Iterator
from typing import Final

from diagnostics.content.document.index import Index, problem
from diagnostics.content.document.leaves import Leaf
from diagnostics.content.document.problems import Problem
from diagnostics.content.wording.search_titles import LONGEST, SITE, search_title
from diagnostics.content.wording.texts import Texts

_TITLES: Final = frozenset({("guide", "title"), ("causes", "name"), ("steps", "title"), ("pages", "title")})


def phrase_problems(index: Index) -> Iterator[Problem]:
    texts = Texts(index.document)
    for leaf in index.leaves:
        if _is_page_title(leaf) and (length := len(search_title(texts.line(leaf.text)))) > LONGEST:
            message = f"As the title of a page, with “· {SITE}”, it has {length} characters; search engines show {LONGEST}. Shorten it."
            yield problem(leaf.part, leaf.slug, leaf.field, message, "warning")
        if leaf.field.rpartition(".")[2] == "said" and leaf.text.endswith((".", "!", "?")):
            message = "It stands inside a sentence. Take the mark at its end out."
            yield problem(leaf.part, leaf.slug, leaf.field, message, "warning")


def _is_page_title(leaf: Leaf) -> bool:
    return (leaf.part, leaf.field) in _TITLES or (leaf.part == "questions" and leaf.field.endswith(".page.title"))
