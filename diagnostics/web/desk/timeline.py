"""What the customer of a link did, in sentences and in order, and where they are now."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from diagnostics.content.document.schema import Carrier, Option, Question
from diagnostics.domain import live
from diagnostics.domain.live import LiveGuide, older_releases
from diagnostics.domain.results import link_events, link_progress
from diagnostics.domain.results.agent_links import LinkRow
from diagnostics.domain.results.link_events import Event
from diagnostics.engine.guide import NONE
from diagnostics.engine.walk import NOT_SURE
from diagnostics.web.desk.outcome_words import UNREADABLE, step_title
from diagnostics.web.site.find_guide import find_by_name
from diagnostics.web.walk.screens import title_now
from diagnostics.web.walk.voice import Voice

LATELY: Final = dt.timedelta(hours=12)
"""So long the hour says when it was, in whatever zone it is read; later the day stands with it."""
SENTENCES: Final = {
    "opened": gettext_noop("Opened the link"),
    "answered": gettext_noop("Answered “%(name)s”: %(value)s"),
    "changed": gettext_noop("Changed “%(name)s” to: %(value)s"),
    "tried": gettext_noop("Did not help: %(name)s"),
    "aside": gettext_noop("Does not explain it: %(name)s"),
    "asked": gettext_noop("Asked for help: %(name)s"),
    "cannot": gettext_noop("Cannot do this: %(name)s"),
    "did": gettext_noop("Had done this before: %(name)s"),
    "waiting": gettext_noop("Waits for this: %(name)s"),
    "fixed": gettext_noop("It works now: %(name)s"),
    "explained": gettext_noop("That explains it: %(name)s"),
    "back": gettext_noop("Took back what was said of “%(name)s”"),
    "ticked": gettext_noop("Ticked off: %(name)s"),
    "unticked": gettext_noop("Took the tick off again: %(name)s"),
}
"""By the kind of event."""
ON_QUESTIONS: Final = ("answered", "changed")


@dataclass(frozen=True, slots=True)
class Line:
    """form: how the time is written."""

    at: dt.datetime
    form: str
    text: str


def timeline(link: LinkRow) -> tuple[Line, ...]:
    """All that is known, the first thing first."""
    guides, lately = list(_guides(link)), timezone.now() - LATELY
    return tuple(
        Line(one.at, "clock" if one.at > lately else "short-minute", _sentence(link, guides, one))
        for one in link_events.of(link)
    )


def now_at(link: LinkRow) -> str:
    """The heading of the page on which the customer is; empty before they go on, at the end, and where the guide is gone."""
    here, said = live.site().current(link.release.guide), link_progress.pairs(link)
    goes_on = said is not None and not any(name == "worked" for name, _ in said)
    return title_now(here, said) if here and said and goes_on else ""


def _guides(link: LinkRow) -> Iterator[LiveGuide]:
    """The guide of today, and the one that the link was made with."""
    if here := live.site().current(link.release.guide):
        yield here
    try:
        yield older_releases.guide(link.release)
    except UNREADABLE:
        return


def _sentence(link: LinkRow, guides: Sequence[LiveGuide], event: Event) -> str:
    is_question = event.kind in ON_QUESTIONS or (event.kind, event.value) == ("back", "answer")
    name = _question(guides, event.name) if is_question else step_title(link, event.name)
    options = [_option(guides, event.name, value) for value in event.value.split(",")]
    return _(SENTENCES[event.kind]) % {"name": name, "value": "; ".join(options)}


def _question(guides: Sequence[LiveGuide], slug: str) -> str:
    found = ((here, find_by_name(here.document.questions, slug)) for here in guides)
    return next((Voice(here.texts).line(question.text) for here, question in found if question), slug)


def _option(guides: Sequence[LiveGuide], question: str, slug: str) -> str:
    """What was answered, in words."""
    if slug in (NOT_SURE, NONE):
        return _("Not sure") if slug == NOT_SURE else _("None of these")
    for here in guides:
        asked = find_by_name(here.document.questions, question)
        if asked and (found := find_by_name(_options(here, asked), slug)):
            return found.name if isinstance(found, Carrier) else Voice(here.texts).line(found.text)
    return slug


def _options(here: LiveGuide, question: Question) -> Sequence[Option | Carrier]:
    return here.document.carriers if question.options_from else question.options
