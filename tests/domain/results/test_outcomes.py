"""What visitors say of steps."""

import datetime as dt

import pytest
from django.utils import timezone

from diagnostics.domain import live
from diagnostics.domain.live import Findings, LiveGuide
from diagnostics.domain.results import outcomes, result_links
from diagnostics.engine.walk import fold
from diagnostics.models import Outcome, Release
from tests.fixtures import Publish, published
from tests.web.lamp import rich_lamp

__all__ = ["published"]
pytestmark = pytest.mark.django_db
WALK = (("see", "dark"), ("kind", "desk"))


@pytest.fixture
def lamp(published: Publish) -> LiveGuide:
    published(rich_lamp())
    return live.site().guides["lamp"]


def the_release() -> Release:
    """Release 1 of the lamp, as a request finds it."""
    release = outcomes.release("lamp", 1)
    assert release is not None
    return release


def test_the_same_words_count_once_a_day(lamp: LiveGuide, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another walk, step, kind or day is something else."""
    say = outcomes.record
    assert [say(the_release(), WALK, "turn-on", "not") for _ in range(2)] == [True, False]
    assert say(the_release(), WALK, "turn-on", "fixed")
    assert say(the_release(), WALK, "torch", "not")
    assert say(the_release(), WALK[:1], "turn-on", "not")
    tomorrow = timezone.now() + dt.timedelta(days=1)
    monkeypatch.setattr("diagnostics.domain.results.outcomes.timezone.now", lambda: tomorrow)
    assert say(the_release(), WALK, "turn-on", "not")
    assert Outcome.objects.count() == 5


def test_only_what_the_guide_knows_is_kept(lamp: LiveGuide) -> None:
    """An alias becomes the slug; a step that is not there is not recorded, nor anything typed into the address."""
    pairs = (*WALK, ("see", "my name is Ada"), ("who", "me"))
    assert outcomes.record(the_release(), pairs, "bulb-change", "fixed")
    assert not outcomes.record(the_release(), WALK, "prayer", "fixed")
    one = Outcome.objects.get()
    assert (one.step, one.walk, one.day) == ("new-bulb", "see=dark&kind=desk", timezone.now().date())


def test_there_is_no_release_of_every_number(lamp: LiveGuide) -> None:
    """An unknown one is none."""
    assert outcomes.release("lamp", 7) is None


def test_on_a_link_it_counts_for_the_link(lamp: LiveGuide) -> None:
    """Two links of the same walk say it each; the link lives on."""
    walk = fold(lamp.network.guide, WALK)
    one, other = (result_links.make(lamp, walk, Findings()) for _ in range(2))
    assert [outcomes.record(one.release, (), "turn-on", "fixed", link=link) for link in (one, other, one)] == [
        True,
        True,
        False,
    ]
    assert {row.link for row in Outcome.objects.all()} == {one, other}
    assert one.acted_at is not None
    assert Outcome.objects.filter(walk="see=dark&kind=desk").count() == 2


def test_an_outcome_has_no_room_for_a_person() -> None:
    """Release, walk, step, kind, day, perhaps the link: nothing that tells who or when exactly."""
    names = {field.name for field in Outcome._meta.get_fields()}
    assert names == {"id", "release", "walk", "step", "kind", "day", "link", "key"}
