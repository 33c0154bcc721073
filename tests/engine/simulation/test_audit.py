"""The audit's warnings, each on the smallest guide that deserves it."""

from diagnostics.engine.guide import Cause
from diagnostics.engine.network import compile_guide
from diagnostics.engine.simulation.audit import Remark, audit
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
