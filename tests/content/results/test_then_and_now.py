"""What a guide would answer differently now than it did then."""

from dataclasses import replace
from typing import Any

import pytest

from diagnostics.content.document.compile import engine_guide
from diagnostics.content.document.schema import GuideDocument
from diagnostics.content.results.then_and_now import Answer, Changes, changes
from diagnostics.content.wording.texts import Texts
from diagnostics.engine.advise import advise
from diagnostics.engine.decision import PlannedStep
from diagnostics.engine.network import compile_guide
from diagnostics.engine.walk import fold
from tests.builders import Data, a_step, make_document
from tests.web.lamp import kind, rich_lamp, see, smell, steps, street

KNOWN = {"see": "dark", "kind": "desk", "street": "lit"}


class Guide:
    def __init__(self, document: GuideDocument) -> None:
        self.document, self.texts = document, Texts(document)


def answer(document: GuideDocument, *plan: str, open_: str | None = None, known: Any = KNOWN, **says: Any) -> Answer:
    """What a guide says: these steps, or what ``says`` names of a decision."""
    network = compile_guide(engine_guide(document))
    real = advise(network, fold(network.guide, tuple(known.items())))
    planned = tuple(PlannedStep(slug, 0.1, 1.0, (), None) for slug in plan)
    decision = replace(real, **({"move": "offer", "question": None, "plan": planned} | says))
    return Answer(Guide(document), decision, known, open_)


def change_texts(then: Answer, now: Answer) -> list[str]:
    return [one.fill() for one in changes(then, now).meaning]


def answer_that_asks(document: GuideDocument, question: str) -> Answer:
    return answer(document, move="ask", question=question)


def lamp(**changes: object) -> GuideDocument:
    return rich_lamp(**changes)


def questions(**changes: Data) -> list[Data]:
    """The questions of the lamp, some of them changed."""
    supplier = {"slug": "supplier", "text": "Who?", "label": "Who", "why": "So.", "effort": "glance"}
    every = [see(), kind(), street(), smell(), supplier | {"options_from": "carriers"}]
    return [one | changes.get(one["slug"], {}) for one in every]


ALL = ("turn-on", "torch", "reset-fuses")


@pytest.mark.parametrize(
    "same",
    [
        answer(lamp(), *ALL),
        answer(lamp(), "torch", open_="torch"),
        answer_that_asks(lamp(), "street"),
        answer_that_asks(lamp(questions=questions()), "supplier"),
        answer(lamp(), move="escalate"),
        answer(lamp(), move="escalate", escalation=None),
    ],
)
def test_the_same_guide_says_the_same(same: Answer) -> None:
    """Nothing is made up."""
    assert changes(same, same) == Changes(())


def test_another_move_is_said_first() -> None:
    """It would ask, offer or send for help where it did something else."""
    offer, ask, help_ = answer(lamp(), *ALL), answer_that_asks(lamp(), "street"), answer(lamp(), move="escalate")
    fits = "What fits best is “The lamp is switched off”."
    assert change_texts(offer, ask) == ["It would ask: “Is the street lit?”"]
    assert change_texts(answer_that_asks(lamp(), "smell"), ask) == ["It would ask: “Is the street lit?”"]
    assert change_texts(ask, offer) == ["It would offer steps, first “Turn the lamp on”.", fits]
    assert change_texts(offer, help_) == ["It would say whom to ask."]


def test_a_step_that_was_open_and_is_gone_is_a_change() -> None:
    """Where the page showed a step that is no longer there, the guide goes on with what it asks."""
    opened = answer(lamp(), move="ask", question="street", open_="torch")
    assert change_texts(opened, answer_that_asks(lamp(), "street")) == ["It would ask: “Is the street lit?”"]


def test_another_order_is_said() -> None:
    """Another first step is named; else only that the order differs."""
    then = answer(lamp(), *ALL)
    assert change_texts(then, answer(lamp(), "torch", "turn-on", "reset-fuses")) == ["“Look with a torch” comes first."]
    assert change_texts(then, answer(lamp(), "turn-on", "reset-fuses", "torch")) == ["The steps come in another order."]


def test_steps_that_came_and_went_are_named() -> None:
    now = lamp(steps=[*(one for one in steps() if one["slug"] != "torch"), a_step("shake")])
    assert change_texts(answer(lamp(), *ALL), answer(now, "turn-on", "reset-fuses", "shake")) == [
        "“Look with a torch” is no longer among the steps.",
        "“Do shake” is among the steps now.",
    ]


def test_only_steps_that_are_shown_count() -> None:
    """What stands below the fifth is on no page."""
    every = [one["slug"] for one in steps()]
    assert change_texts(answer(lamp(), *every), answer(lamp(), *every[:5])) == []


def test_another_way_to_get_help_is_named() -> None:
    """At the end of the road."""
    now = lamp(steps=[*steps(), a_step("plumber", kind="escalation", title="Call a plumber")])
    then = answer(lamp(), move="escalate")
    assert change_texts(then, answer(now, move="escalate", escalation="plumber")) == [
        "For help it names “Call a plumber”."
    ]


def test_another_likeliest_cause_is_named_beside_other_changes() -> None:
    """By itself it changes nothing that the visitor does."""
    then = answer(lamp(), *ALL)
    other = tuple(reversed(then.decision.leaders))
    now = answer(lamp(), "torch", "turn-on", "reset-fuses", leaders=other)
    first = "“Look with a torch” comes first."
    assert change_texts(then, now) == [first, "What fits best is “The bulb is dead”."]
    assert change_texts(then, answer(lamp(), *now.shown_steps, leaders=())) == [first]
    assert changes(then, answer(lamp(), *ALL, leaders=other)) == Changes(())


def test_new_names_of_the_same_things_are_no_change() -> None:
    """A slug that became an alias still means the same."""
    turned = [
        one | {"slug": "switch-on", "aliases": ["turn-on"]} if one["slug"] == "turn-on" else one | {"only_after": []}
        for one in steps()
    ]
    assert change_texts(answer(lamp(), *ALL), answer(lamp(steps=turned), "switch-on", *ALL[1:])) == []


def changed_bulb(**changes: object) -> GuideDocument:
    return lamp(steps=[one | (changes if one["slug"] == "new-bulb" else {}) for one in steps()])


@pytest.mark.parametrize(
    "now",
    [
        changed_bulb(loses="A bulb costs **five pounds**."),
        changed_bulb(minutes=6),
        changed_bulb(cuts=[]),
        changed_bulb(title="Do not put a new bulb in"),
        changed_bulb(variants=[{"text": "1. Turn the old bulb in at [[socket]]."}]),
        changed_bulb(variants=[]),
        lamp(paths=[{"slug": "socket", "name": "The socket", "variants": [{"menu": ["Wall"]}]}]),
    ],
)
def test_instructions_of_another_meaning_are_named(now: GuideDocument) -> None:
    """Of the steps on the page, in any of their texts and facts, menu paths too."""
    then = answer(lamp(), "turn-on", "new-bulb")
    title = next(one.title for one in now.steps if one.slug == "new-bulb")
    assert change_texts(then, answer(now, "turn-on", "new-bulb")) == [f"“{title}” is done differently."]
    assert changes(answer(lamp(), "turn-on"), answer(now, "turn-on")) == Changes(())


@pytest.mark.parametrize(
    ("now", "reworded"),
    [
        (changed_bulb(title="Change the bulb"), 1),
        (changed_bulb(summary="It is time for another bulb."), 1),
        (changed_bulb(title="Put in a new bulb", variants=[{"text": "1. Twist the old bulb out at [[socket]]."}]), 1),
        (changed_bulb(title="PUT A NEW BULB IN.", loses="A bulb costs three pounds"), 0),
        (lamp(steps=[one | {"title": f"{one['title']} now"} for one in steps()]), 2),
    ],
)
def test_other_words_are_counted(now: GuideDocument, reworded: int) -> None:
    """They are no other answer; blanks, punctuation and capitals are nothing at all."""
    assert changes(answer(lamp(), "turn-on", "new-bulb"), answer(now, "turn-on", "new-bulb")) == Changes((), reworded)


def test_a_verdict_is_what_it_says() -> None:
    """Where no instructions stand below, the title and the summary are judged as such."""
    text = "In broad daylight any lamp looks dark."
    now = lamp(steps=[one | ({"summary": text} if one["slug"] == "nothing-broken" else {}) for one in steps()])
    bare = [one | ({"variants": []} if one["slug"] == "nothing-broken" else {}) for one in steps()]
    gone = lamp(steps=[one | ({"summary": text} if one["slug"] == "nothing-broken" else {}) for one in bare])
    assert changes(answer(lamp(), "nothing-broken"), answer(now, "nothing-broken")) == Changes((), 1)
    assert change_texts(answer(lamp(steps=bare), "nothing-broken"), answer(gone, "nothing-broken")) == [
        "“Nothing is broken” is done differently."
    ]


def test_a_question_is_compared_with_its_answers() -> None:
    then = answer_that_asks(lamp(), "street")
    why = answer_that_asks(lamp(questions=questions(street={"why": "Your answer tells most."})), "street")
    asked = answer_that_asks(lamp(questions=questions(street={"text": "Is the street dark?"})), "street")
    assert changes(then, why) == Changes((), reworded_question=True)
    assert change_texts(then, asked) == ["“Is the street dark?” is asked differently."]


def test_a_small_guide_without_variants_is_compared() -> None:
    """A step may have no instructions of its own."""
    bare = make_document(steps=[a_step("turn-on", {"switch": "always"}, variants=[]), *STEPS])
    known = {"see": "dark"}
    assert change_texts(answer(bare, "turn-on", known=known), answer(bare, "turn-on", known=known)) == []


STEPS = [a_step("wait", kind="workaround"), a_step("electrician", kind="escalation")]


def test_changes_of_an_alarm_that_stops_name_no_step() -> None:
    """It is told that there is one, that it says something else, or that there is none any more."""
    goes_on, stops = answer(lamp(), *ALL), answer(lamp(), move="escalate", stops=("fire",))
    (fire,) = lamp().alarms
    worse = lamp(alarms=[fire.model_dump() | {"title": "It burns"}])
    assert change_texts(goes_on, stops) == ["Before anything else it would say: “It may burn”."]
    assert change_texts(stops, answer(worse, move="escalate", stops=("fire",))) == [
        "Before anything else it would say: “It burns”."
    ]
    assert change_texts(stops, goes_on) == ["It would no longer stop there."]
    assert change_texts(stops, stops) == []


def test_a_wait_is_compared_as_the_step_that_it_is_for() -> None:
    """With what can be done meanwhile below it."""
    wait = answer(lamp(), "torch", move="wait", waiting="wait-power")
    assert wait.shown_steps == ("wait-power", "torch")
    assert changes(wait, wait) == Changes(())
    assert (
        change_texts(answer(lamp(), "turn-on"), wait)[0]
        == "It would offer steps, first “Wait until the power is back”."
    )
    assert change_texts(wait, answer(lamp(), move="wait", waiting="wait-power")) == [
        "“Look with a torch” is no longer among the steps.",
    ]
