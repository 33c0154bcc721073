"""Forms that two editors save: what both changed is put together, and what was deleted meanwhile is made anew."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin, messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from diagnostics.admin.forms.form_fields import FormFields
from diagnostics.admin.forms.work import work_of
from diagnostics.admin.frame.meanwhile import Meanwhile
from diagnostics.domain.editing.last_change import changed_by, deleted_by
from diagnostics.domain.editing.two_editors import SHOWN, merge, read
from diagnostics.models.drafts.tables import PART_OF

GUIDE = "_guide"
"""The hidden field that says which guide a form is about."""


class TwoEditorsAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # not generic when it runs
    """Compares what a form showed, what was posted and what is stored now."""

    def compare(self, request: HttpRequest, row: Model) -> None:
        """Put what somebody else has saved since the form was opened into what was posted; ask where both meet."""
        if SHOWN not in request.POST:
            return
        (since, shown), fields = read(request.POST[SHOWN]) or ("", {}), self.fields_of(request, row)
        data, posted = request.POST.copy(), fields.posted_values(request.POST)
        merged = merge(shown, posted, fields.stored)
        if not merged.conflicts and not merged.followed:
            return
        fields.put(data, posted, merged)
        request.POST = data  # type: ignore[assignment]  # Django lets it be set
        meanwhile = Meanwhile(changed_by(row, since, request.user), fields.differences(posted, merged))
        if merged.conflicts:
            work_of(request).meanwhile = meanwhile
            work_of(request).refuse("Nothing is saved yet.")
        else:
            messages.info(request, meanwhile.followed)

    def fields_of(self, request: HttpRequest, row: Any) -> FormFields:  # noqa: ANN401 (a row)
        """The fields of the form of a row, with those of the rows inside it."""
        form = self.get_form(request, row, change=row.pk is not None)(instance=row)
        return FormFields(form, [(each, str(inline.verbose_name)) for each, inline in self.formsets(request, row)])

    def formsets(self, request: HttpRequest, row: Any) -> Iterator[tuple[Any, Any]]:  # noqa: ANN401 (a row)
        """The formsets of a form that was only opened, each with its inline."""
        for kind, inline in self.get_formsets_with_inlines(request, row):
            prefix = kind.get_default_prefix()
            yield kind(instance=row, prefix=prefix, queryset=inline.get_queryset(request)), inline

    def make_anew(self, request: HttpRequest) -> HttpResponse:
        """What was typed about a row that somebody has deleted, in the form of a new one."""
        data, guide = request.POST.copy(), request.POST.get(GUIDE, "")
        part = PART_OF.get(self.model, "")
        by = deleted_by(int(guide) if guide.isdecimal() else 0, part, data.get("slug", ""), request.user)
        data.setdefault("guide", data.get(GUIDE, ""))
        self.fields_of(request, self.model()).put_new(data)
        request.POST = data  # type: ignore[assignment]  # Django lets it be set
        work_of(request).meanwhile = Meanwhile(by, is_deleted=True)
        work_of(request).refuse("Nothing is saved yet.")
        options = self.model._meta
        return self.add_view(request, reverse(f"admin:{options.app_label}_{options.model_name}_add"))
