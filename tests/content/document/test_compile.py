"""The document without its texts, as the engine takes it."""

from diagnostics.content.document.compile import condition, engine_guide, sign_row
from diagnostics.engine.guide import Alarm, Option
from tests.builders import a_carrier, a_cause, a_question, a_step, an_option, make_document


def test_engine_guide_expands_sign_rows() -> None:
    """The most special row counts whole: the cause's, then the place's, then the general one; the open cause has none."""
    signs = {"bulb": {}, "@grid": {"a": "against"}, "*": {"a": "for", "b": "against"}}
    document = make_document(questions=[a_question("q", "a", "b", signs=signs)])
    assert engine_guide(document).questions[0].signs == {
        "switch": {"a": "for", "b": "against"},
        "outage": {"a": "against"},
    }


def test_sign_row_of_a_cause_that_no_row_names_is_empty() -> None:
    document = make_document(questions=[a_question("q", "a", "b", signs={"@home": {"a": "for"}})])
    assert sign_row(document.questions[0], document.causes[2]) == {}


def test_engine_guide_takes_carriers_as_options() -> None:
    """The question about the carrier has the carrier notes as options, with their aliases."""
    question = {**a_question("carrier"), "options_from": "carriers"}
    document = make_document(questions=[question], carriers=[a_carrier("one", aliases=["uno"]), a_carrier("two")])
    assert engine_guide(document).questions[0].options == (Option("one", aliases=("uno",)), Option("two"))


def test_engine_guide_keeps_words_and_rules() -> None:
    """Every word and condition that the engine reads comes through."""
    document = make_document(
        add={
            "causes": [a_cause("wire", commonness="rare")],
            "questions": [
                a_question(
                    "new",
                    an_option("x", usual="rare", when={"see": ["dark"]}, detect="ipad", aliases=["y"]),
                    "z",
                    finding="f",
                    follows="see",
                    unknown="many",
                    aliases=["old"],
                )
            ],
            "steps": [
                a_step(
                    "x",
                    {"wire": "seldom"},
                    never_while=[{"see": ["dark"]}],
                    only_after=["turn-on"],
                    when={"kind": ["desk"]},
                    waiting="day",
                    disruption="interrupts",
                    aliases=["w"],
                )
            ],
        },
        alarms=[{"slug": "fire", "title": "F", "summary": "F", "text": "F", "when": {"see": ["flicker"]}}],
    )
    guide = engine_guide(document)
    assert guide.places == ("home", "grid")
    assert guide.escalation_minutes == 60
    assert (guide.causes[-1].commonness, guide.causes[3].open) == ("rare", True)
    question, step = guide.questions[-1], guide.steps[-1]
    assert question.options[0] == Option("x", "rare", (("see", frozenset({"dark"})),), ("y",))
    assert (question.detectable, question.finding, question.follows, question.unknown) == (True, "f", "see", "many")
    assert question.aliases == ("old",)
    assert not guide.questions[0].detectable
    assert step.never_while == (condition({"see": ("dark",)}),)
    assert (step.only_after, step.when, step.remedies) == (
        ("turn-on",),
        condition({"kind": ("desk",)}),
        {"wire": "seldom"},
    )
    assert (step.waiting, step.disruption, step.aliases) == ("day", "interrupts", ("w",))
    assert guide.alarms == (Alarm("fire", condition({"see": ("flicker",)})),)
