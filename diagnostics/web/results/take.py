"""Taking a walk to another device: its address as a QR code, to copy and to send. Nothing is stored."""

from urllib.parse import quote, urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from diagnostics.content.results.pinning import kept_pairs
from diagnostics.domain.live import LiveGuide
from diagnostics.engine.situation import complete_answers
from diagnostics.engine.walk import fold
from diagnostics.web.cards.card import SharingCard
from diagnostics.web.cards.gallery import guide_picture
from diagnostics.web.results import qr_code
from diagnostics.web.site import caching, ties
from diagnostics.web.site.addresses import WalkAddresses, absolute, with_query
from diagnostics.web.site.find_guide import for_guide
from diagnostics.web.walk.query import read_pairs


@for_guide
def take(request: HttpRequest, here: LiveGuide) -> HttpResponse:
    """How to go on with this walk on another device."""
    pairs = read_pairs(request)
    walk, link = fold(here.network.guide, pairs), ties.find_link(request, here.document.slug, pairs)
    kept = kept_pairs(here.network, walk, complete_answers(here.network, walk, {}))
    back = WalkAddresses(here.document.slug, walk, link).going_on(kept)

    def page() -> HttpResponse:
        return render(request, "results/take.html", _context(here, urlencode(kept), back, link))

    response = caching.cached_response(
        request, caching.etag(request, here.release.sha256, kept), page, is_private=ties.is_tied(pairs)
    )
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _context(here: LiveGuide, kept: str, back: str, link: str) -> dict[str, object]:
    address = absolute(back)
    said = quote(_("Go on here: %(address)s") % {"address": address})
    return {
        "live": here,
        "guide": here.document,
        "title": (title := _("Take this to your other device")),
        "sharing": SharingCard(
            title,
            _("Carry on there from where you are now."),
            absolute(with_query(reverse("take", args=[here.document.slug]), kept)),
            guide_picture(here),
        ),
        "back": back,
        "address": address,
        "picture": qr_code.picture(address) if len(address) <= qr_code.LONGEST else "",
        "email": f"mailto:?body={said}",
        "sms": f"sms:?&body={said}",
        "enter": absolute(reverse("enter")),
        "kept": kept,
        "tied": link,
    }
