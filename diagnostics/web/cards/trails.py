"""The way from a guide to one of its pages: what stands above the page, and is told as data."""

from django.utils.translation import gettext as _

from diagnostics.domain.live import LiveGuide
from diagnostics.web.cards.structured import Trail
from diagnostics.web.site.addresses import path_to


def trail(here: LiveGuide, name: str, path: str, section: str = "") -> Trail:
    """``section``: the view of the list that the page belongs to."""
    guide = here.document.slug
    sections = {"causes": _("All causes"), "carriers": _("Carriers")}
    between = ((sections[section], path_to(section, guide)),) if section else ()
    top = (here.texts.line(here.document.title), path_to("guide", guide))
    return (top, *between, (name, path))
