"""The overview of a guide."""

from django.http import HttpRequest, HttpResponse

from diagnostics.admin.workplace.page import VIEW, for_draft, shown
from diagnostics.models import Guide


@for_draft(VIEW)
def home(request: HttpRequest, guide: Guide) -> HttpResponse:
    """What is live, what is different in the draft, what is wrong with it, and what can be done."""
    return shown(request, guide, "workplace/home.html", title=guide.title, ctx={})
