"""The answer to a page of signs whose question or cause was deleted while it was open."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from diagnostics.admin.frame.page import render_page
from diagnostics.admin.signs.sign_fields import SignFields
from diagnostics.domain.editing import signs
from diagnostics.models import Guide


def gone_page(request: HttpRequest, guide: Guide, kind: str, slug: str) -> HttpResponse:
    """Shows every choice that was sent about this question or cause, so that none is lost."""
    if request.method != "POST":
        raise Http404
    if request.headers.get("HX-Request") == "true":
        return render_page(request, guide, "workplace/signs/signs_gone.html#effect", title="", ctx={"kind": kind})
    ctx = {
        "kind": kind,
        "post": SignFields(signs.of_questions(guide)).read(request.POST),
        "again": reverse(f"admin:guide-signs-{kind}", args=[guide.slug, slug]),
        "deleted": reverse("admin:deleted", args=[f"{kind}s"]),
        "sent": [(name, one) for name, all_ in request.POST.lists() for one in all_ if name != "csrfmiddlewaretoken"],
        "here": "guide-signs",
    }
    title = f"This {kind} is no longer here"
    return render_page(request, guide, "workplace/signs/signs_gone.html", title=title, ctx=ctx, status=404)
