"""What visitors searched for and did not find, so that editors write the words that are missing."""

from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from diagnostics.admin.frame.page import CHANGE, VIEW, for_draft, render_page
from diagnostics.content.markup.quotes import quote
from diagnostics.domain.searches import kept_misses
from diagnostics.models import Guide

DONE: Final = "{words} is off the list. If it is searched for again and still not found, it comes back."
GONE: Final = "{words} was off the list already."


@for_draft(VIEW)
def searches(request: HttpRequest, guide: Guide) -> HttpResponse:
    """The list, the most frequent first."""
    ctx = {
        "missed": kept_misses.often(_names(guide)),
        "often": kept_misses.OFTEN,
        "days": kept_misses.KEPT.days,
        "synonyms": f"{reverse('admin:diagnostics_guide_change', args=[guide.pk])}#id_synonyms",
        "preview": reverse("preview", args=["draft", f"{guide.slug}/search/"]),
    }
    return render_page(request, guide, "workplace/guide/searches.html", title="Searched, not found", ctx=ctx)


@for_draft(CHANGE)
def mark_done(request: HttpRequest, guide: Guide) -> HttpResponse:
    """Take words off the list; a post does it."""
    if request.method == "POST":
        _take_off(request, guide)
    return redirect("admin:guide-searches", guide=guide.slug)


def _take_off(request: HttpRequest, guide: Guide) -> None:
    words = request.POST.get("words", "")
    if kept_misses.forget(_names(guide), words):
        messages.success(request, DONE.format(words=quote(words)))
    else:
        messages.warning(request, GONE.format(words=quote(words)))


def _names(guide: Guide) -> list[str]:
    """All under which it is or was live."""
    return [guide.slug, *guide.aliases]
