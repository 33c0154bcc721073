"""What came of a link, in words."""

from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from diagnostics.content.results.pinning import UnreadablePin
from diagnostics.domain import live
from diagnostics.domain.live import LiveGuide, older_releases
from diagnostics.domain.publishing.releases import DamagedRelease
from diagnostics.domain.results import result_links
from diagnostics.domain.results.agent_links import LinkOutcome, LinkRow
from diagnostics.web.site.find_guide import find_by_name
from diagnostics.web.walk.voice import Voice

CAME_OF: Final = {
    "fixed": gettext_noop("Fixed by “%(step)s”"),
    "explained": gettext_noop("Explained by “%(step)s”"),
    "helped": gettext_noop("Asked for help"),
    "tried": gettext_noop("Still open: “%(step)s” did not help"),
    "acted": gettext_noop("Still open: opened, nothing reported yet"),
    "untouched": gettext_noop("Nothing done on it yet"),
}
UNREADABLE: Final = (DamagedRelease, UnreadablePin)
"""What a link may meet whose release or decision was damaged; its row is still there to be seen."""


def outcome_text(link: LinkRow, what: LinkOutcome) -> str:
    """One line."""
    return _(CAME_OF[what.word]) % {"step": step_title(link, what.step) if what.step else ""}


def guide_name(slug: str) -> str:
    """The guide's title today, under any slug; its slug if the guide is gone."""
    here = live.site().current(slug)
    return Voice(here.texts).line(here.document.title) if here else slug


def step_title(link: LinkRow, slug: str) -> str:
    """A step's title today; if there is none, the one in the link's own release."""
    here = live.site().current(link.release.guide)
    if here and (title := _title(here, slug)):
        return title
    try:
        return _title(older_releases.guide(link.release), slug) or slug
    except UNREADABLE:
        return slug


def _title(here: LiveGuide, slug: str) -> str:
    step = find_by_name(here.document.steps, slug)
    return Voice(here.texts).line(step.title) if step else ""


def state(link: LinkRow) -> str:
    """Why the customer cannot read it any more; empty while it is open."""
    return {"open": "", "ended": _("Ended"), "revoked": _("Revoked")}[result_links.state(link)]
