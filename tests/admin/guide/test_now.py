"""Right now: how many walks say the same, and what visitors are told."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from diagnostics.domain import crowds
from diagnostics.domain.crowds import announcing
from diagnostics.domain.crowds.rule import INTERVAL
from diagnostics.models import Announcement, Guide
from tests.admin.test_roles import EDITOR, PUBLISHER, someone
from tests.builders import make_document
from tests.domain.crowds import history
from tests.web.page import Page

NOW = reverse("admin:guide-now", args=["lamp"])
SAY = reverse("admin:guide-say", args=["lamp"])
END = reverse("admin:guide-unsay", args=["lamp"])
TEXT = "Many lamps are dark today."


@pytest.fixture(autouse=True)
def _of_today(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The numbers in the table are of today."""
    crowds.forget()
    monkeypatch.setattr(history, "INTERVAL_NOW", int(timezone.now().timestamp()) // INTERVAL)
    yield
    crowds.forget()


def page(client: Client, address: str = NOW) -> Page:
    return Page(client.get(address))


def send(client: Client, **form: str) -> Page:
    return Page(client.post(SAY, {"text": TEXT, "minutes": "120", "replaces": "", **form}))


def an_unusual_day() -> None:
    history.put_past(6)
    history.put(60)


def test_nothing_was_counted_yet(editor: Client, guide: Guide) -> None:
    """A new site says so, on the overview too."""
    for address in (NOW, reverse("admin:guide-home", args=["lamp"])):
        assert "No walk has been counted yet." in page(editor, address).text
    assert "Nothing, besides what the guide says." in page(editor).text


def test_there_is_not_enough_history_yet(editor: Client, guide: Guide) -> None:
    """It says since when walks are counted, and shows them all the same."""
    history.put(60)
    history.put(5, key="flicker")
    text = page(editor).text
    assert "There is not enough history yet to say what is unusual: walks are counted since" in text
    assert "Option dark 60 not known yet" in text


def test_nothing_is_unusual(editor: Client, guide: Guide) -> None:
    history.put_past(6)
    history.put(12)
    text = page(editor).text
    assert "Nothing unusual." in text
    assert "going by earlier weeks" in text


def test_what_is_unusual_is_said_first(editor: Client, guide: Guide) -> None:
    """In the guide's words, with the numbers, on its page and on the overview; one press away from visitors."""
    an_unusual_day()
    for address in (NOW, reverse("admin:guide-home", args=["lamp"])):
        found = page(editor, address)
        note = found.words_of("note") if address == NOW else found.text
        assert "the usual number of walks say “Option dark” in the last" in note
        assert "(60, usually" in note
        assert found.links["Say so"] == f"{SAY}?kind=complaint&about=dark"
    assert "Option dark 60" in page(editor).text


def test_the_list_of_guides_names_those_with_something_unusual(editor: Client, guide: Guide) -> None:
    an_unusual_day()
    index = reverse("admin:index")
    assert "Unusual right now" not in page(editor, index).text
    crowds.tend([make_document()])
    assert page(editor, index).links["Unusual right now"] == NOW


def test_editors_see_it_and_publishers_say_it(guide: Guide) -> None:
    """Only who may publish is offered it."""
    an_unusual_day()
    assert "Say so" not in page(someone(EDITOR)).links
    assert "Say so" in page(someone(PUBLISHER)).links


def test_a_guide_that_is_not_live_has_nobody_to_count_or_tell(editor: Client, db: None) -> None:
    Guide.objects.create(slug="lamp", title="Lamp")
    assert "No release of this guide is live" in page(editor).text
    assert editor.get(SAY).headers["Location"] == NOW
    assert editor.post(END).headers["Location"] == NOW


def test_the_form_begins_with_the_guide_s_words(editor: Client, guide: Guide) -> None:
    """Of what is unusual; two hours are chosen."""
    found = page(editor, f"{SAY}?kind=complaint&about=dark")
    assert found.texts("textarea") == ["Many people say “Option dark” right now. You are not the only one."]
    (chosen,) = (one for one in found.tree.iter("option") if "selected" in one.attrib)
    assert chosen.get("value") == "120"
    assert page(editor, f"{SAY}?kind=odd").texts("textarea") == [""]


def test_saying_so_shows_it(guide: Guide) -> None:
    """Who said it, when, and until when stands on the page, and so does the way to end it."""
    publisher = someone(PUBLISHER)
    assert send(publisher, minutes="30").status == 302
    row = Announcement.objects.get()
    assert (row.guide, row.text, row.by, (row.ends_at - row.said_at).seconds) == ("lamp", TEXT, PUBLISHER, 1800)
    text = page(publisher).text
    assert "Visitors read it within a few seconds, until" in text
    assert f"{TEXT} Said by publisher on" in text
    assert "Visitors will stop seeing it within a few seconds." in Page(publisher.post(END, follow=True)).text
    row.refresh_from_db()
    assert row.ended_by == PUBLISHER
    assert "ended by publisher" in page(publisher).text
    assert "Nothing, besides what the guide says." in page(publisher).text
    publisher.post(END)
    assert "it had ended already" in page(publisher).text


@pytest.mark.parametrize(
    ("form", "why"),
    [
        ({"text": ""}, "Write the sentence that visitors should read."),
        ({"text": "x" * 241}, "The sentence has 241 characters, which is too long. Shorten it to 240."),
        ({"text": "Look at [[socket]]."}, "Marks such as [[menu-path]]"),
        ({"minutes": ""}, "Choose how long it stands."),
        ({"minutes": "2880"}, "Choose one of these."),
        ({"text": "odd \u202e text"}, "turns letters around"),
    ],
)
def test_what_cannot_be_said_comes_back_with_the_reason(
    editor: Client, guide: Guide, form: dict[str, str], why: str
) -> None:
    """Nothing that was typed is lost, and nothing is shown."""
    answer = send(editor, **form)
    assert answer.status == 422
    assert why in answer.text
    assert answer.texts("textarea") == [form.get("text", TEXT)]
    assert not Announcement.objects.exists()


def test_two_publishers_do_not_speak_over_each_other(editor: Client, guide: Guide) -> None:
    """Who did not see what was said meanwhile reads it first; sent again, the new sentence takes its place."""
    first = announcing.say("lamp", "It is the grid.", minutes=30, by="eve")
    answer = send(editor)
    assert answer.status == 409
    assert "eve has told visitors something meanwhile: “It is the grid.” Send yours again" in answer.text
    sent = {one.get("name"): one.get("value", "") for one in answer.tree.iter("input")}
    assert (answer.texts("textarea"), sent["replaces"]) == ([TEXT], str(first.pk))
    assert send(editor, replaces=str(first.pk)).status == 302
    assert [one.text for one in Announcement.objects.shown()] == [TEXT]
    announcing.end("lamp", by="eve")
    answer = send(editor, replaces=str(first.pk))
    assert "has ended meanwhile" in answer.text
