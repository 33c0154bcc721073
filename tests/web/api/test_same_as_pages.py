"""The decision of the interface is the decision of the page: 500 walks through the starter guide, read off its HTML."""

import random
import re
from collections.abc import Iterator
from html import unescape
from typing import Any, Final

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from diagnostics.domain.live import LiveGuide
from diagnostics.engine.walk import GRAMMAR_WORDS
from tests.web.api.asking import ask, local

pytestmark = pytest.mark.django_db
WALKS: Final = 500
SEED: Final = 20261129


def walks(starter: LiveGuide) -> Iterator[dict[str, Any]]:
    """Decisions of people who answer at random, and of addresses that say anything at all."""
    chance = random.Random(SEED)
    start = f"guides/{starter.document.slug}/decision"
    here = start
    for number in range(WALKS):
        decision = ask(here)
        yield decision
        here = start if decision["move"] == "done" else chance.choice(list(ways(decision, chance)))
        if number % 5 == 4:
            here = f"{start}?{anything(starter, chance)}"


def ways(decision: dict[str, Any], chance: random.Random) -> Iterator[str]:
    """Where one may go: what somebody may press, more often what leads further."""
    yield decision["next"]["steps"]
    if question := decision["question"]:
        ticks = [f"&{question['slug']}={one['value']}" for one in question["options"] if one["next"] is None]
        chosen = "".join(chance.sample(ticks, min(2, len(ticks))))
        yield from (one["next"] for one in question["options"] if one["next"])
        if chosen:
            yield from [f"{decision['guide']['decision']}?{decision['walk']}{chosen}"] * 4
    for step in decision["steps"]:
        yield from [step["next"]["tried"]] * 5
        yield from (step["next"][one] for one in ("cannot", "worked", "waiting") if step["next"][one])
        yield from (option["next"] for asked in step["asks"] for option in asked["options"][:3])
    if waiting := decision["waiting"]:
        yield from (waiting["longer"], waiting["leave"], waiting["step"]["next"]["tried"])
    if (help_ := decision["help"]) and help_["contact"]:
        yield help_["contact"]["next"]["tried"]
        yield from (
            f"{decision['guide']['decision']}?{decision['walk']}&ask={one['question']}" for one in help_["check_first"]
        )


def anything(starter: LiveGuide, chance: random.Random) -> str:
    """Pairs that need not fit together, and one that nobody knows."""
    questions = chance.sample(starter.document.questions, 6)
    pairs = [f"{one.slug}={chance.choice(one.options).slug}" for one in questions if one.options]
    steps = [step.slug for step in chance.sample(starter.document.steps, 3)]
    words = [f"{chance.choice(('tried', 'cannot', 'did', 'open'))}={slug}" for slug in steps]
    mixed = [*pairs, *words, "see=nonsense", "utm_source=mail"]
    chance.shuffle(mixed)
    return "&".join(mixed)


@pytest.mark.slow
def test_every_walk_is_decided_as_its_page_says(
    starter: LiveGuide, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """The heading, the options, the steps in their order with their reasons, and the alarms stand on the page; no query."""
    moves: dict[str, int] = {}
    with django_assert_num_queries(0):
        for decision in walks(starter):
            page = Client().get(local(decision["page"]))
            assert page.status_code == 200, decision["page"]
            compare(decision, page.content.decode())
            assert_canonical(decision, starter)
            moves[decision["move"]] = moves.get(decision["move"], 0) + 1
    assert moves.keys() == {"ask", "offer", "wait", "escalate", "done"}, moves


def compare(decision: dict[str, Any], html: str) -> None:
    """Raises AssertionError, with the address, where the two differ."""
    words = visible_text(html)
    where = decision["page"]
    headings = [visible_text(one) for one in re.findall(r"<h1[^>]*>(.*?)</h1>", html, re.DOTALL)]
    if decision["waiting"]:
        assert decision["waiting"]["step"]["title"] in words, where
    elif not decision["alarms"]:
        (heading,) = headings
        assert re.sub(r"^\d+\. ", "", heading) in decision["title"], where
    for question in filter(None, [decision["question"]]):
        values = re.findall(
            rf'<input[^>]*type="(?:radio|checkbox)"[^>]*name="{question["slug"]}"[^>]*value="([^"]*)"', html
        )
        values = values or re.findall(
            r'<option value="([^"]+)"', html.partition('<select class="long"')[2].partition("</select>")[0]
        )
        assert [one["value"] for one in question["options"]] == values, where
        assert question["reason"] in words, where
    assert_in_order([step["title"] for step in decision["steps"]], words, where)
    opened = re.findall(r'data-step="([^"]+)"', html)
    if decision["move"] == "offer":
        assert opened[:1] == [decision["steps"][0]["slug"]], where
    for step in (*decision["steps"], *decision["workarounds"]):
        for line in (step["reason"] or step["summary"], *step["interruptions"]):
            assert line in words, (where, line)
        if step["loses"]:
            assert step["loses"]["text"].partition("\n")[0] in words, where
    for one in (*decision["not_now"], *decision["causes"]):
        assert (one.get("reason") or one["name"]) in words, where
    for alarm in decision["alarms"]:
        assert alarm["title"] in words, where
    assert decision["refused"] in words, where
    assert decision["progress"] in words, where


def assert_in_order(titles: list[str], words: str, where: str) -> None:
    at = 0
    for title in titles:
        at = words.find(title, at)
        assert at >= 0, (where, title)
        at += len(title)


def visible_text(html: str) -> str:
    """What people read."""
    return " ".join(
        unescape(re.sub(r"<[^>]+>", " ", re.sub(r"</?(?:span|b|em|strong|a|code|time|wbr)\b[^>]*>", "", html))).split()
    )


def assert_canonical(decision: dict[str, Any], starter: LiveGuide) -> None:
    """Its walk is made of words of the grammar and names of the guide, so that it can be sent again as it is."""
    names = {pair.partition("=")[0] for pair in decision["walk"].split("&") if pair}
    assert names <= GRAMMAR_WORDS | {question.slug for question in starter.document.questions}, decision["walk"]
