"""The history of an object, and the way back to an older version or from deletion."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from reversion.admin import VersionAdmin
from reversion.models import Version

from diagnostics.domain.drafts.taking_back import take_back


class TakingBackAdmin(VersionAdmin):  # type: ignore[misc]  # reversion brings no types
    """Takes back one object at a time."""

    history_latest_first = True
    revision_form_template = "reversion/revision_form.html"

    def _reversion_revisionform_view(
        self,
        request: HttpRequest,
        version: Version,
        template_name: str,
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        # reversion would take back everything that was saved at the same moment, other objects too.
        version.revision.revert = lambda **_: take_back(version)
        context = {"taken_from": version.revision, **(extra_context or {})}
        response: HttpResponse = super()._reversion_revisionform_view(request, version, template_name, context)
        return response
