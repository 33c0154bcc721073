"""The decision for a walk, kind by kind."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from diagnostics.domain import crowds, live
from diagnostics.domain.crowds import announcing
from diagnostics.domain.live import LiveGuide
from tests.fixtures import Publish
from tests.web.api.asking import SITE, ask, decide
from tests.web.lamp import lamp_with_facts
from tests.web.page import Page

pytestmark = pytest.mark.django_db


def test_a_question_comes_with_what_each_answer_leads_to(lamp_to_read: LiveGuide) -> None:
    decision = decide()
    question = decision["question"]
    assert (decision["move"], question["slug"], question["why"]) == ("ask", "see", "It says most.")
    assert question["how"]["text"] == "Look at the lamp."
    dark = question["options"][0]
    assert (dark["value"], dark["text"], dark["hint"], dark["chosen"]) == (
        "dark",
        "It stays dark",
        "Not even a glow.",
        False,
    )
    assert dark["next"] == f"{SITE}/api/v1/guides/lamp/decision?see=dark"
    assert ask(dark["next"])["said"]["answers"][0]["option"] == "dark"


def test_an_answer_is_given_by_appending_it(lamp_to_read: LiveGuide) -> None:
    """Also one that is given anew: it keeps its place and the last one counts."""
    decision = decide("see=dark&kind=desk")
    again = decide(f"{decision['walk']}&see=flicker")
    assert again["walk"] == "see=flicker&kind=desk"


def test_steps_come_whole_and_in_order(lamp_to_read: LiveGuide) -> None:
    decision = decide("see=dark&kind=ceiling&street=lit&tried=turn-on&supplier=acme&show=steps")
    assert decision["move"] == "offer"
    bulb = decision["steps"][0]
    assert (bulb["slug"], bulb["number"], bulb["facts"][0]) == ("new-bulb", 2, "5 minutes")
    assert bulb["reason"]
    assert bulb["instructions"] == {
        "text": "1. Fetch a ladder to Ceiling › Hook.",
        "html": bulb["instructions"]["html"],
        "whom": "Ceiling lamp",
    }
    assert [one["whom"] for one in bulb["variants"]] == ["Desk lamp"]
    assert bulb["carrier"]["note"]["text"] == "Acme sells bulbs too."
    assert ask(bulb["next"]["tried"])["walk"].endswith("tried=new-bulb&show=steps")
    assert [one["slug"] for one in decision["workarounds"]] == ["candle"]
    assert decision["said"]["steps"] == [
        {"slug": "turn-on", "title": "Turn the lamp on", "how": "tried", "since": None}
    ]
    assert decision["causes"][0] == {
        "slug": "bulb",
        "name": "The bulb is dead",
        "band": decision["causes"][0]["band"],
        "words": decision["causes"][0]["words"],
        "about": f"{SITE}/api/v1/guides/lamp/causes/bulb",
    }


def test_no_cause_is_named_before_steps_are_offered(lamp_to_read: LiveGuide) -> None:
    decision = decide("see=dark")
    assert (decision["move"], decision["causes"], decision["steps"]) == ("ask", [], [])


def test_the_first_step_asks_what_would_change_it(lamp_to_read: LiveGuide) -> None:
    decision = decide("see=dark&street=lit&tried=turn-on&show=steps")
    kind, supplier = decision["steps"][0]["asks"]
    assert [kind["slug"], supplier["slug"]] == ["kind", "supplier"]
    ceiling = ask(kind["options"][1]["next"])
    assert ceiling["steps"][0]["instructions"]["whom"] == "Ceiling lamp"


def test_an_alarm_precedes_everything(lamp_to_read: LiveGuide) -> None:
    (alarm,) = decide("see=flicker&smell=yes")["alarms"]
    assert (alarm["slug"], alarm["title"], alarm["text"]["text"]) == ("fire", "It may burn", "Pull the plug.")
    assert [one["text"] for one in alarm["raised_by"]] == ["It flickers", "Option yes"]
    assert not alarm["stops"]


def test_an_alarm_may_end_the_walk(published: Publish) -> None:
    alarms = [one | {"stops": True} for one in lamp_with_facts().model_dump(mode="json")["alarms"]]
    published(lamp_with_facts(alarms=alarms))
    decision = decide("see=flicker&smell=yes")
    assert (decision["move"], decision["alarms"][0]["stops"]) == ("escalate", True)
    assert (decision["steps"], decision["help"]["contact"]["slug"]) == ([], "electrician")


def test_a_verdict_is_offered_as_a_step(lamp_to_read: LiveGuide) -> None:
    decision = decide("see=lit&show=steps")
    verdict = decision["steps"][0]
    assert (verdict["kind"], verdict["number"]) == ("verdict", 0)
    assert verdict["unproven"]["text"] == "It does not prove that the bulb is good."


def test_waiting_begins_by_redirect_and_ends(lamp_to_read: LiveGuide) -> None:
    """As on pages: the address says since when."""
    response = Client().get("/api/v1/guides/lamp/decision?see=dark&street=dark&waiting=wait-power")
    assert (response.status_code, response.headers["Cache-Control"]) == (303, "private, no-store")
    assert response.headers["Location"].startswith(
        "/api/v1/guides/lamp/decision?see=dark&street=dark&waiting=wait-power&since="
    )
    now = timezone.now()
    running = ask(f"guides/lamp/decision{response.headers['Location'].partition('decision')[2]}")
    assert (running["move"], running["waiting"]["step"]["slug"], running["waiting"]["is_over"]) == (
        "wait",
        "wait-power",
        False,
    )
    assert running["waiting"]["how_long"] == "Until the street is lit again"
    since = now - dt.timedelta(hours=2)
    over = decide(f"see=dark&street=dark&waiting=wait-power&since={since:%Y%m%dT%H%M}")
    assert over["waiting"]["is_over"]
    assert over["waiting"]["since"] == f"{since:%Y-%m-%dT%H:%M}:00Z"


def test_success_says_what_was_spared(lamp_to_read: LiveGuide) -> None:
    decision = decide("see=dark&tried=turn-on&worked=new-bulb")
    done = decision["done"]
    assert (decision["move"], done["step"]["slug"], done["explains"], done["steps_done"]) == (
        "done",
        "new-bulb",
        False,
        2,
    )
    assert done["stays_fixed"]["text"] == "Keep a spare bulb."
    assert [(one["title"], one["loses"]["text"]) for one in done["spared"]] == [
        ("Reset all fuses", "Every clock goes back to midnight.")
    ]
    assert decision["place"] == {"slug": "home", "name": "Your home"}


def test_the_end_of_the_road_names_whom_to_ask(lamp_to_read: LiveGuide) -> None:
    tried = "&".join(f"tried={step}" for step in ("turn-on", "new-bulb", "reset-fuses", "torch"))
    decision = decide(f"see=dark&kind=desk&street=lit&smell=no&supplier=not-sure&{tried}&show=steps")
    assert (decision["move"], decision["help"]["contact"]["say"]["text"]) == (
        "escalate",
        "Say that you changed the bulb.",
    )
    assert decision["help"]["summary"].startswith("Why won't my lamp light?")


def test_a_list_is_ticked_by_appending_pairs(published: Publish) -> None:
    published(lamp_with_facts())
    question = decide("see=dark&kind=desk&ask=facts")["question"]
    assert (question["kind"], question["options"][0]["next"]) == ("several", None)
    assert [one["value"] for one in question["options"] if one["alone"]] == ["none", "not-sure"]
    said = decide("see=dark&kind=desk&facts=hum&facts=moved")["said"]["answers"]
    assert [(one["question"], one["option"]) for one in said[-2:]] == [("facts", "hum"), ("facts", "moved")]
    assert decide("see=dark&facts=none")["said"]["answers"][-1]["text"] == "None of these"


def test_nothing_is_dropped_in_silence(lamp_to_read: LiveGuide) -> None:
    said = decide("see=purple&see=lit&smell=yes&utm_source=mail")["said"]
    assert {(one["name"], one["value"], one["why"]) for one in said["not_counted"]} == {
        ("see", "purple", "unknown"),
        ("smell", "yes", "contradicted"),
    }
    assert "purple" in said["in_words"] or said["in_words"]


def test_a_question_that_was_sent_without_an_answer_comes_back(lamp_to_read: LiveGuide) -> None:
    decision = decide("see=dark&from=kind")
    assert (decision["question"]["slug"], decision["missing"]) == ("kind", True)


def test_an_announcement_stands_beside_the_decision(lamp: LiveGuide) -> None:
    announcing.say("lamp", "The street is dark today.", minutes=120, by="ada")
    live.refresh()
    assert decide()["announcement"]["text"] == "The street is dark today."


def test_the_page_of_a_decision_shows_the_same(lamp_to_read: LiveGuide) -> None:
    decision = decide("see=dark&kind=desk&open=torch&show=steps")
    assert Page(Client().get(decision["page"].removeprefix(SITE))).heading.endswith(decision["title"])


def test_the_law_of_etags_holds(lamp_to_read: LiveGuide) -> None:
    """Known before anything is made; the same walk has the same one, another has another."""
    client, address = Client(), "/api/v1/guides/lamp/decision?see=dark"
    first = client.get(address)
    again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"] == client.get(f"{address}&utm_source=x").headers["ETag"]
    assert client.get("/api/v1/guides/lamp/decision?see=lit").headers["ETag"] != first.headers["ETag"]
    assert first.headers["Guide-Release"].startswith("lamp ")
    assert first.headers["Cache-Control"] == "public, max-age=0, s-maxage=30, stale-if-error=86400"


def test_no_program_is_counted_as_a_visitor(lamp_to_read: LiveGuide, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a program asks says nothing about how many people have the problem."""
    counted: list[object] = []
    monkeypatch.setattr(crowds, "count", lambda *said, **_: counted.append(said))
    decide("see=dark&from=see")
    assert counted == []
    Client().get("/lamp/check/?see=dark&from=see")
    assert counted != []


def test_a_walk_that_is_too_long_is_refused(lamp_to_read: LiveGuide) -> None:
    assert ask(f"guides/lamp/decision?{'&' * 500}", 400)["detail"] == "The address is too long."
