"""Every list and form of the editors' workplace."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from html.parser import HTMLParser
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from diagnostics.domain import drafts, live
from diagnostics.domain.publishing.publishing import publish
from diagnostics.models import Guide
from diagnostics.models.drafts.tables import TABLES
from tests.builders import a_carrier, a_cause, a_question, a_step, make_document

type Count = Callable[[int], AbstractContextManager[CaptureQueriesContext]]

ADDED_INSIDE = {"Variant", "PathVariant", "CarrierFact", "StepNote", "Sign"}
"""Tables whose rows are edited inside the form of what they belong to."""
READ_ONLY = {"Release", "Publication", "Recall"}
BEHIND_THE_SCENES = {
    "Announcement",
    "WalkCount",
    "Revision",
    "Examination",
    "Upload",
    "PublishedName",
    "ResultLink",
    "ResultTick",
    "SpokenCode",
    "Outcome",
    "WebhookTry",
    "FeedReading",
    "Passkey",
    "UsualPlace",
    "Correction",
    "DailyOutcome",
    "HandOver",
    "LinkEvent",
    "LinkProgress",
    "LostOutcome",
    "MissedSearch",
    "PreviewLink",
    "ProgramKey",
    "SiteText",
}
"""Tables that pages keep things in, which nobody edits."""
OURS: dict[str, Any] = {
    model.__name__: model for model in admin.site._registry if model._meta.app_label == "diagnostics"
}
PROGRAMS = {
    model.__name__
    for model, pages in admin.site._registry.items()
    if type(pages).__module__.startswith("diagnostics.admin.programs")
}
"""What administrators allow to other programs, tried in tests/admin/programs."""
MODELS = {name: model for name, model in OURS.items() if name not in PROGRAMS}
HEADINGS = {
    "Step": "troubleshooting step",
    "SignRow": "row of signs",
    "MenuPath": "menu path",
    "Carrier": "carrier note",
}


class Heads(HTMLParser):
    """The text of the h1 inside the page's content, and everything that a strict CSP would refuse."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.headings: list[str] = []
        self.inline: list[str] = []
        self._in_heading = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = dict(attrs)
        self._in_heading = tag == "h1"
        if tag == "style" or (tag == "script" and "src" not in names and names.get("type") != "application/json"):
            self.inline.append(tag)
        self.inline += [f"{tag} {name}" for name in names if name == "style" or name.startswith("on")]

    def handle_endtag(self, tag: str) -> None:
        self._in_heading = False

    def handle_data(self, data: str) -> None:
        if self._in_heading and data.strip():
            self.headings.append(data.strip())


def page(editor: Client, model: type[Model], kind: str, *keys: object) -> Heads:
    """A page of the workplace that came whole and may run under our CSP."""
    address = reverse(f"admin:diagnostics_{model._meta.model_name}_{kind}", args=keys)
    response = editor.get(address)
    assert (response.status_code, address) == (200, address)
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    heads = Heads(response.content.decode())
    assert heads.inline == []
    return heads


def words_for(model: type[Model]) -> str:
    """What editors call a row."""
    return HEADINGS.get(model.__name__, re.sub(r"(?<!^)(?=[A-Z])", " ", model.__name__).lower())


def test_every_table_can_be_edited() -> None:
    """Each table has a list of its own, or is edited inside the form of what it belongs to."""
    ours = {model.__name__ for model in apps.get_app_config("diagnostics").get_models()}
    inside = {inline.model.__name__ for one in admin.site._registry.values() for inline in one.inlines}
    assert ours - OURS.keys() == ADDED_INSIDE | BEHIND_THE_SCENES
    assert {*inside, "Sign"} >= ADDED_INSIDE


@pytest.mark.broad
@pytest.mark.parametrize("name", MODELS)
def test_list_renders(name: str, editor: Client, guide: Guide) -> None:
    """The list of every table shows its rows under the right heading."""
    model = MODELS[name]
    plural = str(model._meta.verbose_name_plural)
    heading = f"Select {words_for(model)} to view" if name in READ_ONLY else plural[0].upper() + plural[1:]
    assert page(editor, model, "changelist").headings == [heading]


@pytest.mark.broad
@pytest.mark.parametrize("name", MODELS)
def test_form_renders(name: str, editor: Client, guide: Guide) -> None:
    """The form of every row shows under the right heading."""
    model = MODELS[name]
    verb = "View" if name in READ_ONLY else "Change"
    rows = list(model.objects.all())
    assert rows
    for row in rows:
        assert page(editor, model, "change", row.pk).headings == [f"{verb} {words_for(model)}"]


@pytest.mark.broad
@pytest.mark.parametrize("name", sorted(MODELS.keys() - READ_ONLY))
def test_add_form_renders(name: str, editor: Client, guide: Guide) -> None:
    """Every table that editors fill has an empty form."""
    assert page(editor, MODELS[name], "add").headings == [f"Add {words_for(MODELS[name])}"]


@pytest.mark.parametrize("name", sorted(READ_ONLY))
def test_releases_are_to_look_at_only(name: str, editor: Client, guide: Guide) -> None:
    """Nobody adds, changes or deletes a release, a publication or a recall here."""
    model = MODELS[name]
    label = f"admin:diagnostics_{model._meta.model_name}"
    row = model.objects.values().get()
    keys = [row["id"]]
    assert editor.get(reverse(f"{label}_add")).status_code == 403
    assert editor.post(reverse(f"{label}_delete", args=keys), {"post": "yes"}).status_code == 403
    assert editor.post(reverse(f"{label}_change", args=keys), {"number": "9", "by": "me"}).status_code == 403
    assert model.objects.values().get() == row


def large() -> Any:
    """The guide of the fixture with forty more of most things, and more inside each."""
    answers = [f"a{n}" for n in range(12)]
    causes = [f"c{n}" for n in range(40)]
    facts = [{"text": f"Fact {n}", "sources": ["manual"]} for n in range(12)]
    sources = [{"slug": f"s{n}", "title": f"Source {n}"} for n in range(40)]
    signs = {cause: dict.fromkeys(answers, "for") for cause in causes}
    return make_document(
        aliases=["old-lamp"],
        add={
            "sources": sources,
            "causes": [a_cause(cause, sources=[f"s{n}" for n in range(12)]) for cause in causes],
            "questions": [a_question(f"q{n}", *answers, signs=signs) for n in range(5)],
            "steps": [a_step(f"t{n}", dict.fromkeys(causes[:12], "usually")) for n in range(40)],
            "carriers": [
                a_carrier(f"k{n}", facts=facts, notes={f"t{m}": "Note" for m in range(12)}, sources=["manual"])
                for n in range(9)
            ],
        },
    )


def queries(editor: Client, address: str) -> int:
    """How many queries a page costs, once everything that Django remembers is remembered."""
    editor.get(address)
    return queries_now(editor, address)


def queries_now(editor: Client, address: str) -> int:
    """How many queries a page costs that was opened before."""
    with CaptureQueriesContext(connection) as captured:
        assert editor.get(address).status_code == 200
    return len(captured)


@pytest.mark.slow
def test_lists_cost_the_same_at_any_size(editor: Client, guide: Guide) -> None:
    """A list of forty rows takes no more queries than one of three, whatever it lists."""
    lists = [reverse(f"admin:diagnostics_{model._meta.model_name}_changelist") for model in MODELS.values()]
    few = {address: queries(editor, address) for address in lists}
    drafts.replace(large())
    for title in ("Two", "Three", "Four"):
        drafts.replace(make_document(title=title))
        publish("lamp", note="", by="ada")
    drafts.replace(large())
    assert {address for address in lists if queries(editor, address) > few[address]} == set()


@pytest.mark.slow
def test_pages_hold_five_hundred_rows_of_everything(editor: Client, guide: Guide) -> None:
    """Lists show them a hundred at a time, at the price of a few; the overview costs no more either."""
    # From now on the live site does not look by itself for what is published.
    live.refresh()
    lists = {reverse(f"admin:diagnostics_{table._meta.model_name}_changelist"): table for table in TABLES.values()}
    overview = reverse("admin:guide-home", args=["lamp"])
    few = {address: queries(editor, address) for address in (*lists, overview)}
    for table in lists.values():
        row = table._default_manager.filter(guide=guide)[0]
        columns = {field.attname: getattr(row, field.attname) for field in table._meta.concrete_fields}
        del columns["id"]
        table._default_manager.bulk_create(table(**columns | {"slug": f"row-{number}"}) for number in range(500))
    assert {address for address in few if queries_now(editor, address) > few[address]} == set()
    assert {len(editor.get(address).context["cl"].result_list) for address in lists} == {100}


@pytest.mark.broad
@pytest.mark.parametrize(
    ("name", "slug"),
    [("Guide", "lamp"), ("Cause", "c1"), ("Question", "q1"), ("Step", "t1"), ("Carrier", "k1"), ("Option", "a1")],
)
def test_form_costs_the_same_at_any_size(name: str, slug: str, editor: Client, guide: Guide) -> None:
    """A form with a dozen rows inside takes no more queries than one with one or two."""
    model: Any = MODELS[name]
    small = {"Cause": "bulb", "Question": "see", "Step": "rewire", "Carrier": "acme", "Option": "dark"}.get(
        name, "lamp"
    )
    address = f"admin:diagnostics_{model._meta.model_name}_change"
    few = queries(editor, reverse(address, args=[model.objects.filter(slug=small)[0].pk]))
    drafts.replace(large())
    assert queries(editor, reverse(address, args=[model.objects.filter(slug=slug)[0].pk])) <= few


def test_form_of_signs_costs_the_same_at_any_size(editor: Client, guide: Guide) -> None:
    """A row with twelve signs takes no more queries than one with two."""
    from diagnostics.models import SignRow

    address = "admin:diagnostics_signrow_change"
    few = queries(editor, reverse(address, args=[SignRow.objects.get(question__slug="power", cause__slug="bulb").pk]))
    drafts.replace(large())
    assert queries(editor, reverse(address, args=[SignRow.objects.filter(cause__slug="c1")[0].pk])) <= few


def test_index_names_the_workplace(editor: Client, guide: Guide) -> None:
    """The first page has our name and lists the tables in editors' words."""
    text = editor.get(reverse("admin:index")).content.decode()
    assert "The editors&#x27; workplace" in text or "The editors' workplace" in text
    for words in ("Troubleshooting steps", "Carrier notes", "Menu paths", "Rows of signs", "Remedies"):
        assert words in text
