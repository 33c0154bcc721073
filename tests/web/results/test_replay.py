"""The law of result links: whatever is published, renamed, taken back or recalculated, a page stays as it was."""

import datetime as dt
import json
from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from diagnostics.content.document import canonical
from diagnostics.content.document.schema import GuideDocument
from diagnostics.content.results import codes
from diagnostics.domain import live
from diagnostics.domain.live import Findings, LiveSite, older_releases
from diagnostics.domain.publishing import releases
from diagnostics.domain.publishing.publishing import rollback
from diagnostics.domain.results import result_links
from diagnostics.engine import words
from diagnostics.engine.walk import fold
from tests.builders import Data, a_cause, a_question, a_step
from tests.fixtures import Publish
from tests.web.lamp import kind, rich_lamp, see, smell, steps, street
from tests.web.page import Page
from tests.web.results.pinned import look_at, present, share_walk, without_present

pytestmark = pytest.mark.django_db

WALKS = {
    "nothing said": "",
    "ask": "see=dark&kind=desk",
    "ask again": "see=dark&kind=desk&ask=see",
    "sent without an answer": "see=dark&kind=desk&from=smell",
    "steps": "see=dark&kind=ceiling&show=steps",
    "steps after one was tried": "see=dark&kind=desk&street=lit&tried=turn-on&cannot=torch&show=steps",
    "another step open": "see=dark&kind=desk&show=steps&open=reset-fuses",
    "a step that must wait": "see=dark&kind=desk&street=dark&show=steps&open=reset-fuses",
    "wait": "see=dark&kind=desk&street=dark&show=steps",
    "carrier": "see=dark&kind=desk&supplier=acme&tried=turn-on&show=steps",
    "verdict": "see=lit&kind=desk&show=steps",
    "alarm": "see=flicker&smell=yes&kind=desk&show=steps",
    "end of the road": "see=dark&kind=desk&street=lit&tried=turn-on&tried=new-bulb&tried=reset-fuses&tried=torch&show=steps",
    "success": "see=dark&kind=desk&worked=new-bulb",
    "explained": "see=lit&kind=desk&worked=nothing-broken",
    "not sure": "see=not-sure&kind=not-sure&street=not-sure",
}


USUAL: Data = {"usual_name": "The usual list", "usual": ["reset-fuses"]}


def changed_steps(slug: str, **changes: object) -> list[Data]:
    return [one | changes if one["slug"] == slug else one for one in steps()]


def changed_questions(**changes: Data) -> list[Data]:
    questions = [see(), kind(), street(), smell(), a_question("supplier", text="Who?", options_from="carriers")]
    return [one | changes.get(one["slug"], {}) for one in questions]


def renamed_step() -> list[Data]:
    others = [one for one in steps() if one["slug"] not in ("turn-on", "new-bulb")]
    bulb = next(one for one in steps() if one["slug"] == "new-bulb") | {"only_after": ["switch-on"]}
    return [a_step("switch-on", {"switch": "always"}, aliases=["turn-on"], title="Switch it on"), bulb, *others]


def with_other_slug(part: str, old: str, new: str) -> GuideDocument:
    """The lamp with one slug changed wherever it stands."""
    text = canonical.canonical_json(rich_lamp()).replace(f'"{old}"', f'"{new}"')
    data = json.loads(text)
    for one in (*data[part], *(option for question in data["questions"] for option in question["options"])):
        if one["slug"] == new:
            one["aliases"] = [old, *one["aliases"]]
    return GuideDocument.model_validate_json(json.dumps(data))


IMPROVED = "Since then the wording of one step was improved."
RELEASES: dict[str, tuple[GuideDocument, str]] = {
    "words of a step": (
        rich_lamp(steps=changed_steps("turn-on", title="Flip the switch", variants=[{"text": "1. Flip it."}])),
        "“Flip the switch” is done differently.",
    ),
    "the title of a step": (rich_lamp(steps=changed_steps("turn-on", title="Flip the switch")), IMPROVED),
    "the order of steps": (
        rich_lamp(steps=changed_steps("turn-on", minutes=60)),
        "“Look with a torch” comes first. “Turn the lamp on” is done differently.",
    ),
    "a step is gone": (
        rich_lamp(steps=[one for one in steps() if one["slug"] != "torch"]),
        "“Look with a torch” is no longer among the steps.",
    ),
    "a step and a cause more": (
        rich_lamp(
            add={
                "causes": [a_cause("loose", commonness="very-common")],
                "steps": [a_step("shake", {"loose": "always"})],
            }
        ),
        "“Do shake” is among the steps now.",
    ),
    "a step is renamed": (
        rich_lamp(steps=renamed_step(), comparisons=USUAL),
        "“Switch it on” is done differently.",
    ),
    "a cause is renamed": (with_other_slug("causes", "switch", "knob"), ""),
    "a question is renamed": (with_other_slug("questions", "street", "road"), ""),
    "an option is renamed": (with_other_slug("steps", "dark", "black"), ""),
    "signs and remedies": (
        rich_lamp(
            questions=changed_questions(see={"signs": {"outage": {"dark": "proves"}}}),
            steps=changed_steps("torch", remedies={"bulb": "always"}),
        ),
        (
            "“Look with a torch” comes first. “Reset all fuses” is no longer among the steps. "
            "What fits best is “The bulb is dead”."
        ),
    ),
    "another menu, no alarm": (
        rich_lamp(
            paths=[{"slug": "socket", "name": "The socket", "variants": [{"menu": ["Wall", "Box"]}]}],
            alarms=[],
            working="Let there be light",
        ),
        "",
    ),
    "the guide is renamed": (
        rich_lamp(slug="lantern", aliases=["lamp", "old-lamp"], title="Why is my lantern dark?"),
        "",
    ),
}
"""What is published, and what a page of steps on release 1 says about it."""


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    older_releases.forget()
    yield
    older_releases.forget()


@pytest.fixture
def links(published: Publish) -> dict[str, str]:
    """Addresses of links on release 1, by what they show."""
    published(rich_lamp())
    return {name: share_walk(walk, release="1") for name, walk in WALKS.items()}


def first(links: dict[str, str]) -> dict[str, str]:
    return {name: without_present(look_at(address)) for name, address in links.items()}


@pytest.mark.slow
def test_pages_stay_as_they_were(published: Publish, links: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    """After ten more releases with every kind of change, an engine constant and a schema upgrade, each page is the same."""
    before = first(links)
    for document, _ in RELEASES.values():
        published(document)
        assert first(links) == before

    monkeypatch.setitem(words.SIGN, "for", 1.1)
    monkeypatch.setitem(words.REMEDY, "always", 0.2)
    monkeypatch.setitem(words.DISRUPTION, "costs-money", 200.0)
    upgrades: list[dict[str, Any]] = []

    def upgrade(data: dict[str, Any]) -> dict[str, Any]:
        upgrades.append(data)
        return data | {"prevention_page": data["prevention_page"]}

    newer = partial(canonical.load, schema=2, upgraders={1: upgrade})
    monkeypatch.setattr(releases, "load", newer)
    older_releases.forget()

    assert first(links) == before
    assert upgrades


@pytest.mark.broad
@pytest.mark.parametrize("change", RELEASES)
def test_pages_say_what_is_different_today(published: Publish, change: str) -> None:
    """A page of steps names what a release changed and leads to the answer of today; where nothing did, it is silent."""
    published(rich_lamp())
    address = share_walk("see=dark&kind=ceiling&street=lit&show=steps", release="1")
    assert present(look_at(address)) == []
    document, said = RELEASES[change]
    published(document)
    page = look_at(address)
    lead = "" if said == IMPROVED else "Today this site would answer differently. "
    assert present(page) == ([f"{lead}{said} See today’s answer"] if said else [])
    if said:
        assert Page(Client().get(page.links["See today’s answer"], follow=True)).status == 200


def test_rollback_changes_no_page(published: Publish, links: dict[str, str]) -> None:
    """Links on a release that was rolled back, and links on the one that is live again, stay."""
    published(RELEASES["words of a step"][0])
    later = {name: share_walk(walk, release="2") for name, walk in WALKS.items()}
    before, after = first(links), first(later)
    rollback("lamp", 1, why="It was wrong", by="tester")
    live.refresh()

    assert first(links) == before
    assert first(later) == after
    assert present(look_at(links["steps"])) == []
    assert present(look_at(later["steps"])) != []


def test_pages_outlive_their_guide(links: dict[str, str]) -> None:
    """Where the guide is gone, the page still shows what was found and says so; its forms lead back to it."""
    before = {name: look_at(address) for name, address in links.items()}
    with live.site_override(LiveSite()):
        for name, address in links.items():
            page = look_at(address)
            assert page.status == 200
            assert page.heading == before[name].heading
            assert page.texts("ol") == before[name].texts("ol")
            assert present(page) == ["This guide is no longer on this site. What it said then stays here."]
            assert not [link for link in page.links if link.startswith("Change")]


def test_findings_stand_with_their_time_and_todays_beside(published: Publish, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the site had read is said with its time; what it reads today is said beside it."""
    published(rich_lamp())
    here = live.site().guides["lamp"]
    then = dt.datetime(2026, 11, 23, 9, 30, tzinfo=dt.UTC)
    walk = fold(here.network.guide, [("see", "dark"), ("kind", "desk"), ("show", "steps")])
    link = result_links.make(here, walk, Findings({"street": "dark"}, then))
    now = Findings({"street": "lit"}, dt.datetime(2026, 12, 1, 8, 5, tzinfo=dt.UTC))
    monkeypatch.setattr(LiveSite, "findings", lambda *_: now)

    page = look_at(f"/r/{codes.format_code(link.code)}/")

    assert "The street is dark. We checked on 23 November 2026, 09:30 UTC." in page.text
    assert present(page)[-1] == "Today: Street: The street is lit. We checked on 1 December 2026, 08:05 UTC."
    assert page.heading == "1. Wait until the power is back"


def test_an_old_link_costs_few_queries(
    links: dict[str, str], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """A page whose release is loaded asks three things: the link, what was withdrawn, what was ticked."""
    look_at(links["steps"])
    with django_assert_num_queries(3):
        look_at(links["steps"])
