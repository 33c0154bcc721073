"""Reports, played through the small guide of tests/builders.py."""

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from diagnostics.content.document.measures import Report
from diagnostics.content.document.schema import GuideDocument
from diagnostics.content.reports.replay import Asked, Offered, Replay, Stage
from tests.builders import a_question, a_step, base_data, make_document
from tests.share import examples


def a_report(**changes: Any) -> dict[str, Any]:
    return {"slug": "r", "text": "It is dark.", "found_in": "forum"} | changes


def play(document: GuideDocument | None = None, **changes: Any) -> Replay:
    """One report, played."""
    return Stage.of(document or make_document()).play(Report.model_validate_json(json.dumps(a_report(**changes))))


def steps(one: Replay) -> list[str]:
    return [offered.step for offered in one.steps]


def test_person_answers_what_the_report_says_and_nothing_else() -> None:
    """Pinned questions are asked; what the report does not say is "not sure"."""
    one = play(says={"see": "dark"}, solved_by=["new-bulb"])
    assert one.met[:2] == (Asked("see", ("dark",), ()), Asked("kind", ("not-sure",), ()))
    assert one.pages == len(one.questions) - sum(isinstance(met, Asked) for met in one.met[one.pages :])


def test_people_who_begin_alike_are_played_alike() -> None:
    """What one report has shown of the guide holds for the next, whatever came of that one."""
    stage = Stage.of(make_document())
    one, other = (
        Report.model_validate_json(json.dumps(a_report(solved_by=[step]))) for step in ("new-bulb", "turn-on")
    )
    stage.play(one)
    assert stage.play(other) == Stage.of(make_document()).play(other)


def test_cure_stands_where_the_person_comes_to_it() -> None:
    """Steps fail one after the other until one of those comes that ended it; then nothing more is met."""
    one = play(solved_by=["wait-power", "new-bulb"])
    assert steps(one)[-1] in ("wait-power", "new-bulb")
    assert (one.place, one.ending) == (len(one.steps), "solved")
    assert isinstance(one.met[-1], Offered)


def test_help_is_a_step_and_comes_last() -> None:
    """Whom to ask counts where it comes, after what gets by for now; a cure that never comes has no place."""
    never = play(solved_by=[])
    assert (steps(never)[-2:], never.place, never.ending) == (["candle", "electrician"], None, "help")
    help_ends_it = play(solved_by=["electrician"])
    assert (help_ends_it.place, help_ends_it.ending) == (len(never.steps), "solved")
    assert play(solved_by=["candle"]).place == len(never.steps) - 1


def test_what_helped_counts_half_and_goes_on() -> None:
    """A step that helped in part fails, and is half a hit where the cure itself is too late."""
    one = play(solved_by=[], helped=["turn-on"])
    assert one.helped_at is not None
    assert one.ending == "help"
    assert (one.credit(one.helped_at), one.credit(one.helped_at - 1)) == (0.5, 0.0)
    both = play(solved_by=["turn-on"], helped=["new-bulb"])
    assert both.credit(both.place or 0) == 1.0


def a_verdict(**changes: Any) -> GuideDocument:
    """The lamp with a verdict that reads at once, and so comes first."""
    verdict = a_step("all-well", {"bulb": "always"}, kind="verdict", unproven="Much.", minutes=1)
    return make_document(add={"steps": [verdict]}, **changes)


def test_verdict_before_the_cure_is_false() -> None:
    """Unless it is what ended it, or helped."""
    guide = a_verdict()
    wrong = play(guide, solved_by=["wait-power"])
    assert wrong.false_verdicts == ("all-well",)
    assert Stage.of(guide).document.steps[-1].slug == "all-well"
    assert play(a_verdict(), solved_by=["all-well"]).false_verdicts == ()
    assert play(a_verdict(), solved_by=["wait-power"], helped=["all-well"]).false_verdicts == ()


def test_verdict_that_could_only_be_read_stands_apart() -> None:
    """It was among the first three of a page, and the cure came before it."""
    one = play(a_verdict(), solved_by=[steps(play(a_verdict()))[0]])
    if "all-well" in one.steps[0].below:
        assert (one.false_verdicts, one.false_verdicts_below) == ((), ("all-well",))
    first = play(a_verdict(), says={"street": "dark"}, solved_by=["wait-power"])
    assert set(first.false_verdicts).isdisjoint(first.false_verdicts_below)


def test_alarm_that_stops_ends_the_walk() -> None:
    """Nothing is offered then."""
    alarm = {"slug": "fire", "title": "Fire", "summary": "Out.", "text": "Go.", "when": {"see": ["dark"]}}
    guide = make_document(alarms=[alarm | {"stops": True, "sources": ["manual"]}])
    one = play(guide, says={"see": "dark"}, solved_by=["turn-on"])
    assert (one.ending, one.steps, one.place) == ("alarm", (), None)


def test_facts_that_nobody_asked_for_are_listed() -> None:
    """Each answer of a question that never came."""
    guide = make_document()
    asked = {one.question for one in play(guide, solved_by=["turn-on"]).questions}
    unasked = play(guide, says={"street": "dark", "see": "dark"}, solved_by=["turn-on"]).unasked
    assert unasked == (() if "street" in asked else (("street", "dark"),))


def test_answer_that_the_page_does_not_show_cannot_be_said() -> None:
    """Then they say "not sure", and it is noted; of several that would be true, the first that is shown is said."""
    questions = base_data()["questions"]
    questions[1]["options"][0]["when"] = {"see": ["flicker"]}
    questions[1]["options"].append({"slug": "wall", "text": "Wall"})
    guide = make_document(questions=questions)
    one = play(guide, says={"see": "dark", "kind": "desk"})
    assert one.questions[1] == Asked("kind", ("not-sure",), ("desk",))
    assert one.unsayable == (("kind", "desk"),)
    either = play(guide, says={"see": "dark", "kind": ["desk", "wall"]})
    assert either.questions[1] == Asked("kind", ("wall",), ())


def a_list(*options: str) -> GuideDocument:
    """The lamp, which is asked about these signs at once."""
    questions = base_data()["questions"]
    signs = a_question("signs", *options, kind="several", asked="second", signs={"bulb": {options[0]: "for"}})
    return make_document(questions=[questions[0], signs, *questions[2:]])


def test_of_a_list_everything_that_is_so_is_ticked() -> None:
    """What stands beyond the rows of the page cannot be; where nothing shown is so, it is “none”."""
    options = [f"o{number}" for number in range(12)]
    guide = a_list(*options)
    ticked = play(guide, says={"signs": ["o1", "o3", "o11"]})
    assert ticked.questions[1] == Asked("signs", ("o1", "o3"), ("o11",))
    assert ticked.unsayable == (("signs", "o11"),)
    assert play(guide, says={"signs": ["o10", "o11"]}).questions[1].said == ("none",)
    assert play(guide, says={"signs": "none"}).questions[1] == Asked("signs", ("none",), ())
    assert play(guide, says={"signs": []}).questions[1] == Asked("signs", ("none",), ())
    assert play(guide).questions[1] == Asked("signs", ("not-sure",), ())


def test_what_was_done_before_is_ticked_where_it_is_listed() -> None:
    """So it is not the first thing that is offered again; what no list names cannot be said."""
    steps = base_data()["steps"]
    listed = make_document(steps=[steps[0] | {"often_tried": True}, *steps[1:]])
    before = play(listed, solved_by=["turn-on"])
    again = play(listed, did=["turn-on"], solved_by=["turn-on"])
    assert (again.place or 99) > (before.place or 99)
    assert again.unsayable == ()
    unlisted = play(did=["turn-on"], solved_by=["turn-on"])
    assert (unlisted.place, unlisted.unsayable) == (before.place, (("did", "turn-on"),))


def test_ordinary_is_core_and_within_what_can_be_known() -> None:
    """The rest is counted apart."""
    assert play().is_ordinary
    assert not play(tier="edge").is_ordinary
    assert not play(outside="A broken wire.").is_ordinary


SAYS = st.fixed_dictionaries({}, optional={"see": st.sampled_from(["dark", "flicker"]), "street": st.just("dark")})
STEPS = st.lists(st.sampled_from(["turn-on", "new-bulb", "wait-power", "candle", "electrician"]), unique=True)


@settings(max_examples=examples(25))
@given(SAYS, STEPS, STEPS)
def test_replay_is_deterministic_and_meets_each_step_once(
    says: dict[str, str], did: list[str], solved_by: list[str]
) -> None:
    """The same report gives the same way; the cure is the last step; more cures never make it later."""
    one = play(says=says, did=did, solved_by=solved_by)
    assert one == play(says=says, did=did, solved_by=solved_by)
    assert len(set(steps(one))) == len(one.steps)
    assert (one.place is None) == (one.ending == "help")
    every = play(says=says, did=did, solved_by=[*solved_by, "turn-on"])
    assert every.place is not None
    assert every.place <= (one.place or len(one.steps))
