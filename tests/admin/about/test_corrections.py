"""The editors' list of what visitors say is wrong."""

import pytest
from django.test import Client
from django.urls import reverse

from diagnostics.domain.about import corrections
from diagnostics.domain.about.corrections import Said
from diagnostics.models import Correction, Guide, Option, Step
from tests.admin.test_roles import EDITOR, someone
from tests.web.page import Page

LIST = reverse("admin:guide-corrections", args=["lamp"])
SETTLE = reverse("admin:guide-corrections-settle", args=["lamp"])
HOME = reverse("admin:guide-home", args=["lamp"])


@pytest.fixture
def said(guide: Guide) -> list[int]:
    """Two lines about a step, one about a cause and one about a sign."""
    first = Option.objects.filter(question__guide=guide, question__asked="first").first()
    assert first
    step = Step.objects.filter(guide=guide).first()
    assert step
    for kind, slug, text in (
        ("step", step.slug, "It is the other way round."),
        ("step", step.slug, "The picture is old."),
        ("cause", "gone", "This is not so."),
        ("sign", first.slug, "I see <b>something</b> else."),
    ):
        corrections.write(Said("lamp", kind, slug, 1, text))
    return list(Correction.objects.order_by("pk").values_list("pk", flat=True))


def show(client: Client, address: str = LIST) -> Page:
    return Page(client.get(address))


def test_nothing_was_said(editor: Client, guide: Guide) -> None:
    assert "Nothing is open." in show(editor).text
    assert "Nothing is open." in show(editor, HOME).text
    assert "Nothing. What is done stays here for 90 days." in show(editor, f"{LIST}?done=yes").text


def test_lines_stand_by_part_with_the_way_to_its_form(editor: Client, guide: Guide, said: list[int]) -> None:
    """And to what visitors read; a part that is gone says so."""
    page = show(editor)
    step = Step.objects.filter(guide=guide).first()
    assert step

    assert page.links[step.title] == reverse("admin:diagnostics_step_change", args=[step.pk])
    assert "gone Cause, no longer in the draft “This is not so.”" in page.text
    assert "“I see <b>something</b> else.”" in page.text
    assert page.text.index("something") < page.text.index("This is not so.") < page.text.index("other way round")
    assert {editor.get(address).status_code for words, address in page.links.items() if words == step.title} == {200}


def test_the_overview_and_the_first_page_say_how_many(editor: Client, guide: Guide, said: list[int]) -> None:
    assert "4 lines that nobody has dealt with." in show(editor, HOME).text
    assert show(editor, reverse("admin:index")).links["4 corrections from visitors"] == LIST
    corrections.close("lamp", said[1:], by="ada")
    assert "1 line that nobody has dealt with." in show(editor, HOME).text


def test_a_line_is_done_and_can_be_opened_again(guide: Guide, said: list[int]) -> None:
    """Who did it and when stands there."""
    editor = someone(EDITOR)
    done = editor.post(SETTLE, {"line": said[0]}, follow=True)
    assert "1 line is done." in done.content.decode()
    assert "It is the other way round." not in show(editor).text
    later = show(editor, f"{LIST}?done=yes")
    assert "Open (3) · Done (1)" in later.text
    assert "Done by editor on" in later.text
    back = editor.post(SETTLE, {"line": said[0], "do": "reopen"}, follow=True)
    assert "1 line is open again." in back.content.decode()
    assert Correction.objects.open().count() == 4


@pytest.mark.parametrize("line", ["", "x", "9" * 30, "999999"])
def test_what_is_not_there_changes_nothing(guide: Guide, said: list[int], line: str) -> None:
    response = someone(EDITOR).post(SETTLE, {"line": line}, follow=True)

    assert "nothing was changed" in response.content.decode()
    assert Correction.objects.open().count() == 4


def test_who_may_only_look_has_no_button(guide: Guide, said: list[int]) -> None:
    from django.contrib.auth.models import Permission, User

    user = User.objects.create(username="reader", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_guide"))
    client = Client()
    client.force_login(user)

    assert "It is the other way round." in show(client).text
    assert "Done" not in show(client).texts("button")
    assert client.post(SETTLE, {"line": said[0]}).status_code == 403
