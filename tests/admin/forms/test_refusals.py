"""What the document would refuse is refused by the form, at its field, and whatever is posted is answered."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django import forms
from django.contrib import admin
from django.db.models import TextField
from django.test import Client

from diagnostics.admin.forms.parts import PartAdmin
from diagnostics.domain import drafts
from diagnostics.models import Carrier, Cause, Guide, MenuPath, Option, Source, Step, Term
from tests.admin.form_client import address_of, change, form_data, open_form

TABLES = [model for model, form in admin.site._registry.items() if isinstance(form, PartAdmin)]
LINE, SHORT = 240, 12
MARK = "A control character (U+{:04X}) at position 1: delete it."
TOO_LONG = "This is too long. At most {:,} characters are allowed."


def all_forms(response: Any) -> list[Any]:
    """The form of a page and those of the rows inside it."""
    context = response.context
    return [context["adminform"].form, *(f for fs in context["inline_admin_formsets"] for f in fs.formset.forms)]


def texts(form: Any) -> Iterator[Any]:
    """Bound fields for words and texts, with their columns."""
    for bound in form:
        is_text = type(bound.field) in (forms.CharField, forms.URLField)
        if is_text and bound.name not in ("slug", "id"):
            yield bound, form._meta.model._meta.get_field(bound.name)


def fullest(model: Any) -> Any:
    """The row of a table that has the most rows inside it."""
    names = [inline.model._meta.model_name for inline in admin.site._registry[model].inlines]
    inside = [r.get_accessor_name() for r in model._meta.related_objects if r.related_model._meta.model_name in names]
    rows = list(model._default_manager.all())
    return max(rows, key=lambda row: sum(getattr(row, name).exists() for name in inside))


def said_about(column: Any, written: str) -> str | None:
    """What the document says about a line or a text; None for what is written in another way."""
    if not isinstance(column, TextField) and column.max_length not in (LINE, SHORT):
        return None
    if written == "\u200b\u200b":
        return "Nothing of this can be seen: write a text."
    most = 20_000 if isinstance(column, TextField) else LINE
    return TOO_LONG.format(most) if len(written) > most else MARK.format(ord(written[1]))


@pytest.mark.broad
@pytest.mark.parametrize("model", TABLES, ids=lambda model: model.__name__)
def test_no_form_saves_what_the_document_refuses(model: Any, editor: Client, guide: Guide) -> None:
    """Every text field of every form, also of rows inside, says in one sentence what the document would say."""
    row, before = fullest(model), drafts.document(guide)
    data = open_form(editor, address_of(row))
    names = [bound.html_name for form in all_forms(editor.get(address_of(row))) for bound, _ in texts(form)]
    for written in ("a\ufeffb", "a\u2028b", "\u200b\u200b", "a" * 20_001) if names else ():
        response = editor.post(address_of(row), data | dict.fromkeys(names, written))
        assert response.status_code == 200
        found = {bound.html_name: (said_about(column, written), list(bound.errors))
                 for form in all_forms(response) for bound, column in texts(form)}  # fmt: skip
        assert found.keys() == set(names)
        assert {name: told for name, (said, told) in found.items() if said and told != [said]} == {}
        assert {name: told for name, (_, told) in found.items() if len(told) != 1} == {}
    assert drafts.document(guide) == before


@pytest.mark.broad
@pytest.mark.parametrize(
    "link",
    [
        *(
            "https://exämple.org/",
            "https://user:pw@example.org/",
            "http://example.org/",
            "https://",
            "javascript:alert(1)",
        ),
        *("https://example.org/a b", "https://example.org/\u2028x", 'https://example.org/"'),
    ],
)
def test_odd_link_is_refused_in_words(link: str, editor: Client, guide: Guide) -> None:
    """Once, at its field, in the document's sentence."""
    said = f"“{link.strip()}” is not an address. Write one that begins with https:// and holds no spaces."
    for row, name in ((Source.objects.all()[0], "url"), (Carrier.objects.all()[0], "status_url")):
        response = change(editor, row, **{name: link})
        assert (response.status_code, response.context["adminform"].form.errors) == (200, {name: [said]})


@pytest.mark.parametrize(
    ("model", "name", "written", "said"),
    [
        (MenuPath, "variants-0-menu", "Lamp\nBu\ufefflb", "A control character (U+FEFF) at position 2: delete it."),
        (Term, "regions", "gb: a\ufeffb", MARK.format(0xFEFF)),
        (Term, "regions", "usa: mains", "“usa” is not a country. Write its two small letters, such as us or gb."),
        (
            Guide,
            "translations",
            json.dumps({"es": {"causes": {"bulb": {"name": "a\ufeffb"}}}}),
            MARK.format(0xFEFF),
        ),
    ],
)
def test_lists_are_held_to_the_document_too(
    model: Any, name: str, written: str, said: str, editor: Client, guide: Guide
) -> None:
    """Each of their lines."""
    response = change(editor, fullest(model), **{name: written})
    assert response.status_code == 200
    assert [list(b.errors) for form in all_forms(response) for b in form if b.html_name == name] == [[said]]


def test_long_text_that_the_document_takes_is_saved(editor: Client, guide: Guide) -> None:
    """20,000 characters are no fault of the form."""
    assert change(editor, Cause.objects.get(slug="dust"), text="a" * 20_000).status_code == 302
    assert len(drafts.document(guide).causes[-1].text) == 20_000


def test_a_check_that_no_browser_makes_is_refused_with_what_there_is(editor: Client, guide: Guide) -> None:
    """The form keeps what was typed; what follows the grammar is saved, however long."""
    option = Option.objects.filter(question__guide=guide)[0]
    response = change(editor, option, detect="browser is Word")
    form = response.context["adminform"].form
    assert form.errors["detect"][0].startswith("No check is called “browser is Word”. Did you mean “browser has Word”?")
    assert form["detect"].value() == "browser is Word"

    tests = " or ".join(f"browser has Word{number} and touch" for number in range(7))
    assert change(editor, option, detect=tests).status_code == 302
    option.refresh_from_db()
    assert option.detect == tests


@pytest.mark.broad
@pytest.mark.parametrize("key", ["abc", "9" * 30, "-1", "1.5"])
def test_what_is_no_key_is_refused_in_words(key: str, editor: Client, guide: Guide) -> None:
    """A choice that no browser offers is an error of its field, in rows and in the form itself."""
    carrier, remedied = fullest(Carrier), Step.objects.get(slug="rewire")
    for row, name in ((carrier, "facts-0-sources"), (carrier, "sources"), (remedied, "remedies-0-cause"),
                      (Cause.objects.get(slug="dust"), "place")):  # fmt: skip
        response = change(editor, row, **{name: key})
        assert response.status_code == 200
        assert [len(b.errors) for form in all_forms(response) for b in form if b.html_name == name] == [1]


@pytest.mark.broad
@pytest.mark.parametrize(
    "shown",
    ["", "[]", "{", '{"at": ""}', '{"at": "", "fields": []}', '{"at": 1, "fields": {"name": {}}}', "[" * 100_000],
)
def test_form_that_does_not_know_what_it_showed_is_shown_again(shown: str, editor: Client, guide: Guide) -> None:
    """Whatever stands in the hidden field, nobody's text is overwritten unseen, and the next form knows again."""
    cause = Cause.objects.get(slug="bulb")
    response = change(editor, cause, name="Other", _shown=shown)
    assert response.status_code == 200
    labels = [(each.label, each.yours) for each in response.context["meanwhile"].differences]
    assert ("Name", "Other") in labels
    assert editor.post(address_of(cause), form_data(response)).status_code == 302


def test_form_with_an_endless_number_is_answered(editor: Client, guide: Guide) -> None:
    """A number that no browser counts to is not a form."""
    cause = Cause.objects.get(slug="bulb")
    mine = open_form(editor, address_of(cause)) | {f"remedies-{'9' * 4500}-word": "often"}
    change(editor, cause, name="Other")
    assert editor.post(address_of(cause), mine).status_code < 500
