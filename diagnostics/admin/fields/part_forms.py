"""The form of one draft row: what it refuses, and how it comes by its slug."""

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from django import forms
from django.db.models import Model, QuerySet

from diagnostics.admin.fields.draft_names import DraftNames
from diagnostics.content.markup.quotes import quote
from diagnostics.domain.drafts import naming
from diagnostics.domain.drafts.coded_fields import CODED, ONE, faults
from diagnostics.domain.drafts.columns import refusal
from diagnostics.models import Guide, Option
from diagnostics.models.drafts.tables import OWNERS, PART_OF
from diagnostics.models.fields import WrittenField

PARENTS = (*OWNERS[1:], "cause")
"""Columns by which a row says its guide; of a new cure inside the form of a cause, only that is known."""
WORDS = ("name", "title", "text")
"""Fields that a slug is made from: the first that a form has."""


def guide_of(row: object) -> int | None:
    """Key of the guide that a row belongs to, by itself or through its parent; None where that is not known yet."""
    if isinstance(row, Guide):
        return row.pk
    if (own := getattr(row, "guide_id", None)) is not None:
        return int(own)
    names = (name for name in PARENTS if getattr(row, f"{name}_id", None) is not None)
    return next((guide_of(getattr(row, name)) for name in names), None)


class PartForm(forms.ModelForm):  # type: ignore[type-arg]  # not generic when it runs
    """Makes slugs, and refuses slugs that are taken, names that stand for nothing, and rows of another guide.

    Attributes: ``names_for`` the names of a guide by its key; ``refusals`` sentences by field, where what the form
    says could not be done; ``renamed_from`` the slug until now, where the form says another one; ``siblings`` the
    formset that it is one of.
    """

    names_for: ClassVar[Any] = staticmethod(lambda _guide: DraftNames(None))
    refusals: ClassVar[Mapping[str | None, str]] = {}
    renamed_from: str = ""
    siblings: Any = None
    titled_by: ClassVar[str] = ""

    @property
    def heading(self) -> str:
        """What the row inside a form is headed by."""
        return str(getattr(self.instance, self.titled_by)) if self.titled_by else str(self.instance)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        guide = data["guide"].pk if data.get("guide") else guide_of(self.instance)
        for name, sentence in [*self._foreign(data, guide), *self._unknown(data, guide), *self._placed_refusals()]:
            self.add_error(name, sentence)
        self._keep_readable()
        if "slug" in self.fields and "slug" not in self.errors:
            self._name(guide)
        return data

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]  # Django's own hook
        if self.renamed_from:
            # The old one stays until everything that says it follows (domain/drafts/renaming.py).
            self.instance.slug = self.renamed_from

    def _keep_readable(self) -> None:
        """Refuse what no document can hold, in the document's words; Django's own would say it a second time."""
        for name, field in self.fields.items():
            written = (
                self.cleaned_data.get(name) if name not in self.errors else _refused_text(field, self[name].value())
            )
            if name != "slug" and name in self._columns() and (said := refusal(self._meta.model, name, written)):
                self.errors.pop(name, None)
                self.add_error(name, said)

    def _columns(self) -> set[str]:
        return {field.name for field in self._meta.model._meta.fields}

    def _foreign(self, data: Mapping[str, Any], guide: int | None) -> Iterator[tuple[str, str]]:
        """What is named of another guide than the form's; than that of the first one named, where the form has none yet."""
        for name, value in data.items():
            for row in _rows(value) if name != "guide" else ():
                guide = guide or guide_of(row)
                if guide_of(row) not in (None, guide):
                    yield name, f"{quote(row)} belongs to another guide. Choose one of this guide."
                    break

    def _unknown(self, data: Mapping[str, Any], guide: int | None) -> Iterator[tuple[str, str]]:
        for name in CODED & data.keys() & set(self.changed_data):
            if is_coded(self._meta.model._meta.get_field(name)) and (index := self.names_for(guide).index):
                yield from ((name, sentence) for sentence in faults(index, name, data[name]))

    def _placed_refusals(self) -> Iterator[tuple[str | None, str]]:
        return ((name if name in self.fields else None, said) for name, said in self.refusals.items())

    def _name(self, guide: int | None) -> None:
        """Keep the slug, make one, or refuse the one that is asked for."""
        data, row, part = self.cleaned_data, self.instance, PART_OF[self._meta.model]
        slug, old = data.get("slug", ""), self.initial["slug"] if row.pk else ""
        if slug and slug == old:
            return
        names = self._taken_slugs(guide)
        if not slug:
            words = next((data.get(name, "") for name in WORDS if name in self.fields), "")
            data["slug"] = old or naming.new_slug(words, part, names)
        elif refusal := naming.refusal(part, slug, names):
            self.add_error("slug", refusal)
        else:
            self.renamed_from = old

    def _taken_slugs(self, guide: int | None) -> dict[str, str]:
        model, row = self._meta.model, self.instance
        rows = model._default_manager.all()
        if model is Option:
            rows = rows.filter(question=row.question_id)
        elif model is not Guide:
            rows = rows.filter(guide=guide)
        return naming.taken_slugs(rows, but=row.pk) | {slug: slug for slug in self._slugs_beside()}

    def _slugs_beside(self) -> Iterator[str]:
        """Slugs in the other forms of the formset."""
        for form in self.siblings.forms if self.siblings else ():
            if form is not self:
                cleaned = getattr(form, "cleaned_data", {})
                yield cleaned.get("slug") or form.data.get(form.add_prefix("slug"), "")


def is_coded(field: Any) -> bool:  # noqa: ANN401 (a field of any model)
    """Whether a field holds names of other objects as editors write them."""
    return isinstance(field, WrittenField) or (field.name in ONE and not field.is_relation)


def _refused_text(field: forms.Field, value: object) -> str:
    """A text that its field has refused; empty where the field takes none, for then its own sentence is the better one."""
    is_text = isinstance(field, forms.CharField) and not isinstance(field, forms.JSONField)
    return str(value or "").strip() if is_text else ""


def _rows(value: object) -> list[Model]:
    if isinstance(value, QuerySet):
        return list(value)
    return [value] if isinstance(value, Model) else []
