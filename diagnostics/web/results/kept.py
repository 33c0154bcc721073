"""The frame around a screen that a result link brings back: its code, what changed since, and where to go on."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from diagnostics.content.results import codes
from diagnostics.content.results.then_and_now import Answer, Changes, changes
from diagnostics.domain import live
from diagnostics.domain.results import link_progress
from diagnostics.domain.results.result_links import ResultLink, pairs
from diagnostics.engine.walk import fold
from diagnostics.web.results.qr_code import picture
from diagnostics.web.site.addresses import absolute
from diagnostics.web.walk.frame import FindingNotice, notice
from diagnostics.web.walk.scene import Scene
from diagnostics.web.walk.screens import title_now

FORMS: Final = {"/": "result", ".txt": "result-text", ".json": "result-data", ".svg": "result-picture"}
"""What the address of a link ends in, and the view that answers."""
MOST_CHANGES: Final = 3
"""Most changes that are named."""


@dataclass(frozen=True, slots=True)
class WentOn:
    """A page of the walk that goes on from a link. title: as it stands there."""

    title: str
    address: str


@dataclass(frozen=True, slots=True)
class PresentWalk:
    """The same walk on the guide of today.

    address: of the walk. went_on: where the customer is by now; None as long as they have not gone on. changes: in sentences, what it would answer differently; at most MOST_CHANGES, ``more`` the rest.
    reworded: how many steps say the same in other words; ``reworded_question``: so does the question.
    today: what the site finds out now and did not find then.
    """

    guide: str
    address: str
    went_on: WentOn | None
    changes: tuple[str, ...]
    more: int
    reworded: int
    reworded_question: bool
    today: tuple[FindingNotice, ...]


@dataclass(frozen=True, slots=True)
class LinkPage:
    """A result link as its page shows it.

    ticked: when each step was ticked off. withdrawn: when the first of the steps on this page was,
    or all of the release.
    present: None where the guide is gone.
    """

    code: str
    address: str
    row: ResultLink
    ticked: Mapping[str, dt.datetime]
    withdrawn: dt.datetime | None
    is_withdrawn_whole: bool
    guide: str
    present: PresentWalk | None
    sms: str
    picture: SafeString


def link_page(link: ResultLink, scene: Scene, ticked: Mapping[str, dt.datetime]) -> LinkPage:
    """What surrounds the screen of a link."""
    address = absolute(address_of(link))
    is_whole = all(step.slug in scene.withdrawn for step in scene.document.steps)
    concerned = scene.withdrawn if is_whole else _answer(scene).shown_steps
    return LinkPage(
        code=codes.format_code(link.code),
        address=address,
        row=link,
        ticked=ticked,
        withdrawn=min((scene.withdrawn[step] for step in concerned if step in scene.withdrawn), default=None),
        is_withdrawn_whole=is_whole,
        guide=scene.document.slug,
        present=_present(link, scene),
        sms=f"sms:?&body={quote(_('What we found out: %(address)s') % {'address': address})}",
        picture=picture(address),
    )


def address_of(link: ResultLink) -> str:
    return address_of_code(link.code)


def address_of_code(code: str, ending: str = "/") -> str:
    """The path of a link; ``ending`` is a slash, or that of another form."""
    return reverse(FORMS[ending], args=[codes.format_code(code)])


def _present(link: ResultLink, then: Scene) -> PresentWalk | None:
    here = live.site().current(then.document.slug)
    if here is None:
        return None
    findings = live.site().findings(here.document.slug)
    now = Scene.of(here, fold(here.network.guide, pairs(link)), findings, link=then.link)
    is_settled = then.walk.worked and not now.decision.stops
    found = Changes(()) if is_settled else changes(_answer(then), _answer(now))
    differences = tuple(map(now.voice.say, found.meaning))
    return PresentWalk(
        guide=here.document.slug,
        address=now.go.going_on(pairs(link)),
        went_on=_went_on(link, now),
        changes=differences[:MOST_CHANGES],
        more=max(0, len(differences) - MOST_CHANGES),
        reworded=found.reworded,
        reworded_question=found.reworded_question,
        today=() if then.decision.stops else tuple(_today(then, now)),
    )


def _went_on(link: ResultLink, now: Scene) -> WentOn | None:
    said = link_progress.pairs(link)
    if said is None:
        return None
    return WentOn(title_now(now.live, said), now.go.going_on(said))


def _answer(scene: Scene) -> Answer:
    return Answer(scene.live, scene.decision, scene.known, scene.walk.open)


def _today(then: Scene, now: Scene) -> Iterator[FindingNotice]:
    """Findings that differ now, to questions that the visitor did not answer."""
    for question in now.document.questions:
        option = now.findings.answers.get(question.slug)
        if option and question.slug not in now.walk.answers and option != then.findings.answers.get(question.slug):
            yield notice(now, question, option)
