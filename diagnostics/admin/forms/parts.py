"""What the lists and forms of all draft rows have in common."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Model, QuerySet
from reversion.admin import VersionAdmin

from diagnostics.admin.forms.labels import KnownLabelsInline

PARENTS = ("question", "row", "step", "carrier", "path")


def guide_of(row: object) -> int | None:
    """Key of the guide that a row belongs to, by itself or through its parent; None where that is not known yet."""
    if (own := getattr(row, "guide_id", None)) is not None:
        return int(own)
    names = (name for name in PARENTS if getattr(row, f"{name}_id", None) is not None)
    return next((guide_of(getattr(row, name)) for name in names), None)


class SameGuideForm(forms.ModelForm):  # type: ignore[type-arg]  # not generic when it runs
    """Refuses to refer to a row of another guide."""

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        guide = data["guide"].pk if data.get("guide") else guide_of(self.instance)
        for name, value in list(data.items()):
            foreign = [row for row in _rows(value) if guide_of(row) not in (None, guide)]
            if guide and name not in ("guide", *PARENTS) and foreign:
                self.add_error(name, f"“{foreign[0]}” belongs to another guide.")
        return data


def _rows(value: object) -> list[Model]:
    if isinstance(value, QuerySet):
        return list(value)
    return [value] if isinstance(value, Model) else []


class PartAdmin(VersionAdmin):  # type: ignore[misc]  # reversion brings no types
    """Parts of guides: filtered by guide, ordered by their position."""

    form = SameGuideForm
    list_filter: tuple[str, ...] = ("guide",)
    list_select_related: tuple[str, ...] = ("guide",)
    list_per_page = 100
    save_on_top = True


class PartInline(KnownLabelsInline, admin.StackedInline):  # type: ignore[type-arg]  # as above
    """Rows inside the form of the part that they belong to."""

    form = SameGuideForm
    extra = 0
