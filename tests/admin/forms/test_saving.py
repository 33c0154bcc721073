"""After saving, the form stays, and says what the change does."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse

from diagnostics.domain import drafts
from diagnostics.domain.safeguards import roles
from diagnostics.models import Cause, Guide, Option, Question, Remedy, SignRow, Step
from tests.admin.form_client import add, address_of, change, form_data, open_form
from tests.builders import make_document


@pytest.fixture
def lamp(db: None) -> Guide:
    """A guide that nothing keeps from being published."""
    return drafts.replace(make_document())


def after(editor: Client, response: Any) -> Any:
    """The page that comes after saving."""
    assert response.status_code == 302
    return editor.get(response.url)


def text_of(page: Any) -> str:
    """The page in one line."""
    return " ".join(page.content.decode().split())


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Open [[nothing]].", "There is no menu path “nothing”. Name one that exists, or take this out."),
        ("See [this](javascript:alert).", "The link “javascript:alert” leads nowhere."),
        ("See [this](page:nowhere).", "There is no page “nowhere”."),
    ],
)
def test_saving_what_blocks_publishing_says_so_and_where(written: str, said: str, editor: Client, lamp: Guide) -> None:
    """On the form itself, each with a link to its field; the text is kept."""
    cause = Cause.objects.get(slug="bulb")
    page = after(editor, change(editor, cause, text=written))
    (line,) = page.context["saved"].blocks
    assert line.message.startswith(said)
    assert line.address == f"{address_of(cause)}#id_text"
    assert "The guide cannot be published like this" in text_of(page)
    assert page.context["adminform"].form["text"].value() == written


def test_saving_what_is_sound_says_so_with_the_way_into_the_preview(editor: Client, lamp: Guide) -> None:
    """In plain words, and on the form."""
    step = Step.objects.get(slug="new-bulb")
    response = change(editor, step, title="Change the bulb")
    assert response.url.startswith(address_of(step))
    page = after(editor, response)
    assert [str(message) for message in page.context["messages"]] == [
        "“Change the bulb” is saved in the draft. Visitors see it when the guide is published."
    ]
    assert page.context["saved"].blocks == ()
    assert "Nothing here keeps the guide from being published" in text_of(page)
    assert '<a href="/preview/draft/lamp/steps/new-bulb/">See it in the preview</a>' in page.content.decode()
    assert editor.get("/preview/draft/lamp/steps/new-bulb/").status_code == 200


def test_what_the_change_puts_right_is_named(editor: Client, lamp: Guide) -> None:
    """An error that was there before, and is gone."""
    cause = Cause.objects.get(slug="bulb")
    change(editor, cause, text="Open [[nothing]].")
    page = after(editor, change(editor, cause, text="Open it."))
    assert [line.message for line in page.context["saved"].went if "nothing" in line.message]
    assert page.context["saved"].blocks == ()


def test_errors_elsewhere_are_counted_and_not_told_at_length(editor: Client, lamp: Guide) -> None:
    """They are the business of another form."""
    Step.objects.filter(slug="new-bulb").update(summary="[[nothing]]")
    page = after(editor, change(editor, Cause.objects.get(slug="bulb"), text="Fine."))
    assert (page.context["saved"].blocks, page.context["saved"].others) == ((), 1)
    assert "There is one error elsewhere." in text_of(page)


def test_what_breaks_another_object_stands_out(editor: Client, guide: Guide) -> None:
    """An answer that is gone leaves a case that names it."""
    see = Question.objects.get(slug="see")
    number = list(see.options.values_list("slug", flat=True)).index("dark")
    page = after(editor, change(editor, see, **{f"options-{number}-DELETE": "on"}))
    assert any("“dark”" in line.message for line in page.context["saved"].blocks)


def test_saving_nothing_new_says_so(editor: Client, lamp: Guide) -> None:
    """And shows no effect of a change that there was not."""
    page = after(editor, change(editor, Cause.objects.get(slug="bulb")))
    assert "Nothing was different from what is stored, so nothing was saved." in text_of(page)
    assert page.context["saved"] is None


def test_new_part_leads_to_its_form(editor: Client, lamp: Guide) -> None:
    """Or to another empty one, where that was asked for."""
    values = {"guide": lamp.pk, "text": "Lamp", "regions": ""}
    page = after(editor, add(editor, "term", **values))
    assert page.request["PATH_INFO"] == address_of(lamp.term_set.get(text="Lamp"))
    assert page.context["saved"] is not None
    address = f"{reverse('admin:diagnostics_term_add')}?guide={lamp.pk}"
    response: Any = editor.post(address, open_form(editor, address) | {**values, "text": "Lamps", "_addanother": "x"})
    assert response.url == address
    assert "“Lamps” is saved in the draft." in text_of(editor.get(response.url))


def test_there_is_one_button_to_save(editor: Client, lamp: Guide) -> None:
    """A new part has a second one."""
    buttons = ('name="_save"', 'name="_addanother"', 'name="_continue"')
    page = editor.get(address_of(Cause.objects.get(slug="bulb"))).content.decode()
    assert [page.count(button) for button in buttons] == [2, 0, 0]
    page = editor.get(reverse("admin:diagnostics_cause_add")).content.decode()
    assert [page.count(button) for button in buttons] == [1, 1, 0]


@pytest.mark.broad
@pytest.mark.parametrize("table", [Cause, Question, Step, Option, Remedy, SignRow, Guide])
def test_every_form_says_what_its_change_does(table: Any, editor: Client, guide: Guide) -> None:
    """Also of rows that have no object of their own, and of the guide."""
    row = table.objects.all()[0]
    field = {SignRow: "signs-0-word", Remedy: "word", Cause: "name", Step: "title", Guide: "title"}.get(table, "text")
    words = {SignRow: ("for", "against"), Remedy: ("seldom", "sometimes")}.get(table, ("Something else",))
    typed = open_form(editor, address_of(row))
    other = next(word for word in words if word != typed[field])
    page = after(editor, editor.post(address_of(row), typed | {field: other}))
    assert page.context["saved"] is not None
    assert page.context["saved"].preview.startswith("/preview/draft/lamp/")


def test_address_of_no_change_shows_the_form_alone(editor: Client, lamp: Guide) -> None:
    """Whatever somebody writes there."""
    for word in ("x", "", "6f8369cd-a4e1-4ab2-8735-6443ddb3a3c3"):
        page = editor.get(address_of(Cause.objects.get(slug="bulb")), {"saved": word})
        assert (page.status_code, page.context["saved"]) == (200, None)


def test_who_may_not_preview_is_shown_no_way_there(client: Client, lamp: Guide) -> None:
    """The link would end in a refusal."""
    user = User.objects.create_user("eve", is_staff=True)
    group = Group.objects.get(name=roles.EDITORS)
    group.permissions.remove(group.permissions.get(codename="preview_guide"))
    user.groups.add(group)
    client.force_login(user)
    page = after(client, change(client, Cause.objects.get(slug="bulb"), name="Else"))
    assert page.context["saved"].preview == ""
    assert "See it in the preview" not in text_of(page)


def test_what_two_editors_typed_is_not_told_as_saved(editor: Client, lamp: Guide) -> None:
    """A form that comes back with an error shows the error and no effect."""
    cause = Cause.objects.get(slug="bulb")
    response = editor.post(f"{address_of(cause)}?saved=x", open_form(editor, address_of(cause)) | {"name": ""})
    assert response.status_code == 200
    assert form_data(response)["name"] == ""
    assert "saved-title" not in response.content.decode()
