"""Result links: made, found, acted on, ended."""

import datetime as dt
from collections.abc import Iterator

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from diagnostics.content.results import codes, pinning
from diagnostics.domain import live
from diagnostics.domain.live import Findings, LiveGuide, older_releases
from diagnostics.domain.publishing.publishing import publish
from diagnostics.domain.publishing.releases import DamagedRelease
from diagnostics.domain.results import outcomes, result_links
from diagnostics.engine import ENGINE
from diagnostics.engine.walk import fold
from diagnostics.models import Outcome, Recall, Release, ResultLink, ResultTick
from tests.fixtures import Publish, published
from tests.web.lamp import rich_lamp

__all__ = ["published"]
pytestmark = pytest.mark.django_db
NOTHING = Findings()
STEPS = [("see", "dark"), ("kind", "desk"), ("show", "steps")]


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    older_releases.forget()
    yield
    older_releases.forget()


@pytest.fixture
def lamp(published: Publish) -> LiveGuide:
    published(rich_lamp())
    return live.site().guides["lamp"]


def a_link(lamp: LiveGuide, **options: object) -> ResultLink:
    """A link of a walk that is at its steps."""
    return result_links.make(lamp, fold(lamp.network.guide, STEPS), NOTHING, **options)  # type: ignore[arg-type]


def test_a_link_holds_what_was_decided(lamp: LiveGuide) -> None:
    """Release, pairs, findings, engine and decision; nothing else where a visitor made it."""
    found = Findings({"street": "lit"}, dt.datetime(2026, 11, 23, 9, 30, tzinfo=dt.UTC))
    made = result_links.make(lamp, fold(lamp.network.guide, [*STEPS, ("utm", "x"), ("see", "my name")]), found)
    link = ResultLink.objects.get()
    assert link == made
    assert (link.release.guide, link.release.number, link.engine) == ("lamp", 1, ENGINE)
    assert link.walk == "see=dark&kind=desk&show=steps"
    assert link.findings == '{"answers":{"street":"lit"},"checked_at":"2026-11-23T09:30:00Z"}'
    expected = pinning.pin_decision(lamp.network, lamp.document, fold(lamp.network.guide, STEPS), found.answers)
    assert link.decision == pinning.write(expected)
    assert (link.made_by, link.note, link.reference, link.acted_at, link.revoked_at) == (None, "", "", None, None)
    assert isinstance(codes.read(link.code), codes.Code)


def test_the_table_has_no_room_for_a_person() -> None:
    """No column could hold who the visitor is."""
    assert {field.name for field in ResultLink._meta.concrete_fields} == {
        *(
            "id",
            "code",
            "release",
            "walk",
            "findings",
            "engine",
            "decision",
            "made_at",
            "made_by",
            "owner",
            "made_with",
        ),
        *("acted_at", "days", "ends_at", "revoked_at", "revoked_why", "note", "reference"),
    }
    assert {field.name for field in ResultTick._meta.concrete_fields} == {"id", "link", "step", "at"}


def test_an_agent_adds_a_note_a_reference_and_a_life(lamp: LiveGuide) -> None:
    """A note for the customer, a reference for agents, and how long it lives."""
    ada = User.objects.create_user("ada")
    link = a_link(lamp, by=ada, note=" Try this first. ", reference="T-1", days=7)
    assert link.owner == ada
    assert (link.made_by, link.note, link.reference, link.days) == (ada, "Try this first.", "T-1", 7)
    assert link.ends_at - link.made_at == dt.timedelta(days=7)
    assert list(ResultLink.objects.of(ada)) == [link]


@pytest.mark.parametrize("options", [{"note": "n" * 501}, {"reference": "r" * 121}])
def test_what_is_too_long_is_refused(lamp: LiveGuide, options: dict[str, str]) -> None:
    """A note has 500 characters at most, whatever the database would take."""
    with pytest.raises(ValidationError):
        a_link(lamp, **options)
    assert not ResultLink.objects.exists()


def test_a_code_that_is_taken_is_drawn_again(lamp: LiveGuide, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two links never share a code; where no free one is found, none is made."""
    first = a_link(lamp)
    drawn = iter([first.code, first.code, "b" * 12])
    monkeypatch.setattr(codes, "new", lambda: next(drawn))
    assert a_link(lamp).code == "b" * 12
    monkeypatch.setattr(codes, "new", lambda: first.code)
    with pytest.raises(ValidationError):
        a_link(lamp)


def test_a_link_is_found_while_it_lives(lamp: LiveGuide, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    """Open, then ended; revoked whatever its age; unknown where there is none. One query each."""
    link = a_link(lamp)
    with django_assert_num_queries(1):
        assert result_links.find_open(link.code) == link
    assert (result_links.find("b" * 12), result_links.find_open("b" * 12)) == (None, None)
    ResultLink.objects.update(ends_at=timezone.now())
    assert _find(link) == (link, "ended", None)
    result_links.revoke(link, why=" Wrong customer ")
    assert _find(link) == (link, "revoked", None)
    assert ResultLink.objects.get().revoked_why == "Wrong customer"


def _find(link: ResultLink) -> tuple[ResultLink | None, str, ResultLink | None]:
    found = result_links.find(link.code)
    return found, result_links.state(found) if found else "", result_links.find_open(link.code)


def test_what_it_shows_comes_back(lamp: LiveGuide) -> None:
    """With the texts of its release, whatever is live."""
    link = a_link(lamp)
    moment = result_links.moment(link)
    assert moment.here.document == lamp.document
    assert moment.here.release.published_at == Release.objects.get().created_at
    assert moment.walk == fold(lamp.network.guide, STEPS)
    assert pinning.write(moment.pin) == link.decision
    assert moment.findings == NOTHING
    assert moment.withdrawn == {}


def test_acting_on_it_makes_it_live_on(lamp: LiveGuide, settings: Settings) -> None:
    """From then it has its whole life again; a later change of the setting changes nothing."""
    settings.RESULT_LINK_DAYS = 10
    link = a_link(lamp)
    settings.RESULT_LINK_DAYS = 99
    ResultLink.objects.update(ends_at=timezone.now() + dt.timedelta(hours=1))
    result_links.touch(link)
    link.refresh_from_db()
    assert link.acted_at is not None
    assert link.ends_at - link.acted_at == dt.timedelta(days=10)


def test_steps_are_ticked_off_once(lamp: LiveGuide) -> None:
    """A tick is one row; it can be taken back; both are something that the visitor did."""
    link = a_link(lamp)
    result_links.tick(link, "turn-on")
    first = result_links.tick_times(link)
    result_links.tick(link, "turn-on")
    assert result_links.tick_times(link) == first
    assert list(first) == ["turn-on"]
    assert link.acted_at is not None
    result_links.untick(link, "turn-on")
    assert result_links.tick_times(link) == {}


def test_withdrawals_are_dated_by_the_first(lamp: LiveGuide) -> None:
    """A step that is withdrawn twice is withdrawn since the first time; a release with all its steps."""
    link = a_link(lamp)
    release, at = Release.objects.get(), dt.datetime(2026, 12, 1, tzinfo=dt.UTC)
    for days, steps in enumerate((["torch"], ["torch", "turn-on"], [])):
        Recall.objects.create(release=release, steps=steps, at=at + dt.timedelta(days=days), by="ada", why="harm")
    since = result_links.moment(link).withdrawn
    assert (since["torch"], since["turn-on"], since["candle"]) == tuple(at + dt.timedelta(days=n) for n in range(3))


def test_older_releases_are_found_for_older_pages(published: Publish, lamp: LiveGuide) -> None:
    """Unless there is none of this number, it was withdrawn whole, or is damaged."""
    published(rich_lamp(working="It shines"))
    older = result_links.release_on_page("lamp", 1)
    assert older is not None
    assert older.document == lamp.document
    assert result_links.release_on_page("lamp", 3) is None
    Release.objects.bulk_create([Release(guide="lamp", number=9, text="{}", sha256="0" * 64, schema=1)])
    assert result_links.release_on_page("lamp", 9) is None
    Recall.objects.create(release=Release.objects.get(number=1), steps=[], by="ada", why="harm")
    assert result_links.release_on_page("lamp", 1) is None


def test_damaged_releases_are_not_shown(lamp: LiveGuide) -> None:
    """The text is checked against its hash when it is loaded."""
    link = a_link(lamp)
    (damaged,) = Release.objects.bulk_create([Release(guide="lamp", number=2, text="{}", sha256="0" * 64, schema=1)])
    ResultLink.objects.update(release=damaged)
    link.refresh_from_db()
    with pytest.raises(DamagedRelease):
        result_links.moment(link)


def test_the_last_releases_stay_loaded(lamp: LiveGuide, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same release is the same object until others have pushed it out."""
    monkeypatch.setattr(older_releases, "CACHED", 1)
    first = Release.objects.get()
    guide = older_releases.guide(first)
    assert older_releases.guide(first) is guide
    rich = rich_lamp(working="It shines")
    from diagnostics.domain import drafts

    drafts.replace(rich)
    older_releases.guide(publish("lamp", note="", by="tester").publication.release)
    assert older_releases.guide(first) is not guide


def test_pruning_takes_what_ended_long_ago(lamp: LiveGuide) -> None:
    """The oldest first, so many at a time; ticks go along, what was said of steps stays."""
    long_ago = timezone.now() - dt.timedelta(days=result_links.KEPT_DAYS)
    links = [a_link(lamp) for _ in range(4)]
    outcomes.record(links[0], "turn-on", "fixed")
    result_links.tick(links[0], "turn-on")
    for days, link in zip((0, 1, 2), links, strict=False):
        ResultLink.objects.filter(pk=link.pk).update(ends_at=long_ago - dt.timedelta(days=days))
    ResultLink.objects.filter(pk=links[3].pk).update(ends_at=long_ago + dt.timedelta(hours=1))

    assert result_links.prune(most=2) == 2
    assert set(ResultLink.objects.all()) == {links[0], links[3]}
    assert result_links.prune(most=2) == 1
    assert result_links.prune(most=2) == 0
    assert not ResultTick.objects.exists()
    assert Outcome.objects.get().link is None
