"""What takes a key: making result links, and reading what came of them."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from diagnostics.content.results.codes import Code, read
from diagnostics.domain import live
from diagnostics.domain.live import LiveGuide
from diagnostics.domain.programs.keys import ProgramKey
from diagnostics.domain.results import program_links, result_links
from diagnostics.domain.results.result_links import ResultLink
from diagnostics.domain.safeguards.database_guard import database_guard
from diagnostics.domain.safeguards.limits import NEW_LINK, WRONG_CODE
from diagnostics.engine.walk import fold
from diagnostics.web.api.keys import spend
from diagnostics.web.api.link_answers import Events, Link, NewLink
from diagnostics.web.api.public import reply
from diagnostics.web.site.find_guide import no_guide, to_present_names, with_guide
from diagnostics.web.walk.query import split_pairs


def make(request: HttpRequest, key: ProgramKey, guide: str, wanted: NewLink) -> HttpResponse:
    """Pin what is decided now for this walk."""

    def on_guide(_request: HttpRequest, here: LiveGuide) -> HttpResponse:
        pairs = split_pairs(wanted.walk.removeprefix("?").encode())
        spend(key, NEW_LINK)
        with database_guard():
            link = result_links.make(
                here,
                fold(here.network.guide, pairs),
                live.site().findings(here.document.slug),
                key=key,
                note=wanted.note,
                reference=wanted.reference,
                days=wanted.days,
            )
            answer = Link.of(link)
        response = reply(answer, 201)
        response.headers["Location"] = answer.about
        return response

    def moved(request: HttpRequest, slug: str) -> HttpResponse:
        return to_present_names(request, {"guide": slug}, preserve_request=True)

    return with_guide(on_guide, moved=moved, missing=no_guide)(request, guide=guide)


def state(key: ProgramKey, code: str) -> HttpResponse:
    with database_guard():
        return reply(Link.of(_find(key, code)))


def events(key: ProgramKey, code: str) -> HttpResponse:
    with database_guard():
        return reply(Events.of(_find(key, code)))


def _find(key: ProgramKey, code: str) -> ResultLink:
    """The link, if this key may read it; raises Http404."""
    reading = read(code)
    link = program_links.readable(key, reading.letters) if isinstance(reading, Code) else None
    if link is None:
        spend(key, WRONG_CODE)
        raise Http404(_("There is no link with this code that this key may read."))
    return link
