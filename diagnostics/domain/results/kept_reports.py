"""What an agent helped with, kept as a real report of the guide: answers and steps, nothing of who it was."""

from dataclasses import dataclass

from django.contrib.auth.models import User

from diagnostics.content.checks.check import errors, quick_check
from diagnostics.content.reports.kept_report import ReportableWalk, reportable_walk
from diagnostics.content.wording.names import Names
from diagnostics.domain.drafts import read
from diagnostics.domain.editing.report_keeping import keep
from diagnostics.domain.publishing.guide_names import find_renamed
from diagnostics.domain.results import link_progress
from diagnostics.domain.results.agent_links import link_outcome
from diagnostics.domain.results.result_links import pairs
from diagnostics.models import Guide, ResultLink

SOLVED = ("fixed", "explained")


@dataclass(frozen=True, slots=True)
class Keepable:
    """What a report would hold, in the names of today's draft. ended_by: the title of the step that ended it."""

    guide: Guide
    walk: ReportableWalk
    year: int
    ended_by: str


def is_solved(link: ResultLink) -> bool:
    """Whether the customer said that a step ended it."""
    return link_outcome(link).word in SOLVED


def find_keepable(link: ResultLink) -> Keepable | None:
    """Of a link that is solved; None where its guide is gone, has errors, or no longer has the step."""
    guide = find_renamed(link.release.guide)
    document = read(guide).document if guide else None
    if guide is None or document is None or errors(quick_check(document)):
        return None
    names = Names(document)
    walk = reportable_walk(names, (*(link_progress.pairs(link) or pairs(link)), ("worked", link_outcome(link).step)))
    return Keepable(guide, walk, link.made_at.year, names.step(walk.solved_by)) if walk.solved_by else None


def keep_report(found: Keepable, text: str, *, by: User) -> None:
    """Write it into the draft; raises ValidationError where the text cannot be kept."""
    written = {"text": text, "found_in": "own-support", "year": found.year, "solved_by": [found.walk.solved_by]}
    keep(found.guide, found.walk, written, by=by)
