"""Going on from a result link: ticks, and what was withdrawn meanwhile."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from diagnostics.domain.live import LiveGuide
from diagnostics.models import Recall, Release, ResultLink, ResultTick
from tests.fixtures import Publish
from tests.web.results.pinned import look_at, post, share_walk

pytestmark = pytest.mark.django_db
WALK = "see=dark&kind=desk&show=steps"


@pytest.fixture
def address(lamp: LiveGuide) -> str:
    """The address of a link whose page shows steps."""
    return share_walk(WALK, release="1")


def form(address: str, ending: str) -> str:
    return address.rstrip("/") + ending


def test_steps_are_ticked_off_without_javascript(address: str) -> None:
    """A form ticks a step, another one takes it back; the page comes again at the same place."""
    page = post(address, do="tick", step="turn-on")
    assert (page.status, page.response.headers["Location"]) == (303, f"{address}#tick-turn-on")
    assert "✓ You have done this. Take that back Turn the lamp on" in look_at(address).text
    assert [tick.step for tick in ResultTick.objects.all()] == ["turn-on"]
    post(address, do="untick", step="turn-on")
    assert "You have done this" not in look_at(address).text


def test_a_link_can_be_kept_longer(address: str) -> None:
    """Nothing else counts as something that the visitor did."""
    ResultLink.objects.update(ends_at=timezone.now() + dt.timedelta(hours=1))
    assert post(address, do="keep").response.headers["Location"] == f"{address}#kept"
    link = ResultLink.objects.get()
    assert link.acted_at is not None
    assert link.ends_at > timezone.now() + dt.timedelta(days=179)


@pytest.mark.parametrize("form_", [{"do": "sing"}, {"do": "tick", "step": "prayer"}, {"do": "untick", "step": ""}, {}])
def test_what_makes_no_sense_changes_nothing(address: str, form_: dict[str, str]) -> None:
    """The page comes again."""
    assert post(address, **form_).status == 303
    assert ResultLink.objects.get().acted_at is None
    assert not ResultTick.objects.exists()


def test_others_may_not_post(address: str) -> None:
    """A page elsewhere ticks nothing off."""
    assert Client().post(address, {"do": "keep"}, headers={"Origin": "https://evil.example"}).status_code == 403
    assert Client().put(address).status_code == 405
    assert ResultLink.objects.get().acted_at is None


def test_a_withdrawn_step_says_so_and_nothing_of_how(published: Publish, address: str) -> None:
    """In every form; the other steps stay as they are, and the answer of today is one link away."""
    before = look_at(address)
    at = dt.datetime(2026, 12, 24, 12, tzinfo=dt.UTC)
    Recall.objects.create(release=Release.objects.get(), steps=["turn-on"], at=at, by="ada", why="harm")
    page = look_at(address)
    assert "We withdrew this step on 24 December 2026. Leave it alone." in page.words_of("open")
    assert "On 24 December 2026 we withdrew a step on this page" in page.text
    assert page.links["See today’s answer"] == f"/lamp/check/?{WALK}&link={address.split('/')[2]}"
    assert not [one for one in page.tree.iter("form") if one.get("id") == "tick-turn-on"]
    assert "It lights now" not in page.texts("button")
    assert "Do turn-on" not in page.text
    assert page.texts("details")[0] == before.texts("details")[0]
    assert "1. Turn the lamp on (withdrawn since then)" in Client().get(form(address, ".txt")).content.decode()
    first = Client().get(form(address, ".json")).json()["decision"]["steps"][0]
    assert (first["withdrawn_at"], first["reason"]) == ("2026-12-24T12:00:00Z", "")


@pytest.mark.parametrize(
    "walk",
    [
        "see=dark",
        WALK,
        "see=lit&kind=desk&show=steps",
        "see=dark&kind=desk&street=lit&tried=turn-on&tried=new-bulb&tried=reset-fuses&tried=torch&show=steps",
        "see=dark&kind=desk&worked=new-bulb",
    ],
)
def test_a_withdrawn_release_says_nothing_of_how(lamp: LiveGuide, walk: str) -> None:
    """Steps, verdict, whom to ask and what keeps it fixed: none of it is left."""
    address = share_walk(walk, release="1")
    Recall.objects.create(release=Release.objects.get(), steps=[], by="ada", why="harm")
    page = look_at(address)
    assert page.status == 200
    assert "we withdrew this version of the guide, so the page no longer says how things are done." in page.text
    for instructions in (
        "Do turn-on",
        "Do nothing-broken",
        "Do electrician",
        "Do candle",
        "spare bulb",
        "three pounds",
    ):
        assert instructions not in page.text, instructions
