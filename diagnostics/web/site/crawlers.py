"""What programs ask for by a fixed name: robots.txt, the sitemap, and the icon of browsers."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse

from diagnostics.domain import about, live
from diagnostics.domain.live import LiveGuide
from diagnostics.web.site import caching, errors
from diagnostics.web.site.addresses import absolute
from diagnostics.web.site.methods import read_only


@dataclass(frozen=True, slots=True)
class Entry:
    """One page made for search engines. changed: None where nobody knows."""

    address: str
    changed: date | None


@read_only
def robots(request: HttpRequest) -> HttpResponse:
    """Everything may be read: pages of a walk and of the preview carry ``noindex`` themselves."""
    tag = caching.etag(request)
    ctx = {"sitemap": absolute(reverse("sitemap"))}
    return caching.cached_response(request, tag, lambda: render(request, "robots.txt", ctx, content_type="text/plain"))


@read_only
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every page of every guide except walks, and the site's own."""
    guides, own = live.site().guides, list(_own_pages())
    if not guides and live.is_unreadable():
        return errors.cannot_be_shown(request)
    tag = caching.etag(request, *[guide.release.sha256 for guide in guides.values()], own)

    def page() -> HttpResponse:
        ctx = {"entries": [*(entry for guide in guides.values() for entry in _entries(guide)), *own]}
        return render(request, "sitemap.xml", ctx, content_type="application/xml")

    return caching.cached_response(request, tag, page)


@read_only
def favicon(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 (Django hands it over)
    return HttpResponsePermanentRedirect(static("favicon.svg"))


def _own_pages() -> Iterator[Entry]:
    for name in ("about", "privacy", *(["contact"] if about.has_contact() else [])):
        changed_at = about.page(name).changed_at
        yield Entry(absolute(reverse(name)), changed_at.date() if changed_at else None)


def _entries(guide: LiveGuide) -> Iterator[Entry]:
    for view, *names in _pages(guide):
        address = absolute(reverse(view, args=[guide.document.slug, *names]))
        yield Entry(address, guide.release.published_at.date())


def _pages(guide: LiveGuide) -> Iterator[tuple[str, ...]]:
    document = guide.document
    signs = [option for question in document.questions if question.asked == "first" for option in question.options]
    yield ("guide",)
    yield from (("sign", option.slug) for option in signs if option.page)
    yield ("causes",)
    yield from (("cause", cause.slug) for cause in document.causes if not cause.open)
    yield from (("step", step.slug) for step in document.steps)
    if document.carriers:
        yield ("carriers",)
    yield from (("carrier", carrier.slug) for carrier in document.carriers)
    yield from (("page", page.slug) for page in document.pages)
