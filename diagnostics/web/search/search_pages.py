"""“Describe it or name it”: the search of one guide, and of all of them."""

from functools import partial
from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from diagnostics.config import callers
from diagnostics.domain import live, searches
from diagnostics.domain.live import LiveGuide
from diagnostics.engine.walk import Walk
from diagnostics.web.cards.gallery import guide_card, site_card
from diagnostics.web.cards.trails import trail
from diagnostics.web.search.asked import Asked
from diagnostics.web.search.results import Results
from diagnostics.web.site import caching
from diagnostics.web.site.addresses import absolute
from diagnostics.web.site.find_guide import for_guide
from diagnostics.web.site.methods import read_only
from diagnostics.web.walk.counting import is_news
from diagnostics.web.walk.frame import frame
from diagnostics.web.walk.question import question_form
from diagnostics.web.walk.scene import Scene

MOST_OF_A_GUIDE: Final = 2
"""Groups that are shown of each of several guides."""


@for_guide
def guide_search(request: HttpRequest, here: LiveGuide) -> HttpResponse:
    """What was understood as an answer, and what fits; where nothing does, the first question."""
    asked = Asked.of(request)
    findings = live.site().findings(here.document.slug)
    tag = caching.etag(request, here.release.sha256, asked, findings.key)

    def page() -> caching.Rendered:
        results = Results.of(here, asked)
        scene = Scene.of(here, Walk(), findings)
        ctx = {
            "live": here,
            "guide": here.document,
            "go": scene.go,
            "frame": frame(scene),
            "asked": asked,
            "results": results,
            "form": question_form(scene, scene.decision.question) if scene.decision.question else None,
            "action": (path := reverse("search", args=[here.document.slug])),
            "title": _title(asked),
            "trail": trail(here, _("Search"), path),
            "sharing": guide_card(here, absolute(path)),
        }
        response = render(request, "search/guide.html", ctx)
        return (
            (response, partial(_count, here.document.slug, asked.words))
            if asked.words and not results.found
            else response
        )

    return _unlist(caching.cached_response(request, tag, page))


@read_only
def site_search(request: HttpRequest) -> HttpResponse:
    """The same over all guides, the one that fits best first; with one guide, its own page."""
    asked = Asked.of(request)
    guides = list(live.site().guides.values())
    if len(guides) == 1:
        return HttpResponseRedirect(asked.address(reverse("search", args=[guides[0].document.slug])))
    tag = caching.etag(request, *(guide.release.sha256 for guide in guides), asked)

    def page() -> HttpResponse:
        every = [one for guide in guides if (one := Results.of(guide, asked)).found]
        every.sort(key=lambda one: (-one.found.share, -max((hit.score for hit in one.found.hits), default=0.0)))
        ctx = {
            "asked": asked,
            "every": [(one, one.groups[:MOST_OF_A_GUIDE]) for one in every],
            "guides": [guide.document for guide in guides],
            "action": (path := reverse("search-all")),
            "title": _title(asked),
            "sharing": site_card(absolute(path)),
        }
        return render(request, "search/site.html", ctx)

    return _unlist(caching.cached_response(request, tag, page))


def _title(asked: Asked) -> str:
    return _("Search: %(words)s") % {"words": asked.words} if asked.words else _("Search")


def _count(guide: str, words: str, request: HttpRequest) -> None:
    """Once, and not what somebody only loads again."""
    if is_news(request):
        searches.miss(guide, words, caller=callers.address(request))


def _unlist(response: HttpResponse) -> HttpResponse:
    """No search engine keeps what people type."""
    response.headers["X-Robots-Tag"] = "noindex"
    return response
