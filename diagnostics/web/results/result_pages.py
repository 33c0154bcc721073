"""Result links: the code is typed, the page shows what was found then, and the visitor goes on from it."""

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from diagnostics.config import callers
from diagnostics.content.results import codes
from diagnostics.content.results.codes import Code, NothingTyped, SpokenDigits, Typed, WrongLetters
from diagnostics.content.results.pinning import UnreadablePin
from diagnostics.content.results.ticket import ticket
from diagnostics.domain import live
from diagnostics.domain.publishing.releases import DamagedRelease
from diagnostics.domain.results import result_links, spoken_codes
from diagnostics.domain.results.result_links import Moment, ResultLink
from diagnostics.domain.safeguards import limits
from diagnostics.domain.safeguards.database_guard import DatabaseAway, database_guard
from diagnostics.domain.safeguards.limits import OPENING, WRONG_CODE
from diagnostics.web.results.kept import address_of, link_page, picture_file, walk_address
from diagnostics.web.results.posting import SeeOther, from_our_pages
from diagnostics.web.results.result_data import data
from diagnostics.web.site import errors
from diagnostics.web.site.addresses import absolute
from diagnostics.web.site.methods import read_only
from diagnostics.web.walk.card import Card
from diagnostics.web.walk.ending import Ending
from diagnostics.web.walk.query import first_value, readable
from diagnostics.web.walk.scene import Scene
from diagnostics.web.walk.screens import Screen, context, screen
from diagnostics.web.walk.steps import Steps

LATER: Final = 10
"""Seconds after which it is worth asking again for a database that is away."""

SIGNS_NAMED: Final = 5
"""Signs that are in no code; so many are named."""

type Show = Callable[[ResultLink], HttpResponse]


@read_only
def enter(request: HttpRequest) -> HttpResponse:
    """A field for a code; a good code redirects to its page."""
    typed = first_value(request, "code")
    match codes.read(typed):
        case Code(letters):
            return _private(HttpResponseRedirect(reverse("result", args=[codes.format_code(letters)])))
        case SpokenDigits(digits):
            return _follow_spoken_code(request, typed, digits)
        case reading:
            return _ask_again(request, typed, reading)


@from_our_pages
def result(request: HttpRequest, code: str) -> HttpResponse:
    """The page of a link. A post is something that the visitor did there."""
    if request.method == "POST":
        return _respond(request, code, lambda link: _act(request, link))
    return _page(request, code)


@read_only
def as_text(request: HttpRequest, code: str) -> HttpResponse:
    return _respond(request, code, _text)


@read_only
def as_data(request: HttpRequest, code: str) -> HttpResponse:
    """JSON, as docs/result.schema.json says."""
    return _respond(request, code, _data)


@read_only
def as_picture(request: HttpRequest, code: str) -> HttpResponse:
    return _respond(request, code, _picture)


def _page(request: HttpRequest, code: str) -> HttpResponse:
    reading = codes.read(code)
    if isinstance(reading, Code) and code != codes.format_code(reading.letters):
        return _private(HttpResponseRedirect(reverse("result", args=[codes.format_code(reading.letters)])))
    return _respond(request, code, lambda link: _render_link(request, link))


def _respond(request: HttpRequest, code: str, show: Show) -> HttpResponse:
    """What ``show`` makes of the link, or a page that says why there is none."""
    reading = codes.read(code)
    if not isinstance(reading, Code):
        return _ask_again(request, code, reading)
    caller = callers.address(request)
    if seconds := limits.spend(OPENING, caller):
        return _private(errors.too_many_requests(request, seconds=seconds))
    try:
        with database_guard():
            response = _open_link(request, code, reading.letters, show)
    except DatabaseAway:
        response = away_page(request)
    except (DamagedRelease, UnreadablePin):
        errors.log.exception("The result link %s cannot be shown.", codes.format_code(reading.letters))
        response = errors.server_error(request)
    return _private(response)


def _open_link(request: HttpRequest, typed: str, letters: str, show: Show) -> HttpResponse:
    if (link := result_links.find(letters)) is None:
        limits.spend(OPENING, callers.address(request), WRONG_CODE)
        return _form(request, typed, {"unknown": True})
    match result_links.state(link):
        case "open":
            return show(link)
        case "ended":
            here = live.site().current(link.release.guide)
            again = walk_address(here.document.slug, link) if here else ""
            return render(request, "results/ended.html", {"link": link, "again": again}, status=410)
        case "revoked":
            return render(request, "results/revoked.html", {"link": link}, status=410)


def _render_link(request: HttpRequest, link: ResultLink) -> HttpResponse:
    scene = Scene.from_pin(result_links.moment(link))
    what = screen(scene)
    here = link_page(link, scene, result_links.tick_times(link))
    ctx = context(scene, what) | {"link": here, "photo": _foremost(what)}
    return render(request, "results/page.html", ctx)


def _foremost(what: Screen) -> Card | None:
    """The step to save as a picture for when there is no connection."""
    match what.content:
        case {"steps": Steps() as steps}:
            return steps.open
        case {"ending": Ending() as ending}:
            return ending.escalation
        case _:
            return None


def _act(request: HttpRequest, link: ResultLink) -> HttpResponse:
    """Tick a step off, take that back, or keep the link longer; then the page again, at the same position."""
    step, verb = request.POST.get("step", ""), request.POST.get("do", "")
    steps = {one.slug for one in result_links.moment(link).here.document.steps}
    if verb == "tick" and step in steps:
        result_links.tick(link, step)
    elif verb == "untick" and step in steps:
        result_links.untick(link, step)
    elif verb == "keep":
        result_links.touch(link)
    anchor = f"#tick-{step}" if step in steps else "#kept"
    return SeeOther(address_of(link) + anchor)


def _text(link: ResultLink) -> HttpResponse:
    moment = result_links.moment(link)
    text = ticket(
        moment.here,
        moment.walk,
        moment.pin.decision,
        code=link.code,
        made_at=link.made_at,
        address=absolute(address_of(link)),
        withdrawn=moment.withdrawn,
        translate=gettext,
    )
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


def _data(link: ResultLink) -> HttpResponse:
    moment: Moment = result_links.moment(link)
    return JsonResponse(data(link, moment), json_dumps_params={"indent": 1, "ensure_ascii": False})


def _picture(link: ResultLink) -> HttpResponse:
    return HttpResponse(picture_file(absolute(address_of(link))), content_type="image/svg+xml")


def _follow_spoken_code(request: HttpRequest, typed: str, digits: str) -> HttpResponse:
    """Redirect eight digits that an agent read out to the link's page."""
    caller = callers.address(request)
    if seconds := limits.spend(OPENING, caller):
        return _private(errors.too_many_requests(request, seconds=seconds))
    try:
        with database_guard():
            link = spoken_codes.find(digits)
    except DatabaseAway:
        return away_page(request)
    if link is None:
        limits.spend(OPENING, caller, WRONG_CODE)
        return _form(request, typed, {"spoken": True})
    return _private(HttpResponseRedirect(address_of(link)))


def _ask_again(request: HttpRequest, typed: str, reading: Typed) -> HttpResponse:
    """The field again, with what was typed and what is wrong with it."""
    match reading:
        case NothingTyped():
            ctx: dict[str, object] = {}
        case codes.ForeignSigns(signs):
            ctx = {"foreign": [readable(sign) for sign in signs[:SIGNS_NAMED]]}
        case codes.WrongLength(count, of_digits):
            ctx = {"count": count, "of_digits": of_digits}
        case WrongLetters():
            ctx = {"mistyped": True}
        case _:
            ctx = {"unknown": True}
    return _form(request, typed, ctx)


def _form(request: HttpRequest, typed: str, wrong: dict[str, object]) -> HttpResponse:
    title = gettext("Error: Enter a code") if wrong else gettext("Enter a code")
    ctx = {"typed": readable(typed[: codes.LONGEST]), "wrong": wrong, "title": title}
    return _private(render(request, "results/enter.html", ctx, status=404 if wrong else 200))


def away_page(request: HttpRequest, *, address: str = "") -> HttpResponse:
    """503: the database is away. ``address``: what works without it."""
    response = render(request, "results/away.html", {"address": address}, status=503)
    response.headers["Retry-After"] = str(LATER)
    return _private(response)


def _private(response: HttpResponse) -> HttpResponse:
    """For one person: never cached, never indexed."""
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
