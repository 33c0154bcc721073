"""What came of a step is recorded, and the visitor goes on either way."""

import pytest
from django.test import Client

from diagnostics.content.results import codes
from diagnostics.domain import live
from diagnostics.domain.live import LiveGuide, LiveSite
from diagnostics.domain.safeguards import database_guard, limits
from diagnostics.models import Outcome, ResultLink
from tests.web.page import Page
from tests.web.results.pinned import OURS, look_at, post, share_walk

pytestmark = pytest.mark.django_db
WALK = "see=dark&kind=desk"


def says(kind: str, step: str = "turn-on", guide: str = "lamp", **form: str) -> str:
    """Where a visitor comes to who says this."""
    sent = {"walk": WALK, "step": step, "kind": kind, "release": "1"} | form
    response = Client().post(f"/{guide}/outcome/", sent, headers=OURS)
    assert response.status_code == 303
    return str(response.headers["Location"])


@pytest.mark.parametrize(
    ("kind", "after"), [("fixed", "worked"), ("explained", "worked"), ("not", "tried"), ("helped", "tried")]
)
def test_what_is_said_is_recorded_and_leads_on(lamp: LiveGuide, kind: str, after: str) -> None:
    """One row, and the address of the walk after it."""
    assert says(kind) == f"/lamp/check/?{WALK}&{after}=turn-on"
    row = Outcome.objects.get()
    assert (row.kind, row.step, row.walk, row.release.number, row.link) == (kind, "turn-on", WALK, 1, None)


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
    assert not Outcome.objects.exists()


def test_a_damaged_release_stops_nobody(lamp: LiveGuide) -> None:
    """It is logged, and the visitor goes on."""
    from diagnostics.models import Release

    Release.objects.bulk_create([Release(guide="lamp", number=9, text="{}", sha256="0" * 64, schema=1)])
    assert says("fixed", release="9") == f"/lamp/check/?{WALK}&worked=turn-on"


def test_the_visitor_goes_on_without_a_database(lamp: LiveGuide, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is recorded, and nobody waits."""
    monkeypatch.setattr(database_guard, "_away_until", float("inf"))
    assert says("not") == f"/lamp/check/?{WALK}&tried=turn-on"


def test_the_visitor_goes_on_beyond_the_limit(lamp: LiveGuide) -> None:
    """What comes too often is not recorded."""
    limits.spend(limits.TELLING, "127.0.0.1", limits.TELLING.most)
    assert says("not") == f"/lamp/check/?{WALK}&tried=turn-on"
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
    assert not Outcome.objects.exists()


def test_the_guide_of_a_link_may_be_renamed_or_gone(lamp: LiveGuide) -> None:
    """Under its new name the walk goes on; where it is gone, the page of the link comes again."""
    address = share_walk(WALK)
    code = ResultLink.objects.get().code
    assert says("not", guide="old-lamp") == f"/lamp/check/?{WALK}&tried=turn-on"
    with live.site_override(LiveSite()):
        assert says("not", link=code) == address
        assert post("/lamp/outcome/", walk=WALK, step="turn-on", kind="not").status == 404


def test_looking_records_nothing(lamp: LiveGuide) -> None:
    """Whoever opens the address of the form comes to the guide."""
    assert Client().get("/lamp/outcome/").headers["Location"] == "/lamp/"
