"""Taking a release back with everything that belongs to it: the older one is live, harm is withdrawn, the draft is cleaned."""

from dataclasses import dataclass
from typing import Final

from django.contrib.auth.models import AbstractBaseUser

from diagnostics.content.changes.merging import Choice, choices
from diagnostics.content.changes.pairing import Renaming
from diagnostics.content.changes.taking_back import take_back
from diagnostics.content.document.canonical import canonical_json
from diagnostics.content.document.problems import Problem
from diagnostics.content.document.schema import GuideDocument, Step
from diagnostics.domain import drafts
from diagnostics.domain.drafts.history import changing, renamings
from diagnostics.domain.drafts.renaming import move_rows
from diagnostics.domain.drafts.unstorable import storage_problems
from diagnostics.domain.publishing import releases
from diagnostics.domain.publishing.publishing import AlreadyLive, at_present_address, is_live, rollback
from diagnostics.domain.publishing.recalls import recall
from diagnostics.models import Guide, Publication, Release

ALL: Final = ""
"""Stands for all steps of a release."""
MOST_DIGITS: Final = 9
"""Of the number of a publication; a longer one is nobody's."""


@dataclass(frozen=True, slots=True)
class RollbackPlan:
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
class CleanedDraft:
    """The draft without the change that was rolled back.

    document: None where the draft cannot be read or cannot hold it, with the reasons as ``problems``.
    taken: what goes back. left: what was changed again since, and stays. needed: what stays because the draft needs it.
    renamings: objects that get back the slug that they had.
    """

    document: GuideDocument | None
    taken: tuple[Choice, ...] = ()
    left: tuple[Choice, ...] = ()
    needed: tuple[Choice, ...] = ()
    renamings: tuple[Renaming, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class RollbackResult:
    """The outcome of a rollback. ``cleaned`` is None where nobody asked for it."""

    publication: Publication
    cleaned: CleanedDraft | None


def plan_rollback(slug: str, number: int) -> RollbackPlan:
    """What rolling back to this release would do; raises UnknownRelease, DamagedRelease, AlreadyLive."""
    back = _plan(slug, number, releases.live(slug))
    if is_live(back.release, canonical_json(back.after), back.live):
        raise AlreadyLive(f"Release {number} of {slug} is live already.")
    return back


def plan_as_seen(slug: str, number: int, publication: str) -> RollbackPlan:
    """What rolling back would have done when the publication of this number was live; raises as ``plan_rollback``.

    It is for whoever was not the first: what they had before them and typed is not lost.
    """
    wanted = int(publication) if publication.isdecimal() and len(publication) < MOST_DIGITS else 0
    found = releases.publications(slug).filter(number=wanted).first()
    return _plan(slug, number, found or releases.live(slug))


def _plan(slug: str, number: int, live: Publication | None) -> RollbackPlan:
    release = releases.find_release(slug, number)
    after = at_present_address(releases.document_of(release), live)
    return RollbackPlan(live, release, releases.reading_of_live(live).document, after)


def clean_draft(guide: Guide, back: RollbackPlan) -> CleanedDraft:
    """What taking the change out of the draft would do. Never raises: a draft must not hold up visitors."""
    draft = drafts.read(guide)
    if draft.document is None or back.before is None:
        return CleanedDraft(draft.document, problems=draft.problems)
    done = take_back(draft.document, back.before, back.after, renamings(guide.pk))
    if problems := storage_problems(done.document):
        return CleanedDraft(None, problems=problems)
    return CleanedDraft(done.document, choices(draft.document, done.document), done.left, done.needed, done.renamings)


def roll_back(
    guide: Guide,
    number: int,
    *,
    why: str,
    by: AbstractBaseUser,
    expected: int,
    harmful: tuple[str, ...] | None = None,
    clean: bool = False,
    let_through: str = "",
) -> RollbackResult:
    """Make an older release live again, all in one transaction.

    harmful: steps of the live release that are recalled, ``(ALL,)`` for all of it, None for nothing.
    clean: take the change out of the draft too, as far as that can be done.
    let_through: why what was recalled, now or before, is shown again by the older release.
    Raises UnknownRelease, DamagedRelease, AlreadyLive, Overtaken, NotRecalled, RecalledText.
    """
    name = by.get_username()
    with changing(guide, by=by, comment=f"Taken back with the return to release {number}") as change:
        back = plan_rollback(guide.slug, number)
        if back.live and harmful is not None:
            steps = () if ALL in harmful else harmful
            recall(guide.slug, back.live.release.number, steps=steps, why=why, by=name)
        publication = rollback(guide.slug, number, why=why, by=name, expected=expected, let_through=let_through)
        done = clean_draft(guide, back) if clean else None
        if done and done.document and done.taken:
            move_rows(guide, done.renamings, change)
            drafts.replace(done.document)
    return RollbackResult(publication, done)
