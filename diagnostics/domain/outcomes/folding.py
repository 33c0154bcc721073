"""What something that was said means in the release that was on the screen."""

import hashlib
from typing import Final
from urllib.parse import urlencode

from diagnostics.domain import live
from diagnostics.domain.live import LiveGuide, older_releases
from diagnostics.domain.outcomes.queue import Said
from diagnostics.engine.advise import likeliest_cause
from diagnostics.engine.walk import fold
from diagnostics.models import Outcome, Release

COARSE: Final = 2
"""Bytes that a stored key knows of a caller: one of 65,536, so that two visitors count twice and nobody is found."""
MOST_RELEASES: Final = 500
OF_A_VERDICT: Final = {"fixed": "explained", "not": "aside"}
"""It repairs nothing, so it is no failure either."""

_releases: Final[dict[tuple[str, int], Release]] = {}


class Unknown(Exception):
    """The release, or in it the step, does not exist."""


def make_row(said: Said) -> Outcome:
    """The row, not saved. Raises Unknown, DamagedRelease, DatabaseError."""
    release = find_release(said.guide, said.number)
    if release is None:
        raise Unknown
    about = f"{said.caller[:COARSE].hex()}|{said.day.isoformat()}|{release.guide}/{release.number}"
    row = outcome(release, said.pairs, said.step, said.kind, about=about)
    row.why, row.day = said.why if said.kind == "cannot" else "", said.day
    return row


def outcome(release: Release, pairs: tuple[tuple[str, str], ...], step: str, kind: str, *, about: str) -> Outcome:
    """A row without its day. Of the pairs only those are kept that the release knows.

    about: what tells this from the same words of others. Raises Unknown, DamagedRelease.
    """
    here = _guide(release)
    guide = here.network.guide
    if step not in guide.step_names:
        raise Unknown
    slug, walk = guide.step_names[step].slug, fold(guide, pairs)
    if next(one.kind for one in here.document.steps if one.slug == slug) == "verdict":
        kind = OF_A_VERDICT.get(kind, kind)
    cause = likeliest_cause(here.network, walk, live.site().findings(here.document.slug).evidence)
    kept = urlencode(walk.pairs)
    key = hashlib.sha256(f"{about}?{kept}\n{slug}".encode()).hexdigest()
    return Outcome(release=release, walk=kept, step=slug, kind=kind, cause=cause.slug, place=cause.place, key=key)


def find_release(guide: str, number: int) -> Release | None:
    """A release without its text, read once. Raises DatabaseError."""
    if found := _releases.get((guide, number)):
        return found
    row = Release.objects.defer("text").filter(guide=guide, number=number).first()
    if row and len(_releases) < MOST_RELEASES:
        _releases[guide, number] = row
    return row


def _guide(release: Release) -> LiveGuide:
    """The guide of a release: the live one, if it is that."""
    here = live.site().current(release.guide)
    return here if here and here.release.sha256 == release.sha256 else older_releases.guide(release)


def forget() -> None:
    """Read every release anew; for tests."""
    _releases.clear()
