"""Guides, one step, one cause."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from diagnostics.domain.live import LiveGuide
from tests.fixtures import Publish
from tests.web.api.asking import SITE, ask
from tests.web.lamp import rich_lamp
from tests.web.page import Page

pytestmark = pytest.mark.django_db


def test_guides_are_listed_with_the_way_on(lamp_to_read: LiveGuide) -> None:
    """Whole addresses, so that a program need not build any."""
    (guide,) = ask("guides")["guides"]
    assert guide["slug"] == "lamp"
    assert guide["title"] == "Why won't my lamp light?"
    assert guide["page"] == f"{SITE}/lamp/"
    assert guide["about"] == f"{SITE}/api/v1/guides/lamp"
    assert guide["decision"] == f"{SITE}/api/v1/guides/lamp/decision"
    assert guide["release"]["number"] == lamp_to_read.release.number
    assert guide["release"]["published_at"].endswith("Z")


def test_a_guide_names_all_that_a_walk_may_say(lamp_to_read: LiveGuide) -> None:
    guide = ask("guides/lamp")
    see = guide["questions"][0]
    assert (see["slug"], see["kind"], see["options"][-1]) == ("see", "one", {"value": "not-sure", "text": "Not sure"})
    supplier = next(one for one in guide["questions"] if one["slug"] == "supplier")
    assert [one["text"] for one in supplier["options"]] == ["Acme Power", "Zénit", "Not sure"]
    assert [one["slug"] for one in guide["places"]] == ["home", "grid"]
    assert guide["intro"]["html"] == "<p>This guide is about <strong>lamps</strong>.</p>"
    assert {one["slug"]: one["open"] for one in guide["causes"]}["something-else"]
    assert [one["slug"] for one in guide["steps"]] == [step.slug for step in lamp_to_read.document.steps]


def test_a_list_to_tick_says_that_nothing_may_be_so(published: Publish) -> None:
    from tests.web.lamp import lamp_with_facts

    published(lamp_with_facts())
    facts = next(one for one in ask("guides/lamp")["questions"] if one["slug"] == "facts")
    assert facts["kind"] == "several"
    assert [one["value"] for one in facts["options"]][-2:] == ["none", "not-sure"]


def test_a_step_says_what_its_page_says(lamp_to_read: LiveGuide) -> None:
    step, page = ask("guides/lamp/steps/new-bulb"), Page(Client().get("/lamp/steps/new-bulb/"))
    assert step["title"] == page.heading
    assert (step["minutes"], step["disruption"], step["cuts"]) == (5, "costs-money", ["device"])
    assert step["loses"] == {
        "text": "A bulb costs three pounds.",
        "html": "<p>A bulb costs <strong>three pounds</strong>.</p>",
    }
    for fact in (*step["facts"], *step["interruptions"], step["loses"]["text"], step["first_check"]["text"]):
        assert fact in page.text
    assert step["instructions"]["text"] == "1. Turn the old bulb out at Desk › Foot."
    assert [(one["whom"], one["text"]) for one in step["variants"]] == [
        ("Ceiling lamp", "1. Fetch a ladder to Ceiling › Hook.")
    ]
    assert [(one["slug"], one["words"]) for one in step["helps_against"]] == [("bulb", "usually helps")]
    assert step["sources"] == [{"title": "The lamp's manual", "url": "https://example.org/manual"}]


def test_a_cause_says_what_its_page_says(lamp_to_read: LiveGuide) -> None:
    cause, page = ask("guides/lamp/causes/bulb"), Page(Client().get("/lamp/causes/bulb/"))
    assert cause["name"] == page.heading
    for sentence in (*cause["speaks_for"], *cause["speaks_against"]):
        assert sentence in page.text
    assert [one["slug"] for one in cause["helped_by"]] == ["new-bulb", "reset-fuses"]
    assert (cause["text"]["text"], cause["place"], cause["open"]) == ("Bulbs wear out.", "home", False)


def test_links_in_texts_are_whole(published: Publish) -> None:
    """A text of ours is read on other sites too."""
    published(rich_lamp(intro="See [candles](page:candles)."))
    assert f'href="{SITE}/lamp/pages/candles/"' in ask("guides/lamp")["intro"]["html"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("guides/old-lamp", "guides/lamp"),
        ("guides/old-lamp/decision?see=dark", "guides/lamp/decision?see=dark"),
        ("guides/lamp/steps/bulb-change", "guides/lamp/steps/new-bulb"),
        ("guides/lamp/causes/button", "guides/lamp/causes/switch"),
    ],
)
def test_former_names_redirect(lamp_to_read: LiveGuide, old: str, new: str) -> None:
    """As pages do, the walk kept."""
    response = Client().get(f"/api/v1/{old}")
    assert (response.status_code, response.headers["Location"]) == (301, f"/api/v1/{new}")


def test_what_was_taken_out_is_gone(published: Publish) -> None:
    """410 says that it was there once."""
    published(rich_lamp())
    kept = [step for step in rich_lamp().model_dump(mode="json")["steps"] if step["slug"] != "torch"]
    published(rich_lamp(steps=kept))
    assert "no longer here" in ask("guides/lamp/steps/torch", 410)["detail"]


@pytest.mark.parametrize(
    ("path", "detail"),
    [
        ("guides/nope", "There is no guide with this name."),
        ("guides/nope/decision", "There is no guide with this name."),
        ("guides/lamp/steps/nope", "There is no step with this name in the guide."),
        ("guides/lamp/causes/nope", "There is no cause with this name in the guide."),
        ("guides/lamp/nope", "Nothing is here: /api/v1/openapi.json says what is."),
    ],
)
def test_what_is_not_there_is_named(lamp_to_read: LiveGuide, path: str, detail: str) -> None:
    assert ask(path, 404) == {"title": "Not Found", "status": 404, "detail": detail}


def test_drafts_are_not_served(lamp_to_read: LiveGuide) -> None:
    """The preview shows pages only."""
    from diagnostics.web.site.inner_pages import find_page

    assert find_page("/api/v1/guides") is None


def test_everything_is_read_from_memory(
    lamp_to_read: LiveGuide, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        for path in ("guides", "guides/lamp", "guides/lamp/steps/new-bulb", "guides/lamp/causes/bulb", "openapi.json"):
            ask(path)
