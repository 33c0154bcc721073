"""Taking a release back with everything that belongs to it: the older one is live, harm is withdrawn, the draft is cleaned."""

from dataclasses import dataclass
from typing import Final

from django.contrib.auth.models import AbstractBaseUser

from diagnostics.content.changes.merging import Choice, choices, taken_back
from diagnostics.content.document.canonical import canonical_json
from diagnostics.content.document.problems import Problem
from diagnostics.content.document.schema import GuideDocument, Step
from diagnostics.domain import drafts
from diagnostics.domain.drafts.history import changing
from diagnostics.domain.drafts.unstorable import unstorable
from diagnostics.domain.publishing import releases
from diagnostics.domain.publishing.publishing import AlreadyLive, at_present_address, is_live, rollback
from diagnostics.domain.publishing.recalls import recall
from diagnostics.models import Guide, Publication, Release

ALL: Final = ""
"""Stands for all steps of a release."""
MOST_DIGITS: Final = 9
"""Of the number of a publication; a longer one is nobody's."""


@dataclass(frozen=True, slots=True)
class Return:
    """What rolling back would do.

    live: what is live now. release: what would be. before, after: their documents, both under the address that visitors know; ``before`` is None where the live
    release is damaged.
    """

    live: Publication | None
    release: Release
    before: GuideDocument | None
    after: GuideDocument

    @property
    def choices(self) -> tuple[Choice, ...]:
        """What visitors would see change."""
        return choices(self.before, self.after) if self.before else ()

    @property
    def steps(self) -> tuple[tuple[Step, bool], ...]:
        """Steps of the live release, and whether they differ; those that do come first."""
        if self.before is None:
            return ()
        known = {step.slug: step for step in self.after.steps}
        told = [(step, known.get(step.slug) != step) for step in self.before.steps]
        return tuple(sorted(told, key=lambda pair: not pair[1]))

    @property
    def between(self) -> tuple[int, ...]:
        """Numbers of the releases that lie between the two, and may hold the same."""
        return tuple(range(self.release.number + 1, self.live.release.number)) if self.live else ()


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The draft without the change that is taken back.

    document: None where the draft cannot be read or cannot hold it, with the reasons as ``problems``.
    taken: what goes back. left: what was changed again since, and stays.
    """

    document: GuideDocument | None
    taken: tuple[Choice, ...] = ()
    left: tuple[Choice, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class RolledBack:
    """What was done. ``cleaned`` is None where nobody asked for it."""

    publication: Publication
    cleaned: Cleaned | None


def intended(slug: str, number: int) -> Return:
    """What rolling back to this release would do; raises UnknownRelease, DamagedRelease, AlreadyLive."""
    back = _return(slug, number, releases.live(slug))
    if is_live(back.release, canonical_json(back.after), back.live):
        raise AlreadyLive(f"Release {number} of {slug} is live already.")
    return back


def looked_at(slug: str, number: int, publication: str) -> Return:
    """What rolling back would have done when the publication of this number was live; raises as ``intended``.

    It is for whoever was not the first: what they had before them and typed is not lost.
    """
    wanted = int(publication) if publication.isdecimal() and len(publication) < MOST_DIGITS else 0
    found = releases.publications(slug).filter(number=wanted).first()
    return _return(slug, number, found or releases.live(slug))


def _return(slug: str, number: int, live: Publication | None) -> Return:
    release = releases.numbered(slug, number)
    if release is None:
        raise releases.UnknownRelease(slug, number)
    document = releases.read(str(release), release.text, release.sha256)
    return Return(live, release, _readable(live), at_present_address(document, live))


def _readable(live: Publication | None) -> GuideDocument | None:
    """The document that is live; none where nothing is, or where it is damaged: that is the time to roll back."""
    try:
        return releases.read(str(live.release), live.release.text, live.release.sha256) if live else None
    except releases.DamagedRelease:
        return None


def cleaned(guide: Guide, back: Return) -> Cleaned:
    """What taking the change out of the draft would do. Never raises: a draft must not stand in the way of visitors."""
    try:
        draft = drafts.document(guide)
    except drafts.DraftProblems as broken:
        return Cleaned(None, problems=broken.problems)
    if back.before is None:
        return Cleaned(draft)
    document, left = taken_back(draft, back.before, back.after)
    if problems := unstorable(document):
        return Cleaned(None, left=left, problems=tuple(problems))
    return Cleaned(document, choices(draft, document), left)


def roll_back(
    guide: Guide,
    number: int,
    *,
    why: str,
    by: AbstractBaseUser,
    expected: int,
    harmful: tuple[str, ...] | None = None,
    clean: bool = False,
) -> RolledBack:
    """Make an older release live again, all in one transaction.

    harmful: steps of the live release that are recalled, ``(ALL,)`` for all of it, None for nothing.
    clean: take the change out of the draft too, as far as that can be done.
    Raises UnknownRelease, DamagedRelease, AlreadyLive, Overtaken, NotRecalled.
    """
    name = by.get_username()
    with changing(guide, by=by, comment=f"Taken back with the return to release {number}"):
        back = intended(guide.slug, number)
        publication = rollback(guide.slug, number, why=why, by=name, expected=expected)
        if back.live and harmful is not None:
            steps = () if ALL in harmful else harmful
            recall(guide.slug, back.live.release.number, steps=steps, why=why, by=name)
        done = cleaned(guide, back) if clean else None
        if done and done.document and done.taken:
            drafts.replace(done.document)
    return RolledBack(publication, done)
