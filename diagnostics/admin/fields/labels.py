"""Autocomplete that takes any answer, and in inlines no query per row: the labels of what is chosen come with the rows."""

from collections.abc import Iterable, Sequence
from typing import Any, Final, Self

from django.contrib import admin
from django.contrib.admin.options import InlineModelAdmin
from django.contrib.admin.widgets import (
    AutocompleteSelect,
    AutocompleteSelectMultiple,
    RelatedFieldWidgetWrapper,
)
from django.db.models import Model, QuerySet
from django.forms import BaseInlineFormSet
from django.forms import Field as FormField
from django.http import HttpRequest

LONGEST_KEY: Final = 18
"""Digits of a key that every database can look for."""
NO_KEY: Final = "?"


class OneSound(AutocompleteSelect):
    """Chooses one of a guide; what is no key at all is as if nothing were chosen. Attributes: ``guide`` is its key, once it is known."""

    guide: int | None = None

    def get_url(self) -> str:
        address: str = super().get_url()
        return f"{address}?guide={self.guide}" if self.guide else address

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:  # noqa: ANN401 (as Django's)
        value = super().value_from_datadict(data, files, name)
        return [_key_or_no_key(each) for each in value] if isinstance(value, list) else _key_or_no_key(value)

    def optgroups(self, name: str, value: Sequence[str], attrs: dict[str, Any] | None = None) -> list[Any]:
        groups: list[Any] = super().optgroups(name, [key for key in value if is_key(key) or not key], attrs)
        return groups


class ManySound(OneSound, AutocompleteSelectMultiple):
    """Chooses several."""


def is_key(value: object) -> bool:
    return str(value).isdecimal() and len(str(value)) <= LONGEST_KEY


def _key_or_no_key(value: Any) -> Any:  # noqa: ANN401 (whatever was posted)
    """A key as it is; for another word one that a form refuses in words."""
    return value if value in (None, "") or is_key(value) else NO_KEY


class OneKnown(OneSound):
    """Chooses one. Attributes: ``labels`` of what the rows hold, by key; shared by all forms of a formset."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 (as Django declares it)
        super().__init__(*args, **kwargs)
        self.labels: dict[str, str] = {}

    def optgroups(self, name: str, value: Sequence[str], attrs: dict[str, Any] | None = None) -> list[Any]:
        chosen = [str(key) for key in value if key not in ("", None)]
        if not all(key in self.labels for key in chosen):
            return super().optgroups(name, value, attrs)
        blank = not self.is_required and not self.allow_multiple_selected
        pairs = [("", "")] * blank + [(key, self.labels[key]) for key in chosen]
        options = [self.create_option(name, key, label, key in chosen, i) for i, (key, label) in enumerate(pairs)]
        return [(None, options, 0)]


class ManyKnown(OneKnown, AutocompleteSelectMultiple):
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
                labels[0].update(
                    {str(o.pk): str(o) for row in self.get_queryset() for o in _related_rows(getattr(row, name))}
                )


def _labels_of(field: FormField) -> list[dict[str, str]]:
    widget = getattr(field.widget, "widget", field.widget)
    return [widget.labels] if isinstance(widget, OneKnown) else []


def _related_rows(value: Any) -> Iterable[Model]:  # noqa: ANN401 (a row, None, or a manager of rows)
    if hasattr(value, "all"):
        return list(value.all())
    return [] if value is None else [value]


class PickerOfGuide(RelatedFieldWidgetWrapper):
    """A picker with its links beside it, of which the one that adds something adds it to the same guide."""

    @classmethod
    def around(cls, wrapper: RelatedFieldWidgetWrapper) -> Self:
        """The same picker, and the same links."""
        may = {name: getattr(wrapper, name) for name in ("can_add_related", "can_change_related", "can_view_related")}
        return cls(wrapper.widget, wrapper.rel, wrapper.admin_site, **may)

    def lead_to(self, guide: int | None) -> None:
        """Offer what is in this guide."""
        if isinstance(self.widget, OneSound):
            self.widget.guide = guide

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:  # noqa: ANN401 (as Django's)
        context: dict[str, Any] = super().get_context(name, value, attrs)
        if guide := getattr(self.widget, "guide", None):
            context["url_params"] += f"&guide={guide}"
        return context


class SoundKeys(admin.options.BaseModelAdmin):  # type: ignore[type-arg]  # as above
    """Autocompletes that take any answer."""

    choose_one: type[OneSound] = OneSound
    choose_many: type[OneSound] = ManySound

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:  # noqa: ANN401
        if "widget" not in kwargs and db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = self.choose_one(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:  # noqa: ANN401
        if "widget" not in kwargs and db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = self.choose_many(db_field, self.admin_site)
        return super().formfield_for_manytomany(db_field, request, **kwargs)


class KnownLabelsInline(SoundKeys, InlineModelAdmin):  # type: ignore[type-arg]  # as above
    """An inline whose autocompletes cost no query per row."""

    formset = KnownLabelsFormSet
    choose_one = OneKnown
    choose_many = ManyKnown

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        one = [field.name for field in self.model._meta.fields if field.is_relation]
        many = [field.name for field in self.model._meta.many_to_many]
        return super().get_queryset(request).select_related(*one).prefetch_related(*many)
