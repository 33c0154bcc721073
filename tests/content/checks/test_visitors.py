"""The survey of simulated visitors, and what a change does to them."""

import json
from typing import Any

import pytest

from diagnostics.content.checks.visitors import Effect, Figure, effect, survey
from tests.builders import a_step, base_data, make_document


def test_survey_is_json_and_always_the_same() -> None:
    """The same document gives the same result, and JSON keeps all of it."""
    first, again = survey(make_document(), visitors=60), survey(make_document(), visitors=60)
    assert first == again == json.loads(json.dumps(first))
    assert first.keys() == {"visitors", "summary", "each", "routes", "map"}
    assert (first["visitors"], len(first["each"]["minutes"]), first["map"]["visitors"]) == (60, 60, 60)


def test_survey_tells_how_far_it_is() -> None:
    """Progress begins at nought and goes up, in a sentence."""
    told: list[tuple[float, str]] = []
    survey(make_document(), lambda share, doing: told.append((share, doing)), visitors=50)
    assert told == [
        (0.0, "0 of 50 simulated visitors have walked through the guide."),
        (0.4, "20 of 50 simulated visitors have walked through the guide."),
        (0.8, "40 of 50 simulated visitors have walked through the guide."),
    ]


def test_survey_plays_a_thousand_visitors_unless_told_otherwise() -> None:
    """What pages show is of a thousand visitors, whose routes and map stay small enough to keep."""
    result = survey(make_document())
    assert result["visitors"] == 1000
    assert len(result["routes"]) <= 20
    assert len(json.dumps(result)) < 300_000


def test_summary_adds_up_what_each_visitor_met() -> None:
    """The means are those of the single visitors."""
    result = survey(make_document(), visitors=40)
    for name in ("minutes", "questions"):
        assert result["summary"][name] == pytest.approx(sum(result["each"][name]) / 40, abs=0.01)


def a_result(**figures: list[float]) -> dict[str, Any]:
    return {"each": figures, "summary": {name: sum(each) / len(each) for name, each in figures.items()}}


def test_effect_tells_differences_beyond_chance() -> None:
    """A mean that moved for nearly everybody differs, and the sentence says by how much."""
    before = a_result(questions=[4.0] * 50, minutes=[20.0] * 50)
    after = a_result(questions=[3.0] * 49 + [4.0], minutes=[25.0] * 49 + [24.0])
    assert effect(before, after) == Effect(Figure(4.0, 3.02, differs=True), Figure(20.0, 24.98, differs=True))
    assert effect(before, after).sentences == (
        "A visitor answers 3.0 questions on average; before it was 4.0. That is 1.0 fewer.",
        "It costs a visitor 25.0 minutes on average; before it was 20.0. That is 5.0 more.",
    )


def test_effect_does_not_take_luck_for_a_difference() -> None:
    """What a few visitors did is no effect; what a tenth does not show is none either."""
    before = a_result(questions=[4.0] * 50, minutes=[20.0] * 50)
    after = a_result(questions=[4.0] * 50, minutes=[20.0] * 49 + [70.0])
    assert effect(before, after).sentences == (
        "A visitor answers 4.0 questions on average, as before.",
        "It costs a visitor 21.0 minutes on average, about as before (20.0).",
    )


def test_effect_of_a_better_step_is_fewer_minutes() -> None:
    """Held against itself a guide has no effect; with a better remedy visitors need fewer minutes."""
    document = make_document()
    steps = [
        a_step("new-bulb", {"bulb": "seldom"}, minutes=5) if step["slug"] == "new-bulb" else step
        for step in base_data()["steps"]
    ]
    worse, better = survey(make_document(steps=steps), visitors=200), survey(document, visitors=200)
    assert effect(better, better).minutes.differs is False
    change = effect(worse, better).minutes
    assert change.differs
    assert change.after < change.before
