"""Result links: the code is typed, the page shows what was found then, and the visitor goes on from it."""

import datetime as dt
from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from diagnostics.config import callers
from diagnostics.config.times import when
from diagnostics.content.results import codes
from diagnostics.content.results.codes import Code, NothingTyped, SpokenDigits, Typed
from diagnostics.content.results.pinning import UnreadablePin
from diagnostics.content.results.ticket import ticket
from diagnostics.domain import live
from diagnostics.domain.publishing.releases import DamagedRelease
from diagnostics.domain.results import guesses, result_links, spoken_codes
from diagnostics.domain.results.guesses import TooManyGuesses
from diagnostics.domain.results.result_links import Moment, ResultLink
from diagnostics.domain.safeguards import limits
from diagnostics.domain.safeguards.circuit import DATABASE
from diagnostics.domain.safeguards.database_guard import READING, WRITING, DatabaseAway, Way, database_guard
from diagnostics.domain.safeguards.limits import OPENING
from diagnostics.engine.walk import Walk
from diagnostics.web.cards.card import SharingCard
from diagnostics.web.cards.gallery import code_picture, link_picture
from diagnostics.web.results.kept import FORMS, address_of, address_of_code, link_page
from diagnostics.web.results.posting import from_our_pages
from diagnostics.web.results.qr_code import picture_file
from diagnostics.web.results.result_data import data
from diagnostics.web.site import errors, ties
from diagnostics.web.site.addresses import WalkAddresses, absolute
from diagnostics.web.site.caching import private_response
from diagnostics.web.site.methods import SeeOther, read_only
from diagnostics.web.store.rendering import in_turn
from diagnostics.web.walk.query import first_value, make_readable
from diagnostics.web.walk.scene import Scene
from diagnostics.web.walk.screens import context, screen

SIGNS_NAMED: Final = 5
"""Signs that are in no code; so many are named."""

type Make = Callable[[], HttpResponse]
"""What makes an answer without the database. Whoever renders while others wait for the database keeps them waiting."""
type Show = Callable[[ResultLink], Make]
"""Reads or writes what it needs of a link."""


@read_only
def enter(request: HttpRequest) -> HttpResponse:
    """A field for a code; a good code redirects to its page."""
    typed = first_value(request, "code")
    match codes.read(typed):
        case Code(letters):
            response: HttpResponse = HttpResponseRedirect(address_of_code(letters))
        case SpokenDigits(digits):
            response = _with_database(request, lambda: _follow_spoken_code(request, typed, digits))
        case reading:
            response = _form(request, typed, _mistake(reading))
    return private_response(response)


@from_our_pages
def result(request: HttpRequest, code: str) -> HttpResponse:
    """The page of a link. A post is something that the visitor did there."""
    if request.method == "POST":
        return _respond(request, code, partial(_act, request))
    return _page(request, code)


@read_only
def near(request: HttpRequest, typed: str) -> HttpResponse:
    """An address of a link with something glued to it redirects to that link."""
    reading = codes.read(f"/r/{typed}")
    if not isinstance(reading, Code):
        return private_response(_form(request, typed, _mistake(reading)))
    ending = next((one for one in FORMS if one in typed and one != "/"), "/")
    return private_response(HttpResponseRedirect(address_of_code(reading.letters, ending)))


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
        return private_response(HttpResponseRedirect(address_of_code(reading.letters)))
    return _respond(request, code, partial(_read_link, request))


def _respond(request: HttpRequest, code: str, show: Show) -> HttpResponse:
    """What ``show`` makes of the link, or a page that says why there is none."""
    reading = codes.read(code)
    if not isinstance(reading, Code):
        return private_response(_form(request, code, _mistake(reading)))
    return private_response(_with_database(request, lambda: _open_link(request, code, reading.letters, show)))


def _with_database(request: HttpRequest, find: Callable[[], Make]) -> HttpResponse:
    """What is made of what ``find`` reads from the database; another page if the caller asks too often, or if it cannot be read."""
    if seconds := limits.spend(OPENING, callers.address(request)):
        return errors.too_many_requests(request, seconds=seconds)
    try:
        make = _ask(find, WRITING) if request.method == "POST" else _ask_twice(find)
    except TooManyGuesses as often:
        return errors.too_many_requests(request, seconds=often.seconds)
    except DatabaseAway:
        lead = _("The link is still good. Try again in a few minutes. Meanwhile, the guides work as usual.")
        return errors.database_away(request, _("Saved links cannot be opened right now"), lead)
    except (DamagedRelease, UnreadablePin):
        errors.log.exception("The result link at %s cannot be shown.", request.path)
        return errors.server_error(request)
    return in_turn(make)


def _ask(find: Callable[[], Make], way: Way) -> Make:
    with database_guard(way):
        return find()


def _ask_twice(find: Callable[[], Make]) -> Make:
    """On a machine that is busy one answer may come late: while nothing says that the database is away, it is asked twice."""
    try:
        return _ask(find, READING)
    except DatabaseAway:
        if DATABASE.state != "closed":
            raise
    return _ask(find, READING)


def _open_link(request: HttpRequest, typed: str, letters: str, show: Show) -> Make:
    link = guesses.look_up(callers.address(request), lambda: result_links.find(letters))
    if link is None:
        unknown = _("There is no such code. It may have ended long ago, or it may have been written down wrongly.")
        return partial(_form, request, typed, unknown)
    match result_links.state(link):
        case "open":
            return show(link)
        case "ended":
            return partial(_ended_page, request, link)
        case "revoked":
            return partial(_revoked_page, request, link)


def _revoked_page(request: HttpRequest, link: ResultLink) -> HttpResponse:
    lead = format_html(
        _("Whoever sent it to you took it back on {date}. Ask them for another one."),
        date=when(link.revoked_at, "day"),
    )
    return errors.message_page(request, 410, _("This link was taken back"), lead)


def _ended_page(request: HttpRequest, link: ResultLink) -> HttpResponse:
    here = live.site().current(link.release.guide)
    lead = format_html(
        _("It was made on {made} and worked until {ended}. Nobody had used it for a long time."),
        made=when(link.made_at, "day"),
        ended=when(link.ends_at, "day"),
    )
    again = WalkAddresses(here.document.slug, Walk()).going_on(result_links.pairs(link)) if here else ""
    return errors.message_page(request, 410, _("This link has ended"), lead, template="results/ended.html", again=again)


def _read_link(request: HttpRequest, link: ResultLink) -> Make:
    ties.note_opening(request, link.code)
    return partial(_link_page, request, link, result_links.moment(link), result_links.tick_times(link))


def _link_page(
    request: HttpRequest, link: ResultLink, moment: Moment, ticks: Mapping[str, dt.datetime]
) -> HttpResponse:
    scene = Scene.from_pin(moment, link=codes.format_code(link.code))
    what = screen(scene)
    here = link_page(link, scene, ticks)
    ctx = context(scene, what) | {"link": here, "photo": what.foremost, "sharing": _link_card(here.address)}
    return render(request, "results/page.html", ctx)


def _link_card(address: str) -> SharingCard:
    """The same for every link: it says nothing of what the person answered."""
    picture = link_picture()
    lead = _("Open it to see the steps that were found for you, and go on from there.")
    return SharingCard(picture.words, lead, address, picture)


def _act(request: HttpRequest, link: ResultLink) -> Make:
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
    return partial(SeeOther, address_of(link) + anchor)


def _text(link: ResultLink) -> Make:
    return partial(_ticket, link, result_links.moment(link))


def _ticket(link: ResultLink, moment: Moment) -> HttpResponse:
    text = ticket(
        moment.here,
        moment.walk,
        moment.pin.decision,
        code=link.code,
        made_at=timezone.localtime(link.made_at),
        address=absolute(address_of(link)),
        withdrawn=moment.withdrawn,
        translate=_,
    )
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


def _data(link: ResultLink) -> Make:
    said = data(link, result_links.moment(link))
    return partial(JsonResponse, said, json_dumps_params={"indent": 1, "ensure_ascii": False})


def _picture(link: ResultLink) -> Make:
    return lambda: HttpResponse(picture_file(absolute(address_of(link))), content_type="image/svg+xml")


def _follow_spoken_code(request: HttpRequest, typed: str, digits: str) -> Make:
    """Redirect eight digits that an agent read out to the link's page; while many guess, with two more of them."""
    proof, is_careful = first_value(request, "proof").strip(), guesses.needs_proof()
    if is_careful and not proof:
        return partial(_form, request, typed, "", asks_proof=True)
    wanted = proof if is_careful else None
    link = guesses.look_up(callers.address(request), lambda: spoken_codes.find(digits, proof=wanted), spoken=True)
    if link:
        return partial(HttpResponseRedirect, address_of(link))
    wrong = _("These digits do not work, or no longer do: they last for one hour. Ask for new ones.")
    return partial(_form, request, typed, wrong, asks_proof=is_careful)


def _mistake(reading: Typed) -> str:
    """What is wrong with what was typed; empty if nothing was."""
    match reading:
        case NothingTyped():
            return ""
        case codes.ForeignSigns(signs):
            named = [make_readable(sign) for sign in signs[:SIGNS_NAMED]]
            foreign = ngettext("“%(signs)s” is not used in codes.", "“%(signs)s” are not used in codes.", len(named))
            letters = _("A code has no vowels, no Y, no L and no digits among its letters.")
            return f"{foreign % {'signs': '”, “'.join(named)}} {letters}"
        case codes.WrongLength(count, of_digits=True):
            return ngettext(
                "A code that was read out has 8 digits, and this is %(count)d digit.",
                "A code that was read out has 8 digits, and these are %(count)d.",
                count,
            ) % {"count": count}
        case codes.WrongLength(count):
            return ngettext(
                "A code has 12 letters, and this is %(count)d.",
                "A code has 12 letters, and these are %(count)d.",
                count,
            ) % {"count": count}
        case _:
            return _("One letter is mistyped, or two are swapped. Compare them with the code.")


def _form(request: HttpRequest, typed: str, wrong: str, *, asks_proof: bool = False) -> HttpResponse:
    """asks_proof: for the two digits that go with a spoken code."""
    title = _("Error: Enter a code") if wrong else _("Enter a code")
    ctx = {
        "typed": make_readable(typed[: codes.LONGEST]),
        "wrong": wrong,
        "title": title,
        "asks_proof": asks_proof,
        "sharing": _code_card(),
    }
    return render(request, "results/enter.html", ctx, status=404 if wrong else 200)


def _code_card() -> SharingCard:
    lead = _("You were given a code of twelve letters? It opens what somebody found out with you.")
    return SharingCard((picture := code_picture()).words, lead, absolute(reverse("enter")), picture)
