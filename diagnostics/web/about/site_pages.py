"""About, Privacy and Contact: what editors wrote, and what the site knows of itself."""

from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from diagnostics.domain import about as site_pages
from diagnostics.domain.about.process import SitePage
from diagnostics.web.about.privacy import facts
from diagnostics.web.cards.card import SharingCard
from diagnostics.web.cards.gallery import site_picture
from diagnostics.web.site import caching
from diagnostics.web.site.addresses import absolute
from diagnostics.web.site.methods import read_only

TITLES: Final[dict[str, Promise]] = {
    "about": gettext_lazy("About this site"),
    "privacy": gettext_lazy("Privacy"),
    "contact": gettext_lazy("Contact"),
}
SUMMARIES: Final[dict[str, Promise]] = {
    "about": gettext_lazy("Who makes this site, and how what it says is checked."),
    "privacy": gettext_lazy("What this site keeps, for how long, and what it never asks."),
    "contact": gettext_lazy("How to reach the people who make this site."),
}


@read_only
def about(request: HttpRequest) -> HttpResponse:
    """Who makes the site, and how it is checked."""
    return _respond(request, "about")


@read_only
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept and for how long; the site's own part always stands there."""
    return _respond(request, "privacy")


@read_only
def contact(request: HttpRequest) -> HttpResponse:
    """How to reach whoever makes the site, where an editor has written that."""
    if not site_pages.has_contact():
        raise Http404(_("Nobody has written down yet how to reach the people who make this site."))
    return _respond(request, "contact")


def _respond(request: HttpRequest, name: str) -> HttpResponse:
    page = site_pages.page(name)
    known = facts() if name == "privacy" else ()
    tag = caching.etag(request, page.text, page.changed_at, known)
    return caching.cached_response(request, tag, lambda: render(request, "about/page.html", _context(name, page)))


def _context(name: str, page: SitePage) -> dict[str, object]:
    return {
        "title": TITLES[name],
        "sharing": SharingCard(str(TITLES[name]), str(SUMMARIES[name]), absolute(f"/{name}/"), site_picture()),
        "before": mark_safe(page.before),  # noqa: S308 (cleaned by content/markup/markdown.py)
        "after": mark_safe(page.after),  # noqa: S308 (as above)
        "facts": facts() if name == "privacy" else (),
        "changed_at": page.changed_at,
    }
