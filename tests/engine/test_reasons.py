"""Reasons as data, in terms of the visitor's own answers."""

from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnostics.engine.advise import advise, why_not_first
from diagnostics.engine.choose import DEFAULT
from diagnostics.engine.decision import Decision, Evidence, NotFirst, Separation, Standing
from diagnostics.engine.guide import Guide, Option, Question, Ticks, options_of
from diagnostics.engine.network import compile_guide
from diagnostics.engine.reasons import (
    CURES_NAMED,
    LEAST_EVIDENCE,
    separation,
)
from diagnostics.engine.situation import situation
from diagnostics.engine.walk import Walk, fold, visible_options
from diagnostics.engine.words import band
from tests.engine.builders import a_cause, a_guide, a_question, a_step, a_walk, when
from tests.engine.drawn import findings_for, guides_and_walks
from tests.engine.twin import Twin
from tests.engine.twin_numbers import is_contradicted

PROOF = {"dust": {"yes": "proves"}, "rust": {"yes": "rules-out"}}
LAMP = a_guide(
    ["dust", "rust"],
    [a_question("see", signs=PROOF), a_question("mute"), a_question("hear", signs={"dust": {"yes": "against"}})],
    [a_step("wipe", {"dust": "usually", "rust": "seldom"}), a_step("scrub", {"rust": "usually"}, minutes=3)],
)


def say(guide: Guide, walk: Walk | None = None, findings: dict[str, str] | None = None) -> Decision:
    return advise(compile_guide(guide), walk or Walk(), findings or {})


def standing(decision: Decision, cause: str) -> Standing:
    return next(one for one in decision.causes if one.cause == cause)


# Of a cause ------------------------------------------------------------------


def test_weight_of_evidence_by_hand() -> None:
    """The weight of an answer is log(P(answer | cause) / P(answer)), misreading included."""
    decision = say(LAMP, a_walk(LAMP, see="yes"))
    # Two options as usual as each other: dust says yes in 20 of 21, rust in 0.02 of 1.02; 5 % misread.
    dust = 0.95 * 20 / 21 + 0.05 / 21
    rust = 0.95 * 0.02 / 1.02 + 0.05 / 1.02
    mean = (dust + rust) / 2
    strong, weak = standing(decision, "dust").strongest_for, standing(decision, "rust").strongest_against
    assert strong is not None
    assert weak is not None
    assert (strong.question, strong.option, strong.cause) == ("see", "yes", "dust")
    assert strong.weight == pytest.approx(log(dust / mean))
    assert weak.weight == pytest.approx(log(rust / mean))
    assert standing(decision, "dust").strongest_against is standing(decision, "rust").strongest_for is None


def test_strongest_evidence_is_named() -> None:
    """Of several answers the one that says most for a cause is named, and the one that says most against it."""
    decision = say(LAMP, a_walk(LAMP, hear="yes", mute="yes", see="yes"))
    dust = standing(decision, "dust")
    assert dust.strongest_for is not None
    assert dust.strongest_against is not None
    assert (dust.strongest_for.question, dust.strongest_against.question) == ("see", "hear")


def test_no_answer_is_no_evidence() -> None:
    """Without answers, and with answers that say next to nothing, no evidence is named."""
    for walk in (Walk(), a_walk(LAMP, mute="yes"), a_walk(LAMP, see="not-sure")):
        for cause in say(LAMP, walk).causes:
            assert cause.strongest_for is cause.strongest_against is None


def test_findings_are_evidence() -> None:
    """What the server found is named as the reason like an answer."""
    strong = standing(say(LAMP, findings={"see": "yes"}), "dust").strongest_for
    assert strong is not None
    assert (strong.question, strong.option) == ("see", "yes")


@given(st.data(), guides_and_walks(questions=(1, 4)))
def test_evidence_is_the_twin_s(data: st.DataObject, drawn: tuple[Guide, Walk]) -> None:
    """In any walk each cause's strongest evidence is the greatest weight that any answer has for or against it."""
    guide, walk = drawn
    findings = data.draw(findings_for(guide))
    twin, decision = Twin(guide, walk, findings, DEFAULT), say(guide, walk, findings)
    weights = [row for question in guide.questions for row in _weights(twin, question)]
    for index, cause in enumerate(decision.causes):
        most = max([0.0, *(row[index] for row in weights)])
        least = min([0.0, *(row[index] for row in weights)])
        _is_extreme(cause.strongest_for, most, twin)
        _is_extreme(cause.strongest_against, least, twin)


def _is_extreme(evidence: Evidence | None, extreme: float, twin: Twin) -> None:
    if evidence is None:
        assert abs(extreme) < LEAST_EVIDENCE * (1 + 1e-8)
    else:
        assert evidence.weight == pytest.approx(extreme, rel=1e-8)
        assert evidence.option in options_of(twin.known[evidence.question])


def _weights(twin: Twin, question: Question) -> list[list[float]]:
    """Of each answer, and of each tick, log(P(it | cause) / P(it)) by cause."""
    answer = twin.known.get(question.slug)
    if answer is None or is_contradicted(question.when, twin.known):
        return []
    if not isinstance(answer, Ticks):
        rows, counts = [twin.of_shown(question, answer)], 1.0
    else:
        said = [option.slug for option in question.options if option.slug in answer.chosen and not option.means]
        rows, counts = [twin.chances_of_tick(question, fact) for fact in said], 0.8 if len(answer.shown) > 1 else 1.0
    return [[counts * log(one / row[-1]) for one in row[:-1]] for row in rows]


@pytest.mark.parametrize(
    ("commonness", "level"), [("very-common", 3), ("common", 3), ("occasional", 2), ("unusual", 1), ("rare", 1)]
)
def test_level_is_the_height_beside_the_leader(commonness: str, level: int) -> None:
    """Beside the leader: half of it is 3, a sixth 2, a twentieth 1."""
    guide = a_guide([a_cause("leader", "very-common"), a_cause("other", commonness)])  # type: ignore[arg-type]
    decision = say(guide)
    assert [cause.level for cause in decision.causes] == [3, level]
    assert [cause.cause for cause in decision.leaders] == ["leader", "other"]


def test_what_no_longer_fits_has_no_level() -> None:
    """A cause below a twentieth of the leader has level 0, and is no longer among the leaders."""
    decision = say(LAMP, a_walk(LAMP, see="yes", hear="no"))
    assert standing(decision, "rust").level == 1
    guide = a_guide([a_cause("dust", "very-common"), a_cause("rust", "rare")], LAMP.questions)
    decision = say(guide, a_walk(guide, see="yes"))
    assert standing(decision, "rust").level == 0
    assert [cause.cause for cause in decision.leaders] == ["dust"]


@given(guides_and_walks())
def test_bands_and_levels_follow_the_shares(drawn: tuple[Guide, Walk]) -> None:
    """A cause's band is the word for its share, and of two causes the likelier never stands lower."""
    decision = say(*drawn)
    ranked = sorted(decision.causes, key=lambda cause: cause.share)
    assert [cause.band for cause in decision.causes] == [band(cause.share) for cause in decision.causes]
    assert [cause.level for cause in ranked] == sorted(cause.level for cause in ranked)


# Of a question ---------------------------------------------------------------


def test_separation_names_the_option_and_both_causes() -> None:
    """A question's reason is the answer that would speak most for one likely cause and against another."""
    guide = a_guide(["dust", "rust"], [a_question("see", "yes", "no", "other", signs=PROOF, asked="first")])
    assert say(guide).separation == Separation("see", "yes", towards="dust", away="rust")


def test_separation_weighs_by_likelihood() -> None:
    """Two likely causes told apart a little come before unlikely ones told apart entirely."""
    causes = [a_cause("a", "very-common"), a_cause("b", "very-common"), a_cause("c", "rare"), a_cause("d", "rare")]
    signs = {"a": {"x": "strongly-for"}, "b": {"x": "strongly-against"}, "c": {"y": "proves"}, "d": {"y": "rules-out"}}
    network = compile_guide(a_guide(causes, [a_question("see", "x", "y", "z", signs=signs)]))
    reason = separation(situation(network, Walk(), {}, DEFAULT), 0)
    assert reason is not None
    assert (reason.option, reason.towards, reason.away) == ("x", "a", "b")


def test_question_that_separates_nothing_has_no_reason() -> None:
    """A pinned question that says nothing about the causes is asked without a separation; so is one about one cause."""
    guide = a_guide(questions=[a_question("mute", asked="first")])
    assert (say(guide).question, say(guide).separation) == ("mute", None)
    alone = a_guide(["dust"], [a_question("see", asked="first", signs={"dust": {"yes": "proves"}})])
    assert say(alone).separation is None


def test_separation_never_names_a_hidden_option() -> None:
    """The answer in a question's reason is one of those that are shown."""
    signs = {"dust": {"grey": "proves", "red": "for"}, "rust": {"grey": "rules-out"}}
    see = a_question("see", "red", "green", Option("grey", when=when(device="mac")), signs=signs, asked="first")
    guide = a_guide(questions=[a_question("device", "phone", "mac"), see])
    on_phone, on_mac = say(guide, a_walk(guide, device="phone")), say(guide, a_walk(guide, device="mac"))
    assert on_phone.separation is not None
    assert on_mac.separation is not None
    assert on_phone.separation.option in {"red", "green"}
    assert on_mac.separation.option == "grey"


@given(guides_and_walks(causes=(2, 6), questions=(1, 5)))
def test_separation_is_about_what_can_be_chosen(drawn: tuple[Guide, Walk]) -> None:
    """In any walk the reason of a question names two causes and an option that the visitor can see."""
    guide, walk = drawn
    decision = say(guide, walk)
    if decision.separation:
        assert decision.separation.question == decision.question
        assert decision.separation.option in visible_options(
            guide.question_names[decision.separation.question], walk.answers
        )
        assert decision.separation.towards != decision.separation.away


# Of a step -------------------------------------------------------------------


def test_planned_step_says_what_it_cures_and_why() -> None:
    """A step's reason: its chance and minutes, the likely causes that it cures, the answer that speaks for the first."""
    decision = say(LAMP, a_walk(LAMP, see="yes"))
    wipe = decision.plan[0]
    dust, rust = (standing(decision, cause) for cause in ("dust", "rust"))
    assert (wipe.step, wipe.minutes) == ("wipe", 2)
    assert wipe.chance == pytest.approx(0.75 * dust.share + 0.1 * rust.share)
    assert [(cure.cause, cure.band) for cure in wipe.cures] == [("dust", dust.band), ("rust", rust.band)]
    assert [cure.share for cure in wipe.cures] == pytest.approx([0.75 * dust.share, 0.1 * rust.share])
    assert wipe.evidence == dust.strongest_for


def test_planned_step_names_the_likeliest_causes_only() -> None:
    """Of many causes that a step cures the two with the greatest share are named, of equal ones the first."""
    causes = [a_cause("a", "rare"), *map(a_cause, "bcd")]
    guide = a_guide(causes, steps=[a_step("wipe", dict.fromkeys("abcd", "usually"))])
    planned = say(guide).plan[0]
    assert [cure.cause for cure in planned.cures] == ["b", "c"]
    assert len(planned.cures) == CURES_NAMED
    assert planned.evidence is None


def why(guide: Guide, step: str, walk: Walk | None = None) -> NotFirst:
    network = compile_guide(guide)
    return why_not_first(network, walk or Walk(), advise(network, walk or Walk()), step)


ORDER = a_guide(
    ["dust", "rust"],
    [a_question("see"), a_question("device")],
    [
        a_step("wipe", {"dust": "always"}),
        a_step("brush", {"dust": "sometimes", "rust": "sometimes"}, minutes=3),
        a_step("scrub", {"dust": "always", "rust": "usually"}, minutes=30),
        a_step("restart", {"rust": "usually"}, disruption="interrupts"),
        a_step("pray", {"rust": "seldom"}, minutes=60, aliases=("hope",)),
        a_step("reset", {"rust": "usually"}, only_after=("scrub", "pray")),
        a_step("mac-only", {"rust": "usually"}, when=when(device="yes")),
        a_step("never", {"rust": "usually"}, never_while=(when(device="no"), when(see="yes"))),
        a_step("call", kind="workaround"),
    ],
)


@pytest.mark.parametrize(
    ("step", "pairs", "reason"),
    [
        ("wipe", {}, NotFirst("wipe", "first")),
        ("wipe", {"tried": "wipe"}, NotFirst("wipe", "tried")),
        ("wipe", {"cannot": "wipe"}, NotFirst("wipe", "cannot")),
        ("mac-only", {"device": "no"}, NotFirst("mac-only", "not-here", condition=when(device="yes"))),
        ("never", {"see": "yes"}, NotFirst("never", "never-while", condition=when(see="yes"))),
        ("reset", {"tried": "scrub"}, NotFirst("reset", "only-after", after=("pray",))),
        ("reset", {}, NotFirst("reset", "only-after", after=("scrub", "pray"))),
        ("restart", {}, NotFirst("restart", "loses-more")),
        ("brush", {}, NotFirst("brush", "less-likely")),
        ("pray", {}, NotFirst("pray", "unneeded")),
        ("hope", {}, NotFirst("pray", "unneeded")),
        ("call", {}, NotFirst("call", "unneeded")),
    ],
)
def test_not_first_has_its_reason(step: str, pairs: dict[str, str], reason: NotFirst) -> None:
    """Each reason for which a step stands behind is found, with the condition or the steps it waits for."""
    assert why(ORDER, step, fold(ORDER, list(pairs.items()))) == reason


def test_not_first_because_it_is_slower() -> None:
    """A step that is at least as likely to help stands behind a quicker one."""
    guide = a_guide(
        ["dust"], steps=[a_step("slow", {"dust": "always"}, minutes=30), a_step("quick", {"dust": "usually"})]
    )
    assert why(guide, "slow") == NotFirst("slow", "slower")


@given(guides_and_walks(steps=(1, 6)))
def test_every_step_has_a_reason(drawn: tuple[Guide, Walk]) -> None:
    """For every step of any guide there is a reason, and only the first one is first."""
    guide, walk = drawn
    network = compile_guide(guide)
    decision = advise(network, walk)
    for step in guide.steps:
        reason = why_not_first(network, walk, decision, step.slug)
        assert reason.step == step.slug
        assert (reason.why == "first") == bool(decision.plan and decision.plan[0].step == step.slug)
        assert (reason.why in {"loses-more", "slower", "less-likely"}) == (
            step.slug in [p.step for p in decision.plan[1:]]
        )
