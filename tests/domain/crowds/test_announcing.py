"""What editors tell visitors."""

import datetime as dt

import pytest
from django.utils import timezone

from diagnostics.domain.crowds import announcing
from diagnostics.domain.crowds.announcing import NotSaid, Overtaken, current, end, notices, say
from diagnostics.models import Announcement, Guide

pytestmark = pytest.mark.django_db
TEXT = "Many lamps are dark today."


def test_a_sentence_is_shown_until_its_end() -> None:
    """Who said it and when is kept."""
    said = say("lamp", TEXT, minutes=120, by="ada")
    assert current("lamp") == said
    assert (said.by, said.ends_at - said.said_at) == ("ada", dt.timedelta(hours=2))
    assert notices()["lamp"].text == TEXT
    Announcement.objects.update(ends_at=timezone.now())
    assert (current("lamp"), notices()) == (None, {})


def test_lines_become_one() -> None:
    """A sentence stands in one line, however it was typed."""
    assert say("lamp", " Many lamps\r\nare dark. ", minutes=30, by="ada").text == "Many lamps are dark."


def test_it_may_be_ended_before() -> None:
    """Once; who ended it and when is kept."""
    say("lamp", TEXT, minutes=120, by="ada")
    assert end("lamp", by="eve")
    assert not end("lamp", by="ada")
    (row,) = Announcement.objects.all()
    assert row.ended_by == "eve"
    assert row.ended_at
    assert current("lamp") is None


def test_a_new_sentence_takes_the_place_of_the_old_one() -> None:
    """Of this guide; another one's stays."""
    first = say("lamp", TEXT, minutes=120, by="ada")
    say("torch", "Batteries are out.", minutes=30, by="ada")
    say("lamp", "It is over soon.", minutes=30, by="eve", replaces=first.pk)
    assert {guide: one.text for guide, one in notices().items()} == {
        "lamp": "It is over soon.",
        "torch": "Batteries are out.",
    }
    first.refresh_from_db()
    assert first.ended_by == "eve"


def test_who_has_not_seen_what_is_shown_replaces_nothing() -> None:
    first = say("lamp", TEXT, minutes=120, by="ada")
    for seen in (None, first.pk + 1):
        with pytest.raises(Overtaken):
            say("lamp", "Other.", minutes=30, by="eve", replaces=seen)
    assert current("lamp") == first


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("  ", "Write the sentence"),
        ("x" * 241, "241 characters"),
        ("see [[socket]]", "[[menu-path]]"),
        ("your {{lamp}}", "{{term}}"),
        ("\u202eback", "turns letters around"),
        ("nul\0", "control character"),
    ],
)
def test_what_visitors_could_not_read_is_not_said(text: str, why: str) -> None:
    """The refusal says what is wrong."""
    with pytest.raises(NotSaid) as refused:
        say("lamp", text, minutes=30, by="ada")
    assert why in str(refused.value)
    assert not Announcement.objects.exists()


def test_a_renamed_guide_keeps_what_was_said() -> None:
    """It is found, and ended, under either name."""
    said = say("torch", TEXT, minutes=30, by="ada")
    Guide.objects.create(slug="lamp", title="Lamp", aliases=["torch"])
    assert current("lamp") == said
    assert list(announcing.of("lamp")) == [said]
    assert end("lamp", by="ada")
