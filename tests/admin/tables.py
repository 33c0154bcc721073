"""Tables of the workplace as tests read them: the form of a page, and what is stored."""

from html.parser import HTMLParser
from typing import Any

from django.contrib.auth.models import Permission
from django.urls import reverse

from diagnostics.domain import drafts
from diagnostics.models import Guide


class Form(HTMLParser):
    """The fields of the form that is saved, as a browser without scripts would send them; and the page's text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self.rows: dict[str, list[str]] = {}
        self.text = ""
        self.inline: list[str] = []
        self._select = ""
        self.feed(page)
        self.text = " ".join(self.text.split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = {name: value or "" for name, value in attrs}
        self.inline += [name for name in names if name == "style" or name.startswith("on")]
        name = names.get("name", "")
        if tag == "select":
            self._select = name
        elif tag == "option" and ("selected" in names or self._select not in self.fields):
            self.fields[self._select] = names.get("value", "")
        elif tag == "input" and name.endswith(".row"):
            self.rows.setdefault(name, []).append(names["value"])
        elif tag == "input" and (names.get("type") != "checkbox" or "checked" in names):
            self.fields[name] = names.get("value", "on")

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = ""

    def handle_data(self, data: str) -> None:
        self.text += data

    def data(self, **changes: str | None) -> dict[str, Any]:
        """What is sent; ``changes`` by the name of the field, None for a tick that is taken away."""
        fields: dict[str, Any] = {**self.fields, **self.rows} | changes
        return {name: value for name, value in fields.items() if value is not None}


def at(name: str, *args: str) -> str:
    """An address of the small guide's workplace."""
    return reverse(f"admin:{name}", args=["lamp", *args])


def read_form(response: Any, status: int = 200) -> Form:
    """The form of a page that came with this status."""
    assert response.status_code == status
    form = Form(response.content.decode())
    assert form.inline == []
    return form


def signs(question: str) -> dict[str, dict[str, str]]:
    """What the draft's document says now."""
    document = drafts.document(Guide.objects.get(slug="lamp"))
    return {row: {**words} for one in document.questions if one.slug == question for row, words in one.signs.items()}


def permissions(*names: str) -> Any:
    """Rights by their code names."""
    return Permission.objects.filter(codename__in=names)
