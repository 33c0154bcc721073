"""Text areas with something beside them: a preview of Markdown or of a menu path, or the names that may be written."""

from collections.abc import Mapping
from typing import Any, Final, cast, get_args

from django import forms
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from diagnostics.admin.fields.draft_names import DraftNames
from diagnostics.content.document import fields
from diagnostics.content.document.fields import LookWord
from diagnostics.content.markup.markdown import MARKER, render
from diagnostics.content.wording.menu_pictures import MenuPicture
from diagnostics.domain.drafts.coded_fields import writable
from diagnostics.models.codecs import LINES

CONDITIONS: Final[Mapping[str, str]] = {**dict.fromkeys(fields.CONDITIONS, "one"), "never_while": "several"}
"""Fields that hold a condition, or several of which each will do."""
MOST_SCREENS: Final = 20
"""Of a menu path that are drawn."""


def preview_html(text: str, names: DraftNames | None) -> str:
    """Safe HTML of a text as visitors of the guide see it; without a guide its marks stay words."""
    if names and names.texts:
        return names.texts.html(text)
    return MARKER.sub(r"\2", render(text, ""))


class MarkdownArea(forms.Textarea):
    """A Markdown text and, beside it, what visitors will see. Attributes: ``names`` of its guide, once it is known."""

    names: DraftNames | None = None

    def __init__(self, label: str) -> None:
        super().__init__(attrs={"rows": 8, "class": "vLargeTextField"})
        self.label = label

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:  # noqa: ANN401 (as Django's)
        area = super().render(name, value, attrs, renderer)
        return _beside(area, self.label, preview_html(str(value or ""), self.names), "guide-markdown", self.names)


def menu_preview(text: str, look: str, names: DraftNames | None) -> str:
    """HTML of a menu path, one name a line, as visitors of the guide are shown the way."""
    line = names.texts.line if names and names.texts else str
    screens = tuple(line(name) for name in cast(list[str], LINES.read(text))[:MOST_SCREENS])
    picture = MenuPicture(screens, cast(LookWord, look if look in get_args(LookWord) else "phone"))
    return render_to_string("admin/diagnostics/menu_preview.html", {"picture": picture})


class MenuArea(forms.Textarea):
    """The names of a menu path and, beside them, the way as it is drawn. Attributes: ``names`` as above, and its ``look``."""

    names: DraftNames | None = None
    look = ""

    def __init__(self, label: str) -> None:
        super().__init__(attrs={"rows": 5, "class": "vLargeTextField"})
        self.label = label

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:  # noqa: ANN401 (as Django's)
        area = super().render(name, value, attrs, renderer)
        return _beside(
            area, self.label, menu_preview(str(value or ""), self.look, self.names), "guide-menu", self.names
        )


def _beside(area: SafeString, label: str, html: str, view: str, names: DraftNames | None) -> SafeString:
    """The area with its preview; ``view`` answers to what is typed, once the guide is known."""
    shown = {
        "area": area,
        "label": label,
        "html": mark_safe(html),  # noqa: S308 (cleaned by content/markup/markdown.py, or a template)
        "address": reverse(f"admin:{view}", args=[names.guide.slug]) if names and names.guide else "",
        "is_text": view == "guide-markdown",
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
