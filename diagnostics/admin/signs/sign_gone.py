"""What is answered where a page of signs was sent, and the question or cause that it is about is there no longer."""

from collections.abc import Callable
from functools import wraps
from typing import Final

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from diagnostics.admin.frame.page import CHANGE, may, shown
from diagnostics.admin.signs.sign_fields import SignPage
from diagnostics.domain.editing import signs
from diagnostics.models import Guide

type View = Callable[..., HttpResponse]

PAGES: Final = {"question": "guide-signs-question", "cause": "guide-signs-cause"}
"""What a page is about → the name of its address."""


class Gone(Exception):
    """What the page is about is there no longer."""


def or_gone(view: View) -> View:
    """A page of signs that loses no choice where it raises Gone."""

    @wraps(view)
    def answered(request: HttpRequest, guide: Guide, **names: str) -> HttpResponse:
        try:
            return view(request, guide, **names)
        except Gone:
            [(kind, slug)] = names.items()
            return _gone(request, guide, kind, slug)

    return answered


def _gone(request: HttpRequest, guide: Guide, kind: str, slug: str) -> HttpResponse:
    if request.method != "POST":
        raise Http404
    if not may(request, CHANGE):
        raise PermissionDenied
    if request.headers.get("HX-Request") == "true":
        return shown(request, guide, "workplace/signs/signs_gone.html#said", title="", ctx={"kind": kind})
    post, _ = SignPage(signs.of_questions(guide)).read(request.POST)
    ctx = {
        "kind": kind,
        "lost": post.lost,
        "rest": post.rest,
        "again": reverse(f"admin:{PAGES[kind]}", args=[guide.slug, slug]),
        "deleted": reverse("admin:deleted", args=[f"{kind}s"]),
        "sent": [(name, one) for name, all_ in request.POST.lists() for one in all_ if name != "csrfmiddlewaretoken"],
        "here": "guide-signs",
    }
    title = f"This {kind} is no longer here"
    return shown(request, guide, "workplace/signs/signs_gone.html", title=title, ctx=ctx, status=404)
