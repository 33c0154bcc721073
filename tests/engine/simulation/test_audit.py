"""The audit's warnings, each on the smallest guide that deserves it."""

from dataclasses import replace

from diagnostics.engine.guide import Cause, Option, Question
from diagnostics.engine.network import compile_guide
from diagnostics.engine.simulation.audit import Remark, audit, strongest_question
from tests.engine.builders import a_guide, a_question, a_step

TELLING = a_question("smell", "smoke", "none", signs={"dust": {"smoke": "rules-out"}, "rust": {"smoke": "proves"}})
STEPS = (a_step("dusting", {"dust": "always"}), a_step("oiling", {"rust": "always"}))


def remarks(**parts: object) -> tuple[Remark, ...]:
    sound: dict[str, object] = {"questions": [TELLING], "steps": STEPS}
    return audit(compile_guide(a_guide(**{**sound, **parts})))  # type: ignore[arg-type]


def test_sound_guide_has_no_remark() -> None:
    """Nothing is said where nothing is odd."""
    assert remarks() == ()


def test_causes_that_no_question_tells_apart() -> None:
    """Two causes with the same signs everywhere are named together."""
    found = remarks(
        causes=["dust", "rust", "soot"],
        steps=[*STEPS, a_step("sweep", {"soot": "always"})],
        questions=[a_question("smell", "smoke", "none", signs={"rust": {"smoke": "proves"}})],
    )
    assert Remark("causes-alike", ("dust", "soot")) in found


def test_cause_that_can_never_come_first() -> None:
    """A rare cause with mild signs beside a common one that shares them never leads."""
    signs = {"dust": {"smoke": "for"}, "rust": {"smoke": "for"}}
    found = remarks(
        causes=[Cause("dust", "here", "very-common"), Cause("rust", "here", "rare")],
        questions=[a_question("smell", "smoke", "none", signs=signs)],
    )
    assert Remark("cause-never-first", ("rust",)) in found
    assert Remark("cause-never-first", ("dust",)) not in found


def test_questions_that_say_the_same() -> None:
    """Two questions with the same strong signs count twice."""
    twin = a_question("odour", "smoke", "none", signs=TELLING.signs)
    assert Remark("questions-alike", ("smell", "odour")) in remarks(questions=[TELLING, twin])


def test_option_and_question_that_tell_nothing() -> None:
    """An option that speaks for no cause and against none is named; so is a question of such options."""
    mild = a_question(
        "smell",
        "smoke",
        "dull",
        "none",
        signs={"dust": {"smoke": "proves", "dull": "proves"}, "rust": {"none": "proves"}},
    )
    equal = a_question("size", "big", "small", signs={"dust": {"big": "for"}, "rust": {"big": "for"}})
    flat = a_question(
        "hue",
        "dark",
        "pale",
        "odd",
        signs={"dust": {"dark": "strongly-for", "pale": "for"}, "rust": {"dark": "for", "pale": "strongly-for"}},
    )
    found = remarks(questions=[mild, equal, flat])
    assert Remark("question-tells-nothing", ("size",)) in found
    assert Remark("option-tells-nothing", ("hue", "odd")) in found


def test_question_without_signs_informs_only() -> None:
    """A question without any sign (which carrier?) is not blamed for telling nothing."""
    assert remarks(questions=[TELLING, a_question("carrier", "one", "other")]) == ()


def test_steps_that_are_of_no_use() -> None:
    """A step without remedies cures nothing; one that is never worth its minutes is never planned."""
    idle, dear = a_step("pray"), a_step("replace", {"dust": "seldom"}, minutes=300)
    found = remarks(steps=[*STEPS, idle, dear])
    assert set(found) == {Remark("step-cures-nothing", ("pray",)), Remark("step-never-planned", ("replace",))}


def facts(*slugs: str | Option, **changes: object) -> Question:
    """A list to tick."""
    return a_question("facts", *slugs, kind="several", **changes)


def test_each_fact_of_a_list_is_judged_by_its_tick() -> None:
    """A fact that speaks for no cause is named, though its neighbours tell much; one that answers another question is not."""
    listed = facts("warm", "dull", Option("odd", means=(("smell", "smoke"),)), signs={"rust": {"warm": "proves"}})
    assert remarks(questions=[listed]) == (Remark("option-tells-nothing", ("facts", "dull")),)


def test_list_that_tells_nothing() -> None:
    """Where no tick says anything, the whole list is named once."""
    listed = facts("big", "small", signs={"dust": {"big": "for"}, "rust": {"big": "for"}})
    assert remarks(questions=[TELLING, listed]) == (Remark("question-tells-nothing", ("facts",)),)


def test_causes_that_only_a_fact_tells_apart() -> None:
    """A single fact is enough to tell two causes apart, and to let a cause lead."""
    parts = {"causes": ["dust", "soot"], "steps": [STEPS[0], a_step("sweep", {"soot": "always"})]}
    told = remarks(**parts, questions=[facts("cold", "black", signs={"soot": {"black": "proves"}})])
    assert told == (Remark("option-tells-nothing", ("facts", "cold")),)
    assert Remark("causes-alike", ("dust", "soot")) in remarks(**parts, questions=[facts("cold", "black")])


def test_the_brake_of_a_list_may_keep_a_cause_from_leading() -> None:
    """What a fact says among others counts less than what it says alone."""
    causes = [Cause("dust", "here", "common"), Cause("soot", "here", "rare")]
    signs = {"soot": {"black": "proves"}, "dust": {"black": "against"}}
    black = Option("black", "rare")
    kinds = [
        {remark.kind for remark in remarks(causes=causes, questions=[facts(*some, signs=signs)])}
        for some in ([black], [black, "cold"])
    ]
    assert ["cause-never-first" in one for one in kinds] == [False, True]


def test_fact_that_says_the_same_as_something_else() -> None:
    """A fact is held against questions and other facts; one that answers that question itself is not."""
    smoke, soot = Option("smoke", "very-common"), Option("soot", "very-common")
    same = {"smoke": "proves", "soot": "proves"}
    signs = {"rust": same, "dust": dict.fromkeys(same, "rules-out")}
    twins = remarks(questions=[TELLING, facts(smoke, soot, signs=signs)])
    assert Remark("fact-alike", ("facts", "smoke", "smell")) in twins
    assert Remark("fact-alike", ("facts", "smoke", "facts", "soot")) in twins
    meant = facts(Option("smoke", "very-common", means=(("smell", "smoke"),)), signs=signs)
    assert remarks(questions=[TELLING, meant]) == ()


def test_cause_that_nothing_said_at_first_can_raise() -> None:
    """Only questions asked first and second count, and only the causes of one place are held against each other."""
    causes = [Cause("dust", "here", "common"), Cause("rust", "here", "rare"), Cause("soot", "there", "rare")]
    asked = a_question("hue", "brown", "grey", asked="first", signs={"rust": {"brown": "for"}})
    found = remarks(causes=causes, questions=[asked, TELLING])
    assert [one.slugs for one in found if one.kind == "cause-never-volunteered"] == [("rust",)]
    strong = replace(asked, signs={"rust": {"brown": "proves"}, "dust": {"brown": "rules-out"}})
    for questions in ([strong, TELLING], [asked, replace(TELLING, asked="second")]):
        kinds = {one.kind for one in remarks(causes=causes, questions=questions)}
        assert "cause-never-volunteered" not in kinds
    assert "cause-never-volunteered" not in {one.kind for one in remarks(causes=causes)}


def test_fact_that_answers_another_question_raises_what_that_answer_raises() -> None:
    """Though it has no signs of its own."""
    causes = [Cause("dust", "here", "common"), Cause("rust", "here", "rare")]
    meant = replace(facts(Option("brown", means=(("smell", "smoke"),))), asked="second")
    for listed, kinds in ((meant, set()), (replace(facts("brown"), asked="second"), {"cause-never-volunteered"})):
        found = remarks(causes=causes, questions=[TELLING, listed])
        assert {one.kind for one in found} == kinds


def test_strongest_question_is_the_one_that_tells_most() -> None:
    """A list tells what all its facts do together; where nothing tells anything there is none."""
    weak = [a_question(slug, signs={"rust": {"yes": "for"}}) for slug in ("damp", "cold")]
    network = compile_guide(a_guide(questions=[weak[0], TELLING, facts("smoke", signs={"rust": {"smoke": "for"}})]))
    assert [strongest_question(network, cause) for cause in range(3)] == ["smell", "smell", None]
    many = facts(*"abcd", signs={"rust": dict.fromkeys("abcd", "proves")})
    assert strongest_question(compile_guide(a_guide(questions=[*weak, many])), 1) == "facts"
    assert strongest_question(compile_guide(a_guide()), 0) is None
