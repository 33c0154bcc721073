"""What came of a step is recorded, and the visitor goes on either way."""

from collections.abc import Iterator

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from diagnostics.content.results import codes
from diagnostics.domain import live, outcomes
from diagnostics.domain.live import LiveGuide, LiveSite
from diagnostics.domain.outcomes import queue
from diagnostics.domain.safeguards import limits
from diagnostics.models import LostOutcome, Outcome, ResultLink
from tests.away import database_is_away
from tests.web.page import Page
from tests.web.results.pinned import OURS, look_at, post, share_walk

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_said() -> Iterator[None]:
    outcomes.forget()
    yield
    outcomes.forget()


WALK = "see=dark&kind=desk"


def says(kind: str, step: str = "turn-on", guide: str = "lamp", **form: str) -> str:
    """Where a visitor comes to who says this."""
    sent = {"walk": WALK, "step": step, "kind": kind, "release": "1"} | form
    response = Client().post(f"/{guide}/outcome/", sent, headers=OURS)
    assert response.status_code == 303
    return str(response.headers["Location"])


@pytest.mark.parametrize(
    ("kind", "after"),
    [
        ("fixed", "worked"),
        ("explained", "worked"),
        ("not", "tried"),
        ("helped", "tried"),
        ("cannot", "cannot"),
        ("cannot-find", "cannot"),
    ],
)
def test_what_is_said_is_recorded_and_leads_on(lamp: LiveGuide, kind: str, after: str) -> None:
    """One row, and the address of the walk after it."""
    assert says(kind) == f"/lamp/check/?{WALK}&{after}=turn-on"
    outcomes.flush()
    row = Outcome.objects.get()
    assert (row.kind, row.step, row.walk, row.release.number, row.link) == (
        kind.partition("-")[0],
        "turn-on",
        WALK,
        1,
        None,
    )
    assert row.why == kind.partition("-")[2]


@pytest.mark.parametrize("headers", [{}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}])
def test_a_browser_that_does_not_say_where_it_was_leads_on_all_the_same(
    lamp: LiveGuide, headers: dict[str, str]
) -> None:
    """Nothing counts, since another site may have sent it."""
    sent = {"walk": WALK, "step": "turn-on", "kind": "not", "release": "1"}
    response = Client(enforce_csrf_checks=True).post("/lamp/outcome/", sent, headers=headers)
    assert (response.status_code, response.headers["Location"]) == (303, f"/lamp/check/?{WALK}&tried=turn-on")
    outcomes.flush()
    assert not Outcome.objects.exists()


@pytest.mark.parametrize(
    ("form", "address"),
    [
        ({"kind": "sung"}, f"/lamp/check/?{WALK}&tried=turn-on"),
        ({"kind": "fixed", "release": "7"}, f"/lamp/check/?{WALK}&worked=turn-on"),
        ({"kind": "fixed", "release": ""}, f"/lamp/check/?{WALK}&worked=turn-on"),
        ({"kind": "fixed", "step": "prayer"}, f"/lamp/check/?{WALK}"),
        ({"kind": "fixed", "step": "", "walk": ""}, "/lamp/check/"),
    ],
)
def test_what_makes_no_sense_leads_on_unrecorded(lamp: LiveGuide, form: dict[str, str], address: str) -> None:
    """An unknown release, step or kind."""
    assert says(**{"kind": "", **form}) == address
    outcomes.flush()
    assert not Outcome.objects.exists()
    lost = LostOutcome.objects.values_list("guide", "why", "count")
    assert list(lost) == ([] if form["kind"] == "sung" else [("lamp", "unknown", 1)])


def test_a_damaged_release_stops_nobody(lamp: LiveGuide) -> None:
    """It is logged, and the visitor goes on."""
    from diagnostics.models import Release

    Release.objects.bulk_create([Release(guide="lamp", number=9, text="{}", sha256="0" * 64, schema=1)])
    assert says("fixed", release="9") == f"/lamp/check/?{WALK}&worked=turn-on"
    outcomes.flush()
    assert list(LostOutcome.objects.values_list("why", "count")) == [("unknown", 1)]


def test_an_ordinary_walk_asks_the_database_nothing(
    lamp: LiveGuide, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """Nor the cache: what was said waits in memory."""
    with django_assert_num_queries(0):
        assert says("not") == f"/lamp/check/?{WALK}&tried=turn-on"
    outcomes.flush()
    assert Outcome.objects.count() == 1


def test_the_customer_of_a_link_goes_on_without_a_database(lamp: LiveGuide) -> None:
    """Nobody waits."""
    share_walk(WALK)
    code = codes.format_code(ResultLink.objects.get().code)
    with database_is_away():
        assert says("not", link=code, release="") == f"/lamp/check/?{WALK}&tried=turn-on&link={code}"


def test_the_visitor_goes_on_beyond_the_limit(lamp: LiveGuide, monkeypatch: pytest.MonkeyPatch) -> None:
    """What comes too often is not recorded, and that is counted."""
    monkeypatch.setattr(queue, "MOST_OF_ONE", 1)
    for step in ("turn-on", "torch", "new-bulb"):
        says("not", step)
    outcomes.flush()
    assert [row.step for row in Outcome.objects.all()] == ["turn-on"]
    assert list(LostOutcome.objects.values_list("why", "count")) == [("often", 2)]


def test_the_customer_of_a_link_goes_on_beyond_the_limit(lamp: LiveGuide) -> None:
    share_walk(WALK)
    limits.spend(limits.TELLING, "127.0.0.1", limits.TELLING.most)
    says("not", link=ResultLink.objects.get().code)
    assert not Outcome.objects.exists()


def test_in_a_preview_the_buttons_lead_on_and_nothing_counts(lamp: LiveGuide) -> None:
    """Inside the preview."""
    editor = Client()
    editor.force_login(User.objects.create_superuser("ada", password="x"))
    sent = {"walk": WALK, "step": "turn-on", "kind": "fixed", "release": "1"}
    response = editor.post("/preview/draft/lamp/outcome/", sent, headers=OURS)
    assert response.headers["Location"] == f"/preview/draft/lamp/check/?{WALK}&worked=turn-on"
    outcomes.flush()
    assert not Outcome.objects.exists()


def test_buttons_of_a_link_say_it_for_the_link(lamp: LiveGuide) -> None:
    """The form on the page of a link, as it stands there, records the outcome of the link and lets it live on."""
    address = share_walk(f"{WALK}&show=steps")
    page = look_at(address)
    form = next(one for one in page.elements(class_="outcome") if one.tag == "form")
    fields = {one.get("name", ""): one.get("value", "") for one in form.iter("input")}
    response = Client().post(form.get("action", ""), fields | {"kind": "fixed"}, headers=OURS)

    link = ResultLink.objects.get()
    after = f"/lamp/check/?{WALK}&show=steps&worked=turn-on&link={codes.format_code(link.code)}"
    assert response.headers["Location"] == after
    assert Outcome.objects.get().link == link
    assert link.acted_at is not None
    assert Page(Client().get(response.headers["Location"])).heading == "It lights now"


def test_a_link_that_has_ended_records_nothing(lamp: LiveGuide) -> None:
    """Nor one that does not exist: then it is a walk like any other, where the release is known."""
    share_walk(WALK)
    link = ResultLink.objects.get()
    ResultLink.objects.update(ends_at=link.made_at)
    says("fixed", link=link.code, release="")
    says("fixed", link="nonsense", release="")
    outcomes.flush()
    assert not Outcome.objects.exists()


def test_the_guide_of_a_link_may_be_renamed_or_gone(lamp: LiveGuide) -> None:
    """Under its new name the walk goes on; where it is gone, the page of the link comes again."""
    address = share_walk(WALK)
    code = ResultLink.objects.get().code
    assert says("not", guide="old-lamp") == f"/lamp/check/?{WALK}&tried=turn-on"
    with live.site_override(LiveSite()):
        assert says("not", link=code, release="") == address
        assert post("/lamp/outcome/", walk=WALK, step="turn-on", kind="not").status == 404


def test_looking_records_nothing(lamp: LiveGuide) -> None:
    """Whoever opens the address of the form comes to the guide."""
    assert Client().get("/lamp/outcome/").headers["Location"] == "/lamp/"


def test_codes_cannot_be_tried_by_telling(lamp: LiveGuide) -> None:
    """Not on a guide that is not there, and only a few an hour."""
    code = share_walk(WALK).strip("/").split("/")[-1]
    sent = {"walk": WALK, "step": "turn-on", "kind": "fixed", "link": code}
    assert Client().post("/nothing/outcome/", sent, headers=OURS).status_code == 404
    for _ in range(20):
        Client().post("/lamp/outcome/", sent | {"link": codes.new()}, headers=OURS)
    Client().post("/lamp/outcome/", sent, headers=OURS)
    assert not Outcome.objects.exists()
