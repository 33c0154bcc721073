"""The document that a page is about: the draft, or the live release."""

from dataclasses import dataclass

from diagnostics.content.checks.check import quick_check
from diagnostics.content.document.problems import Problem
from diagnostics.content.document.schema import GuideDocument
from diagnostics.domain import drafts
from diagnostics.domain.publishing import releases
from diagnostics.domain.publishing.releases import DamagedRelease
from diagnostics.models import Guide


@dataclass(frozen=True, slots=True)
class Reading:
    """``document`` where the engine can take it; else None, and ``problems`` or, with neither, nothing is live."""

    document: GuideDocument | None
    problems: tuple[Problem, ...] = ()


def draft(guide: Guide) -> Reading:
    """The draft as it stands."""
    try:
        return _playable(drafts.document(guide))
    except drafts.DraftProblems as error:
        return Reading(None, error.problems)


def live(guide: Guide) -> Reading:
    """What visitors see."""
    publication = releases.live(guide.slug)
    if publication is None:
        return Reading(None)
    release = publication.release
    try:
        return _playable(releases.read(str(release), release.text, release.sha256))
    except DamagedRelease as error:
        return Reading(None, (Problem("", "", str(error)),))


def _playable(document: GuideDocument) -> Reading:
    problems = tuple(problem for problem in quick_check(document) if problem.severity == "error")
    return Reading(None if problems else document, problems)
