"""The document that a page plays: the draft, or the live release."""

from diagnostics.content.checks.check import errors, quick_check
from diagnostics.domain import drafts
from diagnostics.domain.drafts import Reading
from diagnostics.domain.publishing import releases
from diagnostics.models import Guide


def draft(guide: Guide) -> Reading:
    """The draft as it stands."""
    return _check_playable(drafts.read(guide))


def live(guide: Guide) -> Reading:
    """What visitors see."""
    return _check_playable(releases.reading_of_live(releases.live(guide.slug)))


def _check_playable(read: Reading) -> Reading:
    """With errors the engine cannot take it, and they are the problems."""
    if read.document is None:
        return read
    problems = errors(quick_check(read.document))
    return Reading(None if problems else read.document, problems)
