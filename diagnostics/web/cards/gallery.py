"""Every picture that a card of this site may have, and the cards of a whole guide and of the site."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from diagnostics.content.document.schema import GuideDocument
from diagnostics.domain.live import LiveGuide
from diagnostics.web.cards.card import Picture, SharingCard


def site_picture() -> Picture:
    """Of every page that belongs to no guide."""
    return Picture(_("What will not work?"))


def link_picture() -> Picture:
    """Of every result link: it says nothing of what the person answered."""
    return Picture(_("Somebody sent you what to try"))


def code_picture() -> Picture:
    return Picture(_("Enter a code"))


def guide_picture(here: LiveGuide) -> Picture:
    return Picture(here.texts.line(here.document.title))


def part_picture(here: LiveGuide, title: str) -> Picture:
    """Of a page inside a guide; the title in the guide's own words."""
    return Picture(here.texts.line(title), here.texts.line(here.document.title))


def site_card(address: str, data: str = "") -> SharingCard:
    """Of the first page where there are several guides, and of every page that belongs to none."""
    picture = site_picture()
    lead = _("Answer a few short questions, and see what to try first. No cookies, no account.")
    return SharingCard(picture.words, lead, address, picture, data=data)


def guide_card(here: LiveGuide, address: str) -> SharingCard:
    """Of its front page, and of every page whose own words would say what somebody answered."""
    line, document = here.texts.line, here.document
    return SharingCard(line(document.title), line(document.summary), address, guide_picture(here))


def all_pictures(guides: Iterable[LiveGuide]) -> dict[str, Picture]:
    """By name."""
    of_site = (site_picture(), link_picture(), code_picture())
    of_guides = (one for here in guides for one in _pictures(here))
    return {one.name: one for one in (*of_site, *of_guides)}


def _pictures(here: LiveGuide) -> Iterator[Picture]:
    yield guide_picture(here)
    yield from (part_picture(here, title) for title in (_("All causes"), _("Carriers")))
    yield from (part_picture(here, title) for title in _titles(here.document))


def _titles(document: GuideDocument) -> Iterator[str]:
    """What people send each other comes first."""
    yield from (option.page.title for one in document.questions for option in one.options if option.page)
    yield from (step.title for step in document.steps)
    yield from (cause.name for cause in document.causes)
    yield from (page.title for page in document.pages)
    yield from (carrier.name for carrier in document.carriers)
