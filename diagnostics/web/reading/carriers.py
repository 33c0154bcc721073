"""Carrier notes: one table by country with a search box, and a page for each carrier."""

import unicodedata
from dataclasses import dataclass
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from diagnostics.content.document.schema import Carrier
from diagnostics.domain.live import LiveGuide
from diagnostics.web.reading.reading_pages import Context, origin, render_reading_page
from diagnostics.web.site.find_guide import for_guide, redirect_to_present
from diagnostics.web.walk.country_names import by_country, country_name, other_names
from diagnostics.web.walk.parts import Parts, find_by_name
from diagnostics.web.walk.query import first_value
from diagnostics.web.walk.voice import Voice

MOST_LETTERS: Final = 80


@dataclass(frozen=True, slots=True)
class Fact:
    """One documented fact, with the titles of its sources."""

    text: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StepNote:
    title: str
    slug: str
    text: str


@for_guide
def carriers(request: HttpRequest, here: LiveGuide) -> HttpResponse:
    """All carriers with notes, or those that match the search."""
    query = " ".join(first_value(request, "q").split())[:MOST_LETTERS]

    def context() -> Context:
        found = [carrier for carrier in here.document.carriers if matches(carrier, query)]
        return {"query": query, "countries": by_country(found), "found": len(found)}

    return render_reading_page(request, here, "reading/carriers.html", context, query)


@for_guide
def carrier(request: HttpRequest, here: LiveGuide, carrier: str) -> HttpResponse:
    """All that is documented about one carrier."""
    found = find_by_name(here.document.carriers, carrier)
    if found is None:
        raise Http404(_("There is no note on a carrier with this name."))
    if found.slug != carrier:
        return redirect_to_present(request, carrier=found.slug)
    return render_reading_page(
        request, here, "reading/carrier.html", lambda: {**_portrait(here, found), **origin(here, found)}
    )


def matches(carrier: Carrier, query: str) -> bool:
    """Whether every word is in the carrier's name, country or network; punctuation and accents do not count."""
    if query and not _squeeze(query):
        return False
    country = (country_name(carrier.country), *other_names(carrier.country))
    squeezed = [_squeeze(text) for text in (carrier.name, carrier.network or "", *country, *carrier.aliases)]
    return all(any(word in text for text in squeezed) for word in map(_squeeze, query.split())) or any(
        _squeeze(query) in text for text in squeezed
    )


def _squeeze(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if letter.isalnum())


def _portrait(here: LiveGuide, carrier: Carrier) -> Context:
    parts = Parts(here.document)
    question = parts.carrier_question
    voice = Voice(here.texts, {question.slug: carrier.slug} if question else {})
    return {
        "carrier": carrier,
        "country": country_name(carrier.country),
        "facts": [
            Fact(voice.line(fact.text), tuple(parts.sources[one].title for one in fact.sources if one in parts.sources))
            for fact in carrier.facts
        ],
        "caveats": voice.html(carrier.caveats),
        "notes": [
            StepNote(voice.line(parts.steps[slug].title), slug, voice.html(text))
            for slug, text in carrier.notes.items()
            if slug in parts.steps
        ],
    }
