"""Result links: made once, found by their code, acted on by visitors, and ended.

A link shows what was decided when it was made; ``moment`` brings that back with the texts of its release.
"""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal
from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from diagnostics.content.results import codes, pinning
from diagnostics.content.results.pinning import Pin
from diagnostics.domain.live import Findings, LiveGuide, older_releases
from diagnostics.domain.publishing.releases import DamagedRelease
from diagnostics.domain.results import link_events
from diagnostics.domain.results.link_events import Done
from diagnostics.domain.safeguards import tallies
from diagnostics.domain.webhooks.outbox import tell
from diagnostics.engine import ENGINE
from diagnostics.engine.walk import Walk, fold
from diagnostics.models import ProgramKey, Recall, Release, ResultLink, ResultTick

__all__ = [
    "Moment",
    "ResultLink",
    "find",
    "find_open",
    "known_codes",
    "make",
    "moment",
    "pairs",
    "prune",
    "release_on_page",
]
__all__ += ["revoke", "state", "tick", "tick_times", "touch", "untick"]

TRIES: Final = 5
"""Two codes are hardly ever alike; five times in a row never."""
KEPT_DAYS: Final = 90
"""So long an ended link is kept, to say that it has ended and to offer its walk."""


type State = Literal["open", "ended", "revoked"]


@dataclass(frozen=True, slots=True)
class Moment:
    """What a link shows. withdrawn: since when, by step; ``whole`` where the whole release was withdrawn."""

    here: LiveGuide
    walk: Walk
    findings: Findings
    pin: Pin
    withdrawn: Mapping[str, dt.datetime] = MappingProxyType({})


def make(
    here: LiveGuide,
    walk: Walk,
    findings: Findings,
    *,
    by: User | None = None,
    key: ProgramKey | None = None,
    note: str = "",
    reference: str = "",
    days: int | None = None,
) -> ResultLink:
    """Pin what is decided now for this walk, on this release. ``key``: of the program that asked. ``note`` is for the customer, ``reference`` for agents.

    Once this returns outside of a transaction, the link is on disk. Raises ValidationError (a note that is too long).
    """
    pin = pinning.pin_decision(here.network, here.document, walk, findings.evidence)
    now, life = timezone.now(), settings.RESULT_LINK_DAYS if days is None else days
    link = ResultLink(
        release=_release(here),
        walk=urlencode(pinning.kept_pairs(here.network, walk, pin.known)),
        findings=pinning.write_findings(pinning.PinnedFindings(dict(findings.answers), findings.checked_at)),
        engine=ENGINE,
        decision=pinning.write(pin),
        made_at=now,
        made_by=by,
        owner=by,
        made_with=key,
        days=life,
        ends_at=now + dt.timedelta(days=life),
        note=note.strip(),
        reference=reference.strip(),
    )
    return _save(link)


def find(code: str) -> ResultLink | None:
    """The link of a code as ``codes.read`` gives it, in whatever state, with its release but for the text; one query."""
    links = ResultLink.objects.select_related("release", "progress").defer("release__text")
    return links.filter(code=code).first()


def known_codes(codes: Collection[str]) -> set[str]:
    """Those that name a link, in whatever state; one query, if there are any."""
    return set(ResultLink.objects.filter(code__in=codes).values_list("code", flat=True))


def find_open(code: str) -> ResultLink | None:
    """The same while it may be read."""
    link = find(code)
    return link if link and state(link) == "open" else None


def state(link: ResultLink) -> State:
    """Whether it may be read; else it was revoked, whatever its age, or nobody acted on it for its whole lifetime."""
    if link.revoked_at:
        return "revoked"
    return "ended" if link.ends_at <= timezone.now() else "open"


def moment(link: ResultLink) -> Moment:
    """What the link shows; raises DamagedRelease, UnreadablePin."""
    here = older_releases.guide(link.release)
    found = pinning.read_findings(link.findings)
    return Moment(
        here=here,
        walk=fold(here.network.guide, pairs(link)),
        findings=Findings(found.answers, found.checked_at),
        pin=pinning.read(link.decision),
        withdrawn=_withdrawal_times(link, here),
    )


def pairs(link: ResultLink) -> tuple[tuple[str, str], ...]:
    return tuple(parse_qsl(link.walk, keep_blank_values=True))


def release_on_page(guide: str, number: int) -> LiveGuide | None:
    """The release of this number, for a visitor whose page is older than what is live.

    None where there is none, or it was withdrawn, or is damaged.
    """
    release = Release.objects.defer("text").filter(guide=guide, number=number).first()
    if release is None or any(not steps for steps in release.recalls.values_list("steps", flat=True)):
        return None
    try:
        return older_releases.guide(release)
    except DamagedRelease:
        return None


def touch(link: ResultLink) -> None:
    """The visitor did something on its page, so it lives on; looking at it is not enough."""
    now = timezone.now()
    link.acted_at, link.ends_at = now, now + dt.timedelta(days=link.days)
    link.save(update_fields=["acted_at", "ends_at"])
    tallies.count("link_acted_on")


def tick(link: ResultLink, step: str) -> None:
    """The visitor has done a step; a second tick changes nothing."""
    with transaction.atomic():
        if ResultTick.objects.get_or_create(link=link, step=step)[1]:
            link_events.add(link, [Done("ticked", step)])
        touch(link)


def untick(link: ResultLink, step: str) -> None:
    """The visitor has not done it after all."""
    with transaction.atomic():
        if ResultTick.objects.filter(link=link, step=step).delete()[0]:
            link_events.add(link, [Done("unticked", step)])
        touch(link)


def tick_times(link: ResultLink) -> Mapping[str, dt.datetime]:
    """When each step was ticked off."""
    return dict(ResultTick.objects.filter(link=link).values_list("step", "at"))


def revoke(link: ResultLink, *, why: str = "") -> None:
    """Revoke the link: from now on its page says only that."""
    link.revoked_at, link.revoked_why = timezone.now(), why.strip()
    link.save(update_fields=["revoked_at", "revoked_why"])


def prune(*, most: int) -> int:
    """Delete at most this many links that ended KEPT_DAYS ago, the oldest first; returns how many."""
    since = timezone.now() - dt.timedelta(days=KEPT_DAYS)
    old = ResultLink.objects.filter(ends_at__lte=since).order_by("ends_at", "pk").values_list("pk", flat=True)[:most]
    with transaction.atomic():
        _, by_table = ResultLink.objects.filter(pk__in=list(old)).delete()
    return by_table.get(ResultLink._meta.label, 0)


def _release(here: LiveGuide) -> Release:
    return Release.objects.defer("text").get(
        guide=here.document.slug, number=here.release.number, sha256=here.release.sha256
    )


def _save(link: ResultLink) -> ResultLink:
    link.code = codes.new()
    link.clean_fields(exclude=["made_at"])
    for _ in range(TRIES):
        try:
            with transaction.atomic():
                link.save(force_insert=True)
                tell("link.made", link.release.guide, _news(link))
        except IntegrityError:
            if not ResultLink.objects.filter(code=link.code).exists():
                raise
            link.code = codes.new()
        else:
            tallies.count("link_made", _maker(link))
            return link
    raise ValidationError("No free code was found.", code="codes")


def _news(link: ResultLink) -> dict[str, object]:
    """What webhooks are told of a new link: nothing that its holder could not read, and the ticket that it belongs to."""
    return {"code": link.code, "release": link.release.number, "by": _maker(link), "reference": link.reference}


def _maker(link: ResultLink) -> str:
    return "agent" if link.made_by_id else "program" if link.made_with_id else "visitor"


def _withdrawal_times(link: ResultLink, here: LiveGuide) -> Mapping[str, dt.datetime]:
    """The first withdrawal of each step counts."""
    every = [step.slug for step in here.document.steps]
    since: dict[str, dt.datetime] = {}
    for steps, at in Recall.objects.filter(release_id=link.release_id).order_by("at", "pk").values_list("steps", "at"):
        for step in steps or every:
            since.setdefault(step, at)
    return since
