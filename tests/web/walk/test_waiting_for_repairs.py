"""The starter guide's waits: of a repair that needs time, and of a wait that nothing speaks for any more."""

import pytest
from django.utils import timezone

from diagnostics.domain.live import LiveGuide
from tests.web.page import Page, Visitor, pairs

pytestmark = pytest.mark.django_db
TOGGLE = "see=waiting&device=iphone&waiting=toggle-both"
OUTAGE = "see=not-delivered&device=iphone&who=everybody&apple-status={}&waiting=wait-outage"


def look(visitor: Visitor, walk: str) -> Page:
    """The page of a wait that begins now."""
    return visitor.get(f"/imessage/check/?{walk}&since={timezone.now():%Y%m%dT%H%M}")


def test_a_repair_says_what_was_done_and_how_long_it_can_take(visitor: Visitor, starter: LiveGuide) -> None:
    """How it is done stays to be read again, and nothing else is to be changed."""
    page = look(visitor, TOGGLE)

    assert (
        page.words_of("lead")
        == "You have done this, and now it needs time: Turn iMessage and FaceTime off and on, once"
    )
    assert page.words_of("until") == "It can take about an hour."
    assert "Until then, change nothing but what is listed under “meanwhile”." in page.text
    assert "Read again what to do" in page.texts("summary")


def test_who_does_not_want_to_wait_has_done_it_all_the_same(visitor: Visitor, starter: LiveGuide) -> None:
    """It counts as done before, and the walk goes on."""
    after = visitor.get(look(visitor, TOGGLE).links["I don’t want to wait"])

    assert ("did", "toggle-both") in pairs(
        after.response.request["PATH_INFO"] + "?" + after.response.request["QUERY_STRING"]
    )
    assert "Done before: Turn iMessage and FaceTime off and on, once" in after.words_of("said")


def test_a_wait_without_a_reason_asks_at_once(visitor: Visitor, starter: LiveGuide) -> None:
    """When the outage is over there is nothing to wait for, and waiting longer is not offered."""
    assert look(visitor, OUTAGE.format("imessage")).heading.startswith("Wait until ")
    page = look(visitor, OUTAGE.format("green"))

    assert page.heading == "Did it work?"
    assert "Going by what is known now, there is nothing left to wait for." in page.text
    assert "I need longer" not in page.links


def test_what_is_not_known_any_more_ends_no_wait(visitor: Visitor, starter: LiveGuide) -> None:
    """A feed that cannot be read speaks neither for the wait nor against it."""
    known_once = OUTAGE.format("imessage").replace("&apple-status=imessage", "")

    assert look(visitor, known_once).heading.startswith("Wait until ")
