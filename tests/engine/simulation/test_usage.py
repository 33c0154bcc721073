"""What nobody is asked or offered, each on the smallest guide that deserves it."""

from dataclasses import replace
from typing import override

from diagnostics.engine.guide import Guide, Option
from diagnostics.engine.network import Network, compile_guide
from diagnostics.engine.simulation import usage
from diagnostics.engine.simulation.audit import Remark
from diagnostics.engine.simulation.usage import MOST_IN_ALL, TOGETHER, Observer, usage_remarks
from tests.engine.builders import a_guide, a_question, a_step, a_walk, when

TELLING = a_question("smell", "smoke", "none", signs={"dust": {"smoke": "rules-out"}, "rust": {"smoke": "proves"}})
STEPS = (a_step("dusting", {"dust": "always"}, minutes=9), a_step("oiling", {"rust": "always"}, minutes=9))


def network(**parts: object) -> Network:
    """A guide in which everything is used but for these parts."""
    sound: dict[str, object] = {"questions": [TELLING], "steps": STEPS}
    guide: Guide = a_guide(**{**sound, **parts})  # type: ignore[arg-type]
    return compile_guide(guide)


def test_nothing_is_said_of_what_is_used() -> None:
    """A telling question is asked, and each step is offered to somebody."""
    assert usage_remarks(network()) == ()


def test_question_that_is_never_worth_its_minutes() -> None:
    """A question with mild signs beside a strong one is asked nobody; so is one without any sign."""
    mild = a_question("hue", "dark", "pale", effort="try", signs={"dust": {"dark": "for"}})
    silent = a_question("carrier", "one", "other")
    found = usage_remarks(network(questions=[TELLING, mild, silent]))
    assert found == (Remark("question-never-asked", ("hue",)), Remark("question-never-asked", ("carrier",)))


def test_step_that_others_always_precede() -> None:
    """A dear step that cures seldom is offered nobody, and neither is one that cures nothing."""
    found = usage_remarks(network(steps=[*STEPS, a_step("replace", {"dust": "seldom"}, minutes=300), a_step("pray")]))
    assert found == (Remark("step-never-offered", ("replace",)), Remark("step-never-offered", ("pray",)))


def test_workarounds_and_escalations_are_offered_where_they_apply() -> None:
    """They stand outside the order, so only a condition can keep them from everybody."""
    here = a_step("candle", kind="workaround")
    help_ = a_step("electrician", kind="escalation")
    torch = a_step("torch", kind="workaround", never_while=((),))
    found = usage_remarks(network(steps=[*STEPS, here, help_, torch]))
    assert found == (Remark("step-never-offered", ("torch",)),)


def test_what_is_explained_is_not_looked_for() -> None:
    """Whoever knows why a step is never offered need not hear it, and no visitor is played for it."""
    idle = network(steps=[*STEPS, a_step("replace", {"dust": "seldom"}, minutes=300)])
    assert usage_remarks(idle, explained={"replace"}) == ()


def test_unused_things_are_looked_for_within_a_limit() -> None:
    """A guide full of things that nobody needs is not played for ever."""
    dear = [a_step(f"replace-{number}", {"dust": "seldom"}, minutes=300) for number in range(20)]
    met: list[int] = []

    class Counted(Observer):
        @override
        def meet(self, cause: int, number: int, batch: int = 0) -> None:
            met.append(number if batch else 0)

    usage._look_closer(Counted(network(steps=[*STEPS, *dear])), (), lambda _share: None)
    assert sum(met) == MOST_IN_ALL
    assert set(met) == {TOGETHER}


def test_usage_remarks_are_the_same_each_time_and_tells_how_far_it_is() -> None:
    """Visitors are fixed; shares grow, within [0, 1)."""
    told: list[float] = []
    odd = network(questions=[TELLING, a_question("hue", "dark", "pale", effort="try", signs={"dust": {"dark": "for"}})])
    assert usage_remarks(odd, tell=told.append) == usage_remarks(odd)
    assert told == sorted(told)
    assert 0 <= told[0] <= told[-1] < 1


def test_cause_whose_strongest_question_is_seldom_asked() -> None:
    """It tells most, and is not worth its minutes where steps are cheap."""
    parts = {"questions": [replace(TELLING, effort="try")], "steps": [replace(step, minutes=1) for step in STEPS]}
    assert Remark("cause-seldom-asked", ("dust", "smell")) in usage_remarks(network(**parts))


def test_strongest_question_counts_where_it_applies_and_wherever_it_was_answered() -> None:
    """Whom it does not apply to could not be asked; who said something that answers it need not be."""
    colour = a_question("colour", Option("red", means=(("smell", "smoke"),)), "blue", "grey")
    house = network(questions=[colour, replace(TELLING, when=when(colour=["red", "blue"]))])
    seen = Observer(house)
    for said in ("grey", "red", "blue"):
        seen._note_strongest(0, a_walk(house.guide, colour=said))
    assert (seen.could_be_asked[0], seen.were_asked[0]) == (2, 1)


def test_looking_ends_once_a_thing_was_met() -> None:
    """Whoever met one thing may have met the others, for which nobody more is played then."""
    met: list[int] = []

    class Finder(Observer):
        @override
        def meet(self, cause: int, number: int, batch: int = 0) -> None:
            met.append(cause)
            self.asked.add("smell")
            self.offered.update(("dusting", "oiling"))

    usage._look_closer(Finder(network()), (), lambda _share: None)
    assert len(met) == 1
