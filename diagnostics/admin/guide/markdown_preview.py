"""What one text or menu path will look like, while it is being written."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_POST

from diagnostics.admin.fields.draft_names import DraftNames
from diagnostics.admin.fields.widgets import menu_preview
from diagnostics.admin.frame.page import VIEW, for_draft
from diagnostics.domain.editing.text_preview import preview
from diagnostics.models import Guide


@for_draft(VIEW)
@require_POST
def markdown(request: HttpRequest, guide: Guide) -> HttpResponse:
    """The text as visitors see it, and what is wrong with it."""
    seen = preview(guide, request.POST.get("text", ""))
    ctx = {"html": mark_safe(seen.html), "faults": seen.faults}  # noqa: S308 (cleaned by content/markup/markdown.py)
    return render(request, "admin/diagnostics/preview.html", ctx)


@for_draft(VIEW)
@require_POST
def menu(request: HttpRequest, guide: Guide) -> HttpResponse:
    """The way through these screens as visitors are shown it."""
    return HttpResponse(menu_preview(request.POST.get("text", ""), request.POST.get("look", ""), DraftNames(guide)))
