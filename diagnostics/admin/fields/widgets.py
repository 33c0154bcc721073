"""Text areas with something beside them: a preview of Markdown, or the names that may be written."""

from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from diagnostics.admin.fields.draft_names import DraftNames
from diagnostics.content.document import fields
from diagnostics.content.markup.markdown import MARKER, render
from diagnostics.domain.drafts.coded_fields import writable

CONDITIONS: Final[Mapping[str, str]] = {**dict.fromkeys(fields.CONDITIONS, "one"), "never_while": "several"}
"""Fields that hold a condition, or several of which each will do."""


def preview_html(text: str, names: DraftNames | None) -> str:
    """Safe HTML of a text as visitors of the guide see it; without a guide its marks stay words."""
    if names and names.texts:
        return names.texts.html(text)
    return MARKER.sub(r"\2", render(text, ""))


class MarkdownArea(forms.Textarea):
    """A Markdown text and, beside it, what visitors will see. Attributes: ``names`` of its guide, once it is known."""

    names: DraftNames | None = None

    def __init__(self, label: str) -> None:
        super().__init__(attrs={"rows": 8, "class": "vLargeTextField markdown-source"})
        self.label = label

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:  # noqa: ANN401 (as Django's)
        guide = self.names.guide if self.names else None
        shown = {
            "area": super().render(name, value, attrs, renderer),
            "label": self.label,
            "html": mark_safe(preview_html(str(value or ""), self.names)),  # noqa: S308 (cleaned by content/markup/markdown.py)
            "address": reverse("admin:guide-markdown", args=[guide.slug]) if guide else "",
        }
        return render_to_string("admin/diagnostics/markdown.html", shown)


class NamesArea(forms.Textarea):
    """A field for names of other objects and, folded below it, the names that there are."""

    names: DraftNames | None = None

    def __init__(self, field: str, rows: int = 2) -> None:
        # A script makes pickers of conditions, and these write the text that is sent.
        kind = {"data-conditions": CONDITIONS[field]} if field in CONDITIONS else {}
        super().__init__(attrs={"rows": rows, "spellcheck": "false", "class": "vLargeTextField coded", **kind})
        self.field = field

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:  # noqa: ANN401 (as Django's)
        index = self.names.index if self.names else None
        lines = writable(index, self.field) if index else ()
        area = super().render(name, value, attrs, renderer)
        kind = CONDITIONS.get(self.field)
        shown = {"area": area, "lines": lines, "is_condition": kind, "is_several": kind == "several"}
        return render_to_string("admin/diagnostics/names.html", shown)
