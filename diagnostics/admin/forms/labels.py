"""Autocomplete in inlines without a query per row: the labels of what is chosen come with the rows."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib.admin.options import InlineModelAdmin
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.db.models import Field, Model
from django.forms import BaseInlineFormSet
from django.forms import Field as FormField
from django.http import HttpRequest


class _KnownLabels(AutocompleteSelect):
    """Attributes: ``labels`` of what the rows hold, by key; shared by all forms of a formset."""

    labels: dict[str, str]

    def optgroups(self, name: str, value: Sequence[str], attrs: dict[str, Any] | None = None) -> list[Any]:
        chosen = [str(key) for key in value if key not in ("", None)]
        if not all(key in self.labels for key in chosen):
            return super().optgroups(name, value, attrs)
        blank = not self.is_required and not self.allow_multiple_selected
        pairs = [("", "")] * blank + [(key, self.labels[key]) for key in chosen]
        options = [self.create_option(name, key, label, key in chosen, i) for i, (key, label) in enumerate(pairs)]
        return [(None, options, 0)]


class OneKnown(_KnownLabels):
    """Chooses one."""


class ManyKnown(_KnownLabels, AutocompleteSelectMultiple):
    """Chooses several."""


class KnownLabelsFormSet(BaseInlineFormSet):  # type: ignore[type-arg]  # not generic when it runs
    """Hands the labels of what its rows hold to the widgets."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 (as Django declares it)
        super().__init__(*args, **kwargs)
        forms: list[Any] = self.forms
        for form in forms:
            form.siblings = self
        for name, field in self.form.base_fields.items():
            if labels := _labels_of(field):
                labels[0].update({str(o.pk): str(o) for row in self.get_queryset() for o in _held(getattr(row, name))})


def _labels_of(field: FormField) -> list[dict[str, str]]:
    widget = getattr(field.widget, "widget", field.widget)
    return [widget.labels] if isinstance(widget, _KnownLabels) else []


def _held(value: Any) -> Iterable[Model]:  # noqa: ANN401 (a row, None, or a manager of rows)
    if hasattr(value, "all"):
        return list(value.all())
    return [] if value is None else [value]


class KnownLabelsInline(InlineModelAdmin):  # type: ignore[type-arg]  # as above
    """An inline whose autocompletes (``known``) cost no query per row; name them in ``get_queryset`` too."""

    known: tuple[str, ...] = ()
    formset = KnownLabelsFormSet

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:  # noqa: ANN401
        if db_field.name in self.known:
            kwargs["widget"] = self._widget(OneKnown, db_field)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:  # noqa: ANN401
        if db_field.name in self.known:
            kwargs["widget"] = self._widget(ManyKnown, db_field)
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def _widget(self, kind: type[_KnownLabels], db_field: "Field[Any, Any]") -> _KnownLabels:
        widget = kind(db_field, self.admin_site)
        widget.labels = {}
        return widget
