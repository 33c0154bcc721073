"""What a visitor says of a step on the page of a link."""

import datetime as dt

import pytest
from django.utils import timezone

from diagnostics.domain import live
from diagnostics.domain.live import Findings, LiveGuide
from diagnostics.domain.results import outcomes, result_links
from diagnostics.engine.walk import fold
from diagnostics.models import Outcome, ResultLink
from tests.fixtures import Publish, published
from tests.web.lamp import rich_lamp

__all__ = ["published"]
pytestmark = pytest.mark.django_db
WALK = (("see", "dark"), ("kind", "desk"))


@pytest.fixture
def lamp(published: Publish) -> LiveGuide:
    published(rich_lamp())
    return live.site().guides["lamp"]


@pytest.fixture
def link(lamp: LiveGuide) -> ResultLink:
    return result_links.make(lamp, fold(lamp.network.guide, WALK), Findings())


def test_the_same_words_count_once_a_day(link: ResultLink, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another step, kind or day is something else."""
    assert [outcomes.record(link, "turn-on", "not") for _ in range(2)] == [True, False]
    assert outcomes.record(link, "turn-on", "fixed")
    assert outcomes.record(link, "torch", "not")
    tomorrow = timezone.now() + dt.timedelta(days=1)
    monkeypatch.setattr("diagnostics.domain.results.outcomes.timezone.now", lambda: tomorrow)
    assert outcomes.record(link, "turn-on", "not")
    assert Outcome.objects.count() == 4


def test_two_links_of_the_same_walk_say_it_each(lamp: LiveGuide, link: ResultLink) -> None:
    """With the walk of the link and the cause that it speaks for; and the link lives on."""
    other = result_links.make(lamp, fold(lamp.network.guide, WALK), Findings())
    assert [outcomes.record(one, "turn-on", "fixed") for one in (link, other)] == [True, True]
    assert {row.link for row in Outcome.objects.all()} == {link, other}
    assert {(row.walk, row.cause, row.place) for row in Outcome.objects.all()} == {
        ("see=dark&kind=desk", "switch", "home")
    }
    assert link.acted_at is not None


def test_a_step_that_the_release_does_not_know_is_not_recorded(link: ResultLink) -> None:
    assert not outcomes.record(link, "prayer", "fixed")
    assert not Outcome.objects.exists()
