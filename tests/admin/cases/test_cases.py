"""The cases of a guide, the path of one, and keeping a walk as one."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from diagnostics.domain import drafts
from diagnostics.domain.publishing.publishing import publish
from diagnostics.models import Case, Guide
from tests.builders import a_step, base_data, make_document
from tests.domain.told import changes_of

MET = {"slug": "off", "title": "It is off", "answers": {"see": "dark"}, "expect": {"first": ["turn-on"]}}
FAILS = {"slug": "burnt", "title": "It is burnt", "expect": {"first": ["candle"], "cause": "bulb"}}


@pytest.fixture
def eve(client: Client, db: None) -> Client:
    """The browser of somebody of the group Editors."""
    user = User.objects.create_user("eve", is_staff=True)
    user.groups.add(Group.objects.get(name="Editors"))
    client.force_login(user)
    return client


def page(client: Client, name: str, *names: str, query: str = "", status: int = 200) -> str:
    """The words of a page of the lamp's workplace."""
    response = client.get(reverse(f"admin:{name}", args=["lamp", *names]) + query)
    assert response.status_code == status
    return words(response.content.decode())


def words(html: str) -> str:
    """What is read on a page, in one line."""
    main = html.partition('id="content"')[2]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main)).replace("&#x27;", "'").strip()


def test_cases_tell_what_they_expect_and_get(eve: Client) -> None:
    """Each case stands there with its mark in words, its expectations and what comes out."""
    drafts.replace(make_document(cases=[MET, FAILS]))
    text = page(eve, "guide-cases")
    assert "1 of 2 cases does not come out as expected." in text
    assert "✓ As expected It is off" in text
    assert "✗ Not as expected It is burnt" in text
    assert "✗ Not met “Do candle” comes first." in text
    assert "✓ Met The most likely cause is “The bulb is dead”." in text
    assert "Label see: Option dark" in text


def test_cases_can_be_filtered(eve: Client) -> None:
    """Only those that fail, or only those that differ from the live release; a word that nobody knows shows all."""
    drafts.replace(make_document(cases=[MET]))
    publish("lamp", note="First", by="eve")
    steps = [step for step in base_data()["steps"] if step["slug"] != "turn-on"]
    drafts.replace(
        make_document(
            cases=[MET | {"expect": {"never": ["candle"]}}, MET | {"slug": "two", "title": "Two"}],
            steps=[*steps, a_step("turn-on", {"switch": "seldom"}, minutes=200)],
        )
    )
    both, failing, changed = (
        page(eve, "guide-cases", query=query) for query in ("?only=x", "?only=failing", "?only=changed")
    )
    assert "It is off" in both
    assert "Two" in both
    assert "First came “Do turn-on”. Now first comes “Do new-bulb”." in changed
    assert "It is off" in failing


def test_cases_say_when_there_is_nothing(eve: Client) -> None:
    """A guide without cases, one without a live release, and a filter that finds nothing are told."""
    drafts.replace(make_document())
    assert "This guide has no cases yet." in page(eve, "guide-cases")
    drafts.replace(make_document(cases=[MET]))
    assert "The one case comes out as expected." in page(eve, "guide-cases")
    assert "There is no such case." in page(eve, "guide-cases", query="?only=failing")
    assert "There is no live release to compare the draft with." in page(eve, "guide-cases", query="?only=changed")


def test_cases_of_a_broken_draft_name_what_is_wrong(eve: Client) -> None:
    """Where the draft cannot be played, each page says why and leads to the check."""
    causes = [cause for cause in base_data()["causes"] if cause["slug"] != "outage"]
    drafts.replace(make_document(cases=[MET]))
    Guide.objects.get(slug="lamp").cause_set.filter(slug="outage").update(commonness="often")
    assert len(causes) == 3
    for name, names in (("guide-cases", ()), ("guide-case-path", ("off",)), ("guide-case-keep", ())):
        text = page(eve, name, *names)
        assert "The draft has errors that must be corrected first" in text
        assert "Cause “outage” › Commonness" in text
        assert "Go to the check" in text


def test_cases_cost_the_same_at_any_size(eve: Client) -> None:
    """A list of five hundred cases takes no more queries than one of two."""

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            page(eve, "guide-cases")
        return len(captured)

    drafts.replace(make_document(cases=[MET, FAILS]))
    page(eve, "guide-cases")
    few = queries()
    drafts.replace(make_document(cases=[MET | {"slug": f"c{n}", "title": f"C{n}"} for n in range(500)]))
    assert queries() <= few


def test_path_tells_the_way_of_a_case(eve: Client) -> None:
    """The path of a case is told answer by answer, with bands in words, and then the steps with their reasons."""
    drafts.replace(make_document(cases=[MET]))
    text = page(eve, "guide-case-path", "off")
    assert "It is off" in text
    assert "What about see? Option dark No cause is ruled out yet." in text
    assert "likely The bulb is dead" in text
    assert "The guide would ask “What about kind?”." in text
    assert (
        "Do turn-on Your answer to “What about see?” is “Option dark”, so" in text
        or "Do turn-on As things stand" in text
    )
    assert "There is no page here" in page(eve, "guide-case-path", "gone", status=404)


WALK = "?see=dark&kind=not-sure&tried=turn-on&show=steps"


def form(**changes: Any) -> dict[str, Any]:
    """What an editor sends who keeps the first step."""
    return {
        "title": "Still dark",
        "slug": "",
        "expect_first": "on",
        "first": "new-bulb",
        "cause": "bulb",
        "escalates": "no",
    } | changes


def keep(client: Client, **changes: Any) -> Any:
    """Send the form of a walk."""
    return client.post(reverse("admin:guide-case-keep", args=["lamp"]) + WALK, form(**changes))


@pytest.fixture
def lamp(db: None) -> Guide:
    """The small guide as a draft."""
    return drafts.replace(make_document(cases=[MET]))


def test_keep_shows_what_was_answered_and_what_comes_out(eve: Client, lamp: Guide) -> None:
    """The form tells the walk, what is not kept, and fills in what comes out now."""
    response = eve.get(reverse("admin:guide-case-keep", args=["lamp"]) + WALK)
    text = words(response.content.decode())
    assert "Label see: Option dark Tried, did not help: Do turn-on" in text
    assert "“What about kind?” was answered with “Not sure”. That tells nothing, so it is not kept." in text
    shown = response.context["form"]
    assert (shown["title"].value(), shown["first"].value(), shown["cause"].value()) == (
        "Option dark",
        "new-bulb",
        "bulb",
    )
    assert [shown[f"expect_{name}"].value() for name in shown.EXPECTATIONS] == [True, False, True, False, False, False]


def test_keep_writes_the_case_into_the_draft_and_its_history(eve: Client, lamp: Guide) -> None:
    """What is ticked is expected, nothing else; the slug is made of the title; the change is logged."""
    response = keep(eve, expect_escalates="on", expect_cause="on")
    assert response.status_code == 302
    assert response.headers["Location"] == reverse("admin:guide-cases", args=["lamp"])
    case = Case.objects.get(slug="still-dark")
    assert (case.title, case.answers, case.tried, case.cannot) == ("Still dark", {"see": "dark"}, ["turn-on"], [])
    assert (case.first, case.within_three, case.cause, case.escalates) == (["new-bulb"], [], "bulb", False)
    assert changes_of(case) == [("eve", "Kept a walk as a case.")]
    text = page(eve, "guide-cases")
    assert (
        "“Still dark” is kept. It runs at every check from now on." in text
        or "All 2 cases come out as expected." in text
    )
    assert drafts.document(lamp).cases[1].expect.first == ("new-bulb",)


def test_keep_makes_a_slug_that_is_not_taken(eve: Client, lamp: Guide) -> None:
    """A title that another case has gets a number."""
    keep(eve)
    keep(eve)
    assert [case.slug for case in Case.objects.of_guide(lamp)] == ["off", "still-dark", "still-dark-2"]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"title": ""}, "Write a title: who the visitor is and what is wrong."),
        ({"slug": "off"}, "There is a case “off” already."),
        ({"slug": "Not a slug"}, "Short name"),
        ({"expect_first": ""}, "A case must expect something."),
        ({"expect_alarm": "on"}, "Choose what is expected here, or take the tick away."),
        ({"first": "gone"}, "gone"),
    ],
)
def test_keep_tells_what_is_wrong_and_loses_nothing(
    changes: dict[str, Any], said: str, eve: Client, lamp: Guide
) -> None:
    """A form that cannot be kept comes back with its words and a sentence that says why."""
    response = keep(eve, **{"never": "candle", **changes})
    text = words(response.content.decode())
    assert response.status_code == 422
    assert "Nothing is saved yet. What you wrote is still here." in text
    assert said in text
    assert response.context["form"]["never"].value() == "candle"
    assert response.context["form"]["title"].value() == changes.get("title", "Still dark")
    assert Case.objects.count() == 1


def test_keep_has_nothing_to_keep_of_an_empty_walk(eve: Client, lamp: Guide) -> None:
    """Without an answer there is no form, and a form that is sent all the same keeps nothing."""
    assert "there is nothing to keep" in page(eve, "guide-case-keep", query="?see=not-sure")
    response = eve.post(reverse("admin:guide-case-keep", args=["lamp"]), form())
    assert "there is nothing to keep" in words(response.content.decode())
    assert Case.objects.count() == 1


def test_keep_takes_any_address(eve: Client, lamp: Guide) -> None:
    """Nothing in an address can make the page fail."""
    for query in ("?%00=%00", "?see=%ff&tried=", "?" + "&".join(f"tried=s{n}" for n in range(400)), "?=&&see"):
        assert "there is nothing to keep" in page(eve, "guide-case-keep", query=query)


def test_keep_is_for_those_who_may_change_guides(client: Client, lamp: Guide) -> None:
    """Agents may neither look at cases nor keep one; who is not signed in is asked to."""
    address = reverse("admin:guide-case-keep", args=["lamp"])
    assert client.get(address).status_code == 302
    user = User.objects.create_user("abe", is_staff=True)
    user.groups.add(Group.objects.get(name="Agents"))
    client.force_login(user)
    assert client.post(address + WALK, form()).status_code == 403
    assert Case.objects.count() == 1
