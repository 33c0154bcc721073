"""Where an object of a guide document is edited."""

from typing import Final
from urllib.parse import urlencode

from django.db.models import Model
from django.urls import reverse

from diagnostics.content.document.leaves import GUIDE
from diagnostics.domain.drafts.history import TABLES
from diagnostics.models import Guide

MODELS: Final[dict[str, type[Model]]] = {GUIDE: Guide, **TABLES}
"""Part of a document (content/document/leaves.py) → table."""
INSIDE: Final = {
    "options": "options-group",
    "variants": "variants-group",
    "facts": "facts-group",
    "notes": "notes-group",
    "expect": "id_first",
    "comparisons": "id_usual",
}
"""First word of a field's path → what to jump to, where it is not a field of the form itself."""


class Links:
    """The forms of one guide's objects; reads the keys of a table once, when its first link is asked for."""

    def __init__(self, guide: Guide) -> None:
        self.guide = guide
        self._keys: dict[str, dict[str, int]] = {}

    def to(self, part: str, slug: str = "", field: str = "") -> str:
        """The form, at the field ("options.green.text") where it is known; nothing where there is no such object."""
        if part not in MODELS or (key := self._key(part, slug)) is None:
            return ""
        first, *rest = field.split(".")
        if (part, first) in (("questions", "signs"), ("steps", "remedies")):
            return self._table(part, slug, rest)
        address = reverse(f"admin:diagnostics_{MODELS[part]._meta.model_name}_change", args=[key])
        return f"{address}#{_anchor(field)}" if field else address

    def _table(self, part: str, slug: str, names: list[str]) -> str:
        """The table in which signs or remedies are edited, at the row where that is known."""
        if part == "steps":
            return f"{reverse('admin:guide-remedies', args=[self.guide.slug])}?{urlencode({'step': slug})}"
        address = f"{reverse('admin:guide-signs-question', args=[self.guide.slug, slug])}?causes=all"
        return f"{address}#row.{slug}.{names[0]}" if names else address

    def _key(self, part: str, slug: str) -> int | None:
        if part == "guide":
            return self.guide.pk
        if part not in self._keys:
            rows = MODELS[part]._default_manager.filter(guide=self.guide)
            self._keys[part] = dict(rows.values_list("slug", "pk"))
        return self._keys[part].get(slug)


def _anchor(field: str) -> str:
    first = field.partition(".")[0]
    return INSIDE.get(first, f"id_{first}")
