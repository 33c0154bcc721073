"""The tasks that editors come with, each a short guided way."""

from django.http import HttpRequest, HttpResponse

from diagnostics.admin.frame.page import CHANGE, VIEW, for_draft, may, render_page
from diagnostics.content.editing.affected_by import deciding_questions
from diagnostics.domain import drafts
from diagnostics.models import Guide


@for_draft(VIEW)
def tasks(request: HttpRequest, guide: Guide) -> HttpResponse:
    """What there is to choose from, and the lists to come back to."""
    document = drafts.read(guide).document
    ctx = {
        "deciding_questions": deciding_questions(document)[:1] if document else (),
        "may_change": may(request, CHANGE),
    }
    return render_page(request, guide, "workplace/tasks/tasks.html", title="Tasks", ctx=ctx)
