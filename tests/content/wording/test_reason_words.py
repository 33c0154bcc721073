"""Every reason is a sentence, and it begins with what the visitor said."""

from dataclasses import replace
from typing import Any, get_args, get_type_hints

import pytest

from diagnostics.content.wording import reason_words
from diagnostics.engine.decision import Cure, Evidence, NotFirst, PlannedStep, Separation
from diagnostics.engine.guide import Ticks
from diagnostics.engine.walk import DroppedPair
from diagnostics.engine.words import BandWord
from tests.builders import a_carrier, a_cause, a_question, a_step, an_option, make_document

DOCUMENT = make_document(
    carriers=[a_carrier("one")],
    causes=[
        a_cause("bulb", name="The bulb is dead", said="the bulb is dead"),
        a_cause("switch", name="The lamp is switched off", said="the lamp is switched off"),
        a_cause("outage", place="grid", name="The “power” is out"),
        a_cause("something-else", open=True, sources=[]),
    ],
    questions=[
        a_question(
            "see",
            an_option("dark", said="the lamp stays dark"),
            an_option("burnt", said="the bulb is plainly dead"),
            "flicker",
            asked="first",
        ),
        a_question("kind", "desk", "ceiling", asked="second"),
    ],
    add={
        "questions": [{**a_question("carrier"), "options_from": "carriers"}],
        "steps": [
            a_step("daylight", kind="verdict"),
            a_step("risky", disruption="loses-data", never_because="It would hurt.", title="Do the “risky” thing"),
        ],
    },
)
EVIDENCE = Evidence("see", "dark", "bulb", 2.0)
FLICKERS = "Your answer to “What about see?” is “Option flicker”"


def planned_step(*cures: Cure, evidence: Evidence | None = EVIDENCE) -> PlannedStep:
    """A step of a plan that cures these."""
    return PlannedStep("new-bulb", 0.5, 6.0, cures, evidence)


def not_first(why: Any, **changes: Any) -> str:
    known = changes.pop("known", {})
    return reason_words.not_first(DOCUMENT, NotFirst("risky", why, **changes), known).fill()


@pytest.mark.parametrize(
    ("band", "said"),
    [
        ("very-likely", "The lamp stays dark, so it is very likely that the bulb is dead."),
        ("likely", "The lamp stays dark, so it is likely that the bulb is dead."),
        ("possible", "The lamp stays dark, so it may be that the bulb is dead."),
        ("unlikely", "The lamp stays dark, so it could still be that the bulb is dead."),
    ],
)
def test_step_begins_with_what_was_said(band: Any, said: str) -> None:
    """A step is offered because of an answer; how likely its cause is comes in words."""
    other: BandWord = "possible" if band != "possible" else "unlikely"
    assert reason_words.step(DOCUMENT, planned_step(Cure("bulb", band, 0.4))).fill() == said
    assert reason_words.step(DOCUMENT, planned_step(Cure("bulb", band, 0.4), Cure("switch", other, 0.1))).fill() == said
    two = reason_words.step(DOCUMENT, planned_step(Cure("bulb", band, 0.4), Cure("switch", band, 0.3))).fill()
    assert two == said.removesuffix(".") + ", or that the lamp is switched off."


def test_what_has_no_words_inside_a_sentence_is_quoted() -> None:
    """An older guide reads cleanly too: whole sentences, quotation marks inside them single."""
    quoted = planned_step(Cure("outage", "likely", 0.4), evidence=Evidence("see", "flicker", "outage", 2.0))
    assert reason_words.step(DOCUMENT, quoted).fill() == (
        f"{FLICKERS}, so it is likely that the cause is “The ‘power’ is out”."
    )
    carrier = planned_step(Cure("bulb", "likely", 0.4), evidence=Evidence("carrier", "one", "bulb", 2.0))
    assert reason_words.step(DOCUMENT, carrier).fill() == "Your carrier is One, so it is likely that the bulb is dead."


def test_nothing_is_said_twice() -> None:
    """“The bulb is plainly dead, so it is likely that the bulb is dead” would say it twice."""
    planned = planned_step(Cure("bulb", "very-likely", 0.4), evidence=Evidence("see", "burnt", "bulb", 3.0))
    assert reason_words.step(DOCUMENT, planned).fill() == "The bulb is plainly dead, and that is what this is for."
    verdict = replace(planned, step="daylight")
    assert reason_words.step(DOCUMENT, verdict).fill() == "The bulb is plainly dead, and that explains it."


def test_step_without_an_answer_or_cause_still_has_a_reason() -> None:
    """Where no answer speaks for it, the cause does; where no cause stands out, its price does."""
    assert reason_words.step(DOCUMENT, planned_step(Cure("bulb", "likely", 0.4), evidence=None)).fill() == (
        "As things stand, it is likely that the bulb is dead."
    )
    assert reason_words.step(DOCUMENT, planned_step()).fill().startswith("It takes little")


def test_separation_names_both_causes() -> None:
    """A question is asked to tell one cause from another."""
    told = reason_words.separation(DOCUMENT, Separation("see", "dark", "bulb", "switch")).fill()
    assert told == "Your answer helps to tell whether the bulb is dead, or whether the lamp is switched off."


def test_not_first_has_words_for_every_reason() -> None:
    """No reason that the engine knows is without words."""
    for why in get_args(get_type_hints(NotFirst)["why"]):
        said = not_first(why, condition=(("see", frozenset({"dark"})),), after=("turn-on",))
        assert said.endswith(".")


def test_not_first_names_the_answer_that_stands_against_it() -> None:
    """A step that does not apply, or must wait, says because of which answer."""
    condition = (("kind", frozenset({"desk"})), ("see", frozenset({"dark"})))
    known = {"kind": "desk", "see": "flicker"}
    assert not_first("not-here", condition=condition, known=known) == (f"{FLICKERS}, so this does not apply.")
    assert not_first("not-here", condition=condition, known={"kind": None}) == "This does not apply to what you said."
    several = (("see", frozenset({"dark", "flicker"})),)
    assert not_first("never-while", condition=several, known=known) == (
        f"{FLICKERS}, so this must wait. It would hurt."
    )
    assert not_first("never-while", condition=several) == "This must wait. It would hurt."
    assert not_first("never-while", condition=condition[1:]).startswith("The lamp stays dark, so this must wait.")


def test_not_first_names_the_steps_before_it() -> None:
    """One, two, or two and more."""
    assert not_first("only-after", after=("turn-on",)) == "“Do turn-on” comes before it."
    assert (
        not_first("only-after", after=("turn-on", "risky")) == "“Do turn-on” and “Do the ‘risky’ thing” come before it."
    )
    assert not_first("only-after", after=("turn-on", "risky", "candle")).endswith(
        "and other harmless steps come before it."
    )


def test_not_first_names_what_is_waited_for() -> None:
    """What cannot be done meanwhile says for which step it has to wait."""
    assert not_first("meanwhile", after=("turn-on",)) == (
        "You are waiting for “Do turn-on”, and this cannot be done meanwhile."
    )


def test_not_first_says_what_would_be_lost() -> None:
    """A step that loses something says what."""
    assert not_first("loses-more") == "It erases data, so steps that erase nothing come first."


def test_answer_reads_as_in_a_list() -> None:
    """Label and answer; carriers by name; what is unknown as it stands."""
    assert reason_words.answer(DOCUMENT, "see", "dark") == "Label see: Option dark"
    assert reason_words.answer(DOCUMENT, "see", None) == "Label see"
    assert reason_words.answer(DOCUMENT, "see", "gone") == "Label see: gone"
    assert reason_words.answer(DOCUMENT, "carrier", "one") == "Label carrier: One"
    assert reason_words.answer(DOCUMENT, "gone", "x") == "gone: x"


def test_answer_names_all_ticks_or_none() -> None:
    """Of a list everything that is so, else that nothing is."""
    facts = make_document(add={"questions": [a_question("facts", "hum", "smell", kind="several")]})
    assert reason_words.answer(facts, "facts", Ticks(("hum", "smell"), ("hum", "smell"))).endswith(
        ": Option hum; Option smell"
    )
    assert reason_words.answer(facts, "facts", Ticks((), ("hum",))).endswith(": None of these")


def test_band_is_never_a_number() -> None:
    """Likelihood comes in words."""
    assert [reason_words.band(word).fill() for word in reason_words.BANDS] == [
        "very likely",
        "likely",
        "possible",
        "unlikely",
    ]


def test_dropped_answers_are_one_line() -> None:
    """What did not count is named in one line, three pairs at most, long ones cut short."""
    unknown = [DroppedPair("see", "x" * 50, "unknown"), DroppedPair("tried", "y", "unknown")]
    other = [
        DroppedPair("see", "dark", "contradicted"),
        DroppedPair("see", "not-sure", "contradicted"),
        DroppedPair("ask", "kind", "contradicted"),
        DroppedPair("tried", "risky", "contradicted"),
    ]
    assert reason_words.dropped_answers(DOCUMENT, unknown).fill() == (
        f"Left out, because this guide does not know it: “see: {'x' * 40}…”, “tried: y”"
    )
    assert reason_words.dropped_answers(DOCUMENT, other).fill() == (
        "Left out, because it does not fit your other answers: “Label see: Option dark”, “Label see”, “Label kind”, …"
    )
    for word in ("tried", "waiting"):
        risky = DroppedPair(word, "risky", "contradicted")
        assert "“Do the ‘risky’ thing”" in reason_words.dropped_answers(DOCUMENT, [risky]).fill()
    assert (
        reason_words.dropped_answers(DOCUMENT, [*unknown, *other])
        .fill()
        .startswith("Left out, because it does not fit here, or")
    )
