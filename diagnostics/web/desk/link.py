"""One link of an agent: how to hand it over, what the customer does with it, and taking it back.

Others may look at it if ``roles.py`` says so.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Final, cast
from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from diagnostics.config.times import time_text
from diagnostics.content.results.codes import Code, format_code, read
from diagnostics.domain.results import agent_links, kept_reports, result_links, spoken_codes
from diagnostics.domain.results.agent_links import LinkRow
from diagnostics.domain.safeguards.roles import USE_DESK, may_read_every_link
from diagnostics.web.desk import outcome_words, timeline
from diagnostics.web.desk.doors import for_readers
from diagnostics.web.desk.links import walk_address
from diagnostics.web.desk.spelling import spell
from diagnostics.web.site import errors
from diagnostics.web.site.addresses import absolute
from diagnostics.web.site.methods import SeeOther
from diagnostics.web.walk.steps import BELOW

type View = Callable[..., HttpResponse]

STEPS_SHOWN: Final = 1 + BELOW
"""The open one and those below it, as on the customer's page."""
STEPS_NAMED: Final = 3
"""In the text that is sent."""
WRAPPED: Final = 60
"""Letters of a line, after which a field wraps it."""
LONGEST_WHY: Final = 240


class Revoke(forms.Form):
    why = forms.CharField(
        label=gettext_lazy("Why it is revoked"),
        max_length=LONGEST_WHY,
        error_messages={"required": gettext_lazy("Say in a few words why, then revoke the link.")},
    )


@dataclass(frozen=True, slots=True)
class Text:
    name: str
    title: str
    text: str

    @property
    def lines(self) -> int:
        """How many lines its field needs, long ones wrapped."""
        return sum(len(line) // WRAPPED + 1 for line in self.text.split("\n"))


def with_link(view: View) -> View:
    """A view that receives a link that may be looked at; it never says whether there is another with such a code."""

    @for_readers
    @wraps(view)
    def hand_over(request: HttpRequest, code: str) -> HttpResponse:
        typed = read(code)
        link = agent_links.find_readable(reader(request), typed.letters) if isinstance(typed, Code) else None
        return view(request, link) if link else _no_link(request, code)

    return hand_over


def with_own_link(view: View) -> View:
    """A view that receives the agent's own link, which it may change."""

    @with_link
    @wraps(view)
    def hand_over(request: HttpRequest, link: LinkRow) -> HttpResponse:
        return view(request, link) if agent_links.is_own(reader(request), link) else only_to_read(request, link)

    return hand_over


def reader(request: HttpRequest) -> User:
    return cast("User", request.user)


def _no_link(request: HttpRequest, code: str) -> HttpResponse:
    if may_read_every_link(reader(request)):
        title, lead = _("No agent’s link has this code"), _("Links that ended long ago are deleted.")
    else:
        title = _("None of your links has this code")
        lead = _("You see only links that are or were yours, and links that ended long ago are deleted.")
    looked_for = _("You looked for “%(code)s”.") % {"code": code}
    way = ("desk-links", _("To your links")) if request.user.has_perm(USE_DESK) else ("home", _("To the guides"))
    return message_page(request, 404, title, f"{looked_for} {lead}", reverse(way[0]), way[1])


def only_to_read(request: HttpRequest, link: LinkRow) -> HttpResponse:
    lead = _("You may look at it. Only %(agent)s can change it.") % {"agent": _owner(link)}
    way = reverse("desk-link", args=[format_code(link.code)])
    return message_page(request, 403, _("This is not your link"), lead, way, _("Back to the link"))


def _owner(link: LinkRow) -> str:
    return link.owner.get_username() if link.owner else ""


def message_page(request: HttpRequest, status: int, title: str, lead: str, way: str, way_name: str) -> HttpResponse:
    ctx = {"template": "desk/message.html", "way": way, "way_name": way_name, "desk": "links"}
    return errors.message_page(request, status, title, lead, **ctx)


@with_link
def link(request: HttpRequest, link: LinkRow) -> HttpResponse:
    return _render_link(request, link, Revoke())


@require_GET
@with_link
def news(request: HttpRequest, link: LinkRow) -> HttpResponse:
    """What the customer has done so far: the desk asks for it every few seconds."""
    return render(request, "desk/link.html#news", _news(request, link))


@require_POST
@with_own_link
def speak(request: HttpRequest, link: LinkRow) -> HttpResponse:  # noqa: ARG001 (nothing is asked)
    """A code of eight digits, for one hour."""
    spoken_codes.make(link)
    return _redirect_to(link)


@require_POST
@with_own_link
def revoke(request: HttpRequest, link: LinkRow) -> HttpResponse:
    """From then on the link's page says only that it was taken back."""
    form = Revoke(request.POST)
    if not form.is_valid():
        return _render_link(request, link, form, status=422)
    if result_links.state(link) != "revoked":
        result_links.revoke(link, why=form.cleaned_data["why"])
    return _redirect_to(link)


def _render_link(request: HttpRequest, link: LinkRow, form: Revoke, *, status: int = 200) -> HttpResponse:
    ctx = _news(request, link) | {
        "code": format_code(link.code),
        "groups": spell(link.code),
        "spoken": _spoken_code(link),
        "address": _address(link),
        "texts": _texts(link) if result_links.state(link) == "open" else (),
        "form": form,
        "owner": "" if agent_links.is_own(reader(request), link) else _owner(link),
        "take_up": walk_address(link),
        "mails": bool(settings.MAILERS),
        "desk": "links",
    }
    return render(request, "desk/link.html", ctx, status=status)


def _redirect_to(link: LinkRow) -> HttpResponse:
    return SeeOther(reverse("desk-link", args=[format_code(link.code)]))


def _news(request: HttpRequest, link: LinkRow) -> dict[str, object]:
    return {
        "link": link,
        "guide_title": outcome_words.guide_name(link.release.guide),
        "state": outcome_words.state(link),
        "is_open": result_links.state(link) == "open",
        "keep": _keep_address(link) if agent_links.is_own(reader(request), link) else "",
        "came_of": outcome_words.outcome_text(link, agent_links.link_outcome(link)),
        "ticks": _ticks(link),
        "now_at": timeline.now_at(link),
        "timeline": timeline.timeline(link),
        "looked_at": timezone.now(),
        "news": reverse("desk-news", args=[format_code(link.code)]),
    }


def _keep_address(link: LinkRow) -> str:
    """Where it can be kept as a report; empty until the customer has said what ended it."""
    return reverse("desk-keep", args=[format_code(link.code)]) if kept_reports.is_solved(link) else ""


def _ticks(link: LinkRow) -> list[tuple[str, dt.datetime | None]]:
    """Titles of the steps on its page, then of others that were ticked off, each with the time of its tick."""
    done = result_links.tick_times(link)
    slugs = dict.fromkeys([*_steps(link), *done])
    return [(outcome_words.step_title(link, slug), done.get(slug)) for slug in slugs]


def _steps(link: LinkRow) -> tuple[str, ...]:
    """The steps on its page except those withdrawn since."""
    try:
        moment = result_links.moment(link)
    except outcome_words.UNREADABLE:
        return ()
    shown = [planned.step for planned in moment.pin.decision.plan[:STEPS_SHOWN]]
    return tuple(step for step in shown if step not in moment.withdrawn)


def _address(link: LinkRow) -> str:
    return absolute(reverse("result", args=[format_code(link.code)]))


def _entry() -> str:
    """The address of the code page, as one says it aloud."""
    return urlsplit(settings.SITE_URL).netloc + reverse("enter").rstrip("/")


def _spoken_code(link: LinkRow) -> dict[str, object] | None:
    found = spoken_codes.of(link)
    if found is None:
        return None
    text = _("Open %(place)s and type these eight digits: %(digits)s.") % {
        "place": _entry(),
        "digits": ", ".join(spoken_codes.format_digits(found.digits).replace(" ", "")),
    }
    digits = spoken_codes.format_digits(found.digits)
    return {"digits": digits, "proof": found.proof, "ends_at": found.ends_at, "text": text}


def _texts(link: LinkRow) -> tuple[Text, ...]:
    until = _("The link works until %(day)s.") % {"day": time_text(link.ends_at, "day")}
    steps = [outcome_words.step_title(link, slug) for slug in _steps(link)[:STEPS_NAMED]]
    tried = [f"{number}. {title}" for number, title in enumerate(steps, start=1)]
    found = [_("What to look at, in this order:"), *tried] if tried else [_("What we found so far is here:")]
    return (
        Text("link-only", _("Link only"), _address(link)),
        Text(
            "with-summary",
            _("Link with a summary"),
            "\n".join([outcome_words.guide_name(link.release.guide), *found, _address(link), until]),
        ),
        Text("read-out", _("To read out"), _spoken_text(link)),
    )


def _spoken_text(link: LinkRow) -> str:
    letters = [
        _("%(letter)s as in %(word)s") % {"letter": letter, "word": word}
        for group in spell(link.code)
        for letter, word in zip(group.letters, group.words, strict=True)
    ]
    begin = _("Open %(place)s and type these twelve letters:") % {"place": _entry()}
    return "\n".join([begin, *(", ".join(letters[at : at + 4]) for at in range(0, len(letters), 4))])
