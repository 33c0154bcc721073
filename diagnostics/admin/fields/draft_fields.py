"""Widgets and words for what drafts are made of; shared by forms and by the rows inside them."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelectMultiple, RelatedFieldWidgetWrapper
from django.db.models import Field, Model, TextField
from django.http import HttpRequest
from django.utils.text import capfirst

from diagnostics.admin.fields.choosers import chooser
from diagnostics.admin.fields.draft_names import guide_asked_for, names_of
from diagnostics.admin.fields.labels import PickerOfGuide, SoundKeys
from diagnostics.admin.fields.part_forms import guide_of, is_coded
from diagnostics.admin.fields.widgets import MarkdownArea, MenuArea, NamesArea
from diagnostics.admin.fields.wording import HELP
from diagnostics.content.document.field_words import LABELS
from diagnostics.domain.drafts.coded_fields import CODED
from diagnostics.models import Option, Source
from diagnostics.models.fields import LinesField

NEW_SLUG = "You can leave it empty: it is then made from the words above. It names this from now on."
OLD_SLUG = "Addresses and the rest of the guide name it by this. If you change it, all of them follow"
PLAIN_TEXTS = frozenset({(Source, "note")})
"""Texts that no visitor sees."""


class DraftFields(SoundKeys):
    """Texts and menu paths with their preview, names with those that there are, and slugs that are made once."""

    def formfield_for_dbfield(self, db_field: "Field[Any, Any]", request: HttpRequest, **kwargs: Any) -> Any:  # noqa: ANN401
        name = db_field.name
        if isinstance(db_field, TextField) and (self.model, name) not in PLAIN_TEXTS:
            kwargs["widget"] = MarkdownArea(capfirst(str(db_field.verbose_name)))
        elif isinstance(db_field, LinesField):
            kwargs["widget"] = MenuArea(capfirst(str(db_field.verbose_name)))
        elif name in CODED and is_coded(db_field):
            kwargs["widget"] = chooser(name)
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None:
            field.label = LABELS.get((self.model.__name__, name), field.label)
            field.help_text = HELP.get(f"{self.model.__name__}.{name}", field.help_text)
            inner = getattr(field.widget, "widget", field.widget)
            if isinstance(inner, AutocompleteSelectMultiple):
                # Its “clear all” button would stand inside a list without being an item of it.
                inner.is_required = True
            if isinstance(field.widget, RelatedFieldWidgetWrapper):
                field.widget = inner if name == "guide" else PickerOfGuide.around(field.widget)
        return field

    @admin.display(description="Old addresses")
    def old_addresses(self, row: Any) -> str:  # noqa: ANN401 (a row of any table)
        """Aliases are shown and not edited: they are never given to anything else."""
        return ", ".join(row.aliases) if row and row.pk and row.aliases else "None yet."


def bind(form: Any, request: HttpRequest, row: Model | None, refusals: Mapping[str | None, str]) -> None:  # noqa: ANN401
    """Tell a form class which guide it is about. ``row``: what is edited, or what the rows inside belong to."""
    guide = guide_of(row) if row else guide_asked_for(request)
    form.names_for = staticmethod(lambda key: names_of(request, key))
    form.refusals = refusals
    for name, field in form.base_fields.items():
        if isinstance(field.widget, (MarkdownArea, MenuArea, NamesArea)):
            field.widget.names = names_of(request, guide)
        elif isinstance(field.widget, PickerOfGuide):
            field.widget.lead_to(guide)
        elif name == "guide" and guide:
            field.widget = forms.HiddenInput()
    if slug := form.base_fields.get("slug"):
        _explain(slug, form._meta.model, is_new=row is None)


def _explain(slug: forms.Field, model: type[Model], *, is_new: bool) -> None:
    slug.required = False
    addressable = any(field.name == "aliases" for field in model._meta.fields)
    slug.label = "Address" if addressable and model is not Option else "Short name"
    keeps = ", and the old address still leads here." if addressable else "."
    slug.help_text = NEW_SLUG if is_new else OLD_SLUG + keeps
    slug.widget.attrs["class"] = "slug"
