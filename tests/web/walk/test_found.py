"""What the server found out by itself."""

from datetime import UTC, datetime

from django.http import HttpRequest
from django.test import RequestFactory
from django_htmx.middleware import HtmxDetails

from diagnostics.domain.live import Findings, LiveGuide
from diagnostics.engine.walk import fold
from diagnostics.web.walk.scene import Scene
from diagnostics.web.walk.screens import render_screen, screen
from tests.web.page import Page

AT = datetime(2026, 11, 23, 14, 5, tzinfo=UTC)


def look(lamp_to_read: LiveGuide, found: str, *pairs: tuple[str, str]) -> Page:
    """A moment of a walk while the server knows about the street."""
    scene = Scene.of(lamp_to_read, fold(lamp_to_read.network.guide, pairs), Findings({"street": found}, AT))
    return Page(render_screen(request(), scene, screen(scene)))


def request() -> HttpRequest:
    made = RequestFactory().get("/")
    made.htmx = HtmxDetails(made)  # type: ignore[attr-defined]
    return made


def test_an_unusual_finding_comes_first(lamp_to_read: LiveGuide) -> None:
    """It says what was found and when it was last looked at."""
    page = look(lamp_to_read, "dark", ("see", "dark"))

    assert page.words_of("notice") == "The street is dark. We checked on 23 November 2026, 14:05 UTC. Is it over?"


def test_a_finding_stands_among_the_answers(lamp_to_read: LiveGuide) -> None:
    """It can be overruled like an answer."""
    page = look(lamp_to_read, "dark", ("see", "dark"))

    assert "Street: The street is dark (this site looked it up) Change Street" in page.text


def test_a_usual_finding_is_no_news(lamp_to_read: LiveGuide) -> None:
    """That all is well needs no notice."""
    assert look(lamp_to_read, "lit", ("see", "dark")).elements(class_="notice") == []


def test_the_visitor_overrules_a_finding(lamp_to_read: LiveGuide) -> None:
    """What the visitor says about it counts."""
    page = look(lamp_to_read, "dark", ("see", "dark"), ("street", "lit"))

    assert page.elements(class_="notice") == []
    assert "(this site looked it up)" not in page.text


def test_a_finding_decides(lamp_to_read: LiveGuide) -> None:
    """It enters the decision like an answer."""
    page = look(lamp_to_read, "dark", ("kind", "desk"), ("see", "dark"), ("show", "steps"))

    assert page.heading == "1. Wait until the power is back"


def test_a_beginning_is_told_with_its_day_where_it_may_be_another(lamp_to_read: LiveGuide) -> None:
    """A few hours before the look, the hour is enough; what is longer ago may be yesterday where somebody reads."""

    def notice(since: datetime) -> str:
        found = Findings({"street": "dark"}, AT, since={"street": since})
        scene = Scene.of(lamp_to_read, fold(lamp_to_read.network.guide, [("see", "dark")]), found)
        return Page(render_screen(request(), scene, screen(scene))).words_of("notice")

    assert "dark. Since 10:02 UTC. We checked on 23 November 2026, 14:05 UTC." in notice(AT.replace(hour=10, minute=2))
    assert "Since 23 November 2026, 00:10 UTC." in notice(AT.replace(hour=0, minute=10))
    assert "Since 22 November 2026, 14:05 UTC." in notice(AT.replace(day=22))
