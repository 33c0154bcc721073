"""Lists to search in, of rows that are better edited in a table of the workplace."""

from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse

from diagnostics.admin.forms.parts import PartAdmin
from diagnostics.admin.forms.table_links import Table, table
from diagnostics.models import Guide


class TableAdmin(PartAdmin):
    """Says where the table is. ``address``: the name of its page."""

    address: ClassVar[str]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        links = [table(guide.title, self.address, guide) for guide in Guide.objects.all()]
        response: HttpResponse = super().changelist_view(request, {"tables": links, **(extra_context or {})})
        return response


__all__ = ["Table", "TableAdmin", "table"]
