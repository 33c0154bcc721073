"""Rows inside a form are taken out in two presses of Save: the first shows what names them, and writes nothing."""

from collections.abc import Iterator
from typing import Any, Final

from django.db.models import Model
from django.http import HttpRequest
from django.utils.text import capfirst

from diagnostics.admin.forms.form_fields import rows_by_key
from diagnostics.admin.forms.removal import deleted_with, places_that_name
from diagnostics.admin.forms.two_editors import TwoEditorsAdmin
from diagnostics.admin.forms.work import RowRemoval, work_of

CONFIRMED: Final = "_take_out"
"""The hidden field that says which removals the editor has seen."""


class RowRemovalAdmin(TwoEditorsAdmin):
    """Asks before rows inside a form are taken out."""

    def ask_about_removals(self, request: HttpRequest, row: Model) -> None:
        """Refuse to save where something is to be taken out that the editor has not been asked about."""
        removals = dict(self._removals(request, row))
        if set(removals) <= set(request.POST.get(CONFIRMED, "").split()):
            return
        work = work_of(request)
        work.refuse("Nothing is saved yet.")
        work.removals, work.confirms = tuple(removals.values()), " ".join(removals)

    def _removals(self, request: HttpRequest, row: Model) -> Iterator[tuple[str, RowRemoval]]:
        for formset, inline in self.formsets(request, row):
            posted = rows_by_key(request.POST, formset.prefix)
            gone = {key for key, fields in posted if "DELETE" in fields and key.isdecimal()}
            for form in formset.initial_forms:
                if str(form.instance.pk) in gone:
                    kind = capfirst(str(inline.verbose_name))
                    yield f"{formset.prefix}-{form.instance.pk}", _removal(kind, form)


def _removal(kind: str, form: Any) -> RowRemoval:  # noqa: ANN401 (the form of a row)
    row = form.instance
    return RowRemoval(kind, form.heading, places_that_name(row), tuple(deleted_with(row)))
