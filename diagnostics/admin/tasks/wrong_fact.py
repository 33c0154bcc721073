"""A fact was wrong: every place that says it, each with a link to its field."""

from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest, HttpResponse

from diagnostics.admin.frame.edit_links import Links
from diagnostics.admin.frame.page import VIEW, render_page
from diagnostics.admin.tasks import task_forms
from diagnostics.admin.tasks.task_forms import for_document
from diagnostics.content.document.index import NAMES
from diagnostics.content.document.schema import GuideDocument
from diagnostics.content.document.where import field_name
from diagnostics.content.editing.search import Mention, SearchResult, find_citations, find_words
from diagnostics.content.markup.quotes import quote
from diagnostics.content.wording.names import Names
from diagnostics.models import Guide

TITLE: Final = "A fact was wrong"


@dataclass(frozen=True, slots=True)
class Place:
    """One field that says it, in words. address: where it is changed. through: the menu path or term that says it."""

    saying: Mention
    field: str
    address: str
    through: str = ""
    through_address: str = ""


@for_document(VIEW, TITLE)
def wrong_fact(request: HttpRequest, guide: Guide, document: GuideDocument) -> HttpResponse:
    """Look for words, or for everything that names a source."""
    words, source = request.GET.get("words", "").strip(), request.GET.get("source", "")
    found = find_citations(document, source) if source else find_words(document, words)
    ctx = {
        "words": words,
        "source": source,
        "sources": task_forms.sources(document),
        "has_looked": bool(words or source),
        "things": _things(guide, document, found),
        "count": sum(len(one.sayings) for one in found),
    }
    return render_page(request, guide, "workplace/tasks/wrong_fact.html", title=TITLE, ctx=ctx)


def _things(
    guide: Guide, document: GuideDocument, found: tuple[SearchResult, ...]
) -> list[tuple[str, SearchResult, str, list[Place]]]:
    """Every object: what kind it is, what was found, its address and its places."""
    links, names = Links(guide), Names(document)

    def place(one: SearchResult, saying: Mention) -> Place:
        part, slug = saying.through
        through = f"{NAMES[part]} {quote(names.index.title(part, slug))}" if part else ""
        field = "translations" if saying.language else saying.field
        address = links.to("guide", "", field) if saying.language else links.to(one.part, one.slug, field)
        said = field_name(names, one.part, one.slug, saying.field)
        return Place(saying, said, address, through, links.to(part, slug) if part else "")

    return [
        (
            NAMES.get(one.part, "guide").capitalize(),
            one,
            links.to(one.part, one.slug),
            [place(one, saying) for saying in one.sayings],
        )
        for one in found
    ]
