"""Carrier notes: one table by country with a search box, and a page for each carrier."""

import unicodedata
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from diagnostics.content.document.schema import Carrier
from diagnostics.domain.live import LiveGuide
from diagnostics.web.cards import structured
from diagnostics.web.cards.gallery import part_picture
from diagnostics.web.reading.reading_pages import Context, Reading, origin, render_reading_page
from diagnostics.web.site.country_names import by_country, country_name, other_names
from diagnostics.web.site.find_guide import for_guide, for_part
from diagnostics.web.walk.parts import Parts
from diagnostics.web.walk.query import first_value
from diagnostics.web.walk.voice import Voice

MOST_LETTERS: Final = 80


COLUMNS: Final = (
    (gettext_lazy("Network"), "network"),
    (gettext_lazy("How the number is confirmed"), "activation"),
    (gettext_lazy("Charge"), "charge"),
    (gettext_lazy("RCS"), "rcs"),
)


@for_guide
def carriers(request: HttpRequest, here: LiveGuide) -> HttpResponse:
    """All carriers with notes, or those that match the search."""
    if not here.document.carriers:
        raise Http404(_("This guide has no carrier notes."))
    query = " ".join(first_value(request, "q").split())[:MOST_LETTERS]

    def read() -> Reading:
        name, found = _("Carriers"), [carrier for carrier in here.document.carriers if matches(carrier, query)]
        countries = [(country, [(one, _cells(one)) for one in carriers]) for country, carriers in by_country(found)]
        columns = [label for label, _field in COLUMNS]
        return Reading(
            name,
            _("What is documented about each carrier. It is not a ranking."),
            part_picture(here, name),
            {"query": query, "countries": countries, "columns": columns, "found": len(found)},
        )

    return render_reading_page(request, here, "reading/carriers.html", read, query)


@for_part("carrier", lambda document: document.carriers, gettext_lazy("There is no note on a carrier with this name."))
def carrier(request: HttpRequest, here: LiveGuide, carrier: Carrier) -> HttpResponse:
    """All that is documented about one carrier."""
    return render_reading_page(request, here, "reading/carrier.html", lambda: _carrier(here, carrier))


def _carrier(here: LiveGuide, carrier: Carrier) -> Reading:
    known_from, title = origin(here, carrier), Voice(here.texts).line(here.document.title)
    return Reading(
        carrier.name,
        _("%(title)s What is documented about %(name)s.") % {"title": title, "name": carrier.name},
        part_picture(here, carrier.name),
        {**_portrait(here, carrier), "origin": known_from},
        title=f"{carrier.name} ({country_name(carrier.country)})",
        section="carriers",
        data=(structured.article(carrier.name, known_from),),
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


def _cells(carrier: Carrier) -> list[tuple[Promise, str | None]]:
    return [(label, getattr(carrier, field)) for label, field in COLUMNS]


def _links(carrier: Carrier) -> tuple[tuple[str, str | None, str], ...]:
    """Label, address and words of what leads to the carrier's own pages."""
    return (
        (_("Is there an outage?"), carrier.status_url, _("The carrier’s status page")),
        (_("Help"), carrier.support_url, _("The carrier’s help")),
    )


def _portrait(here: LiveGuide, carrier: Carrier) -> Context:
    parts = Parts(here.document)
    question = parts.carrier_question
    voice = Voice(here.texts, {question.slug: carrier.slug} if question else {})
    return {
        "carrier": carrier,
        "country": country_name(carrier.country),
        "about": [(label, says) for label, says in _cells(carrier) if says],
        "phone": carrier.phone,
        "links": [link for link in _links(carrier) if link[1]],
        "facts": [
            (voice.line(fact.text), [parts.sources[one].title for one in fact.sources if one in parts.sources])
            for fact in carrier.facts
        ],
        "caveats": voice.html(carrier.caveats),
        "notes": [
            (slug, voice.line(parts.steps[slug].title), voice.html(text))
            for slug, text in carrier.notes.items()
            if slug in parts.steps
        ],
    }
