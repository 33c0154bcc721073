"""What simulated visitors did, in words for editors."""

from typing import Any

from diagnostics.content.checks.journeys import Answer, End, Journey, Node, figures, journeys, percent, plan
from diagnostics.content.checks.visitors import survey
from diagnostics.content.wording.names import Names
from tests.builders import a_question, a_step, make_document

VERDICT = a_step("fine", {"switch": "always"}, kind="verdict", title="Nothing is broken")
NAMES = Names(make_document(add={"steps": [VERDICT]}))


def a_stop(said: str, kind: str, name: str, visitors: int, *stops: dict[str, Any]) -> dict[str, Any]:
    stop: dict[str, Any] = {"said": said, "kind": kind, "name": name, "visitors": visitors}
    return stop | ({"stops": list(stops)} if stops else {})


def a_route(**changes: Any) -> dict[str, Any]:
    base = {"answers": [["see", "dark"], ["kind", "not-sure"]], "step": "turn-on", "visitors": 10, "ends": []}
    return base | changes


def test_figures_are_whole_sentences() -> None:
    """How visitors fare is told in five sentences."""
    sentences = figures(survey(make_document(), visitors=30))
    assert len(sentences) == 5
    assert all(sentence[0].isupper() and sentence.endswith(".") for sentence in sentences)


def test_journey_tells_answers_step_and_ends() -> None:
    """Answers as visitors read them, the most frequent ends, all others in one, asking for help last."""
    ends = [["", 4], ["turn-on", 2], ["fine", 1], ["new-bulb", 1], ["wait-power", 1], ["gone", 1]]
    (journey,) = journeys(NAMES, {"visitors": 200, "routes": [a_route(ends=ends)]})
    assert journey == Journey(
        answers=(Answer("Label see", "Option dark"), Answer("Label kind", "Not sure")),
        step="Do turn-on",
        ends=(
            End("Cured by “Do turn-on”", "2 of 10"),
            End("Explained by “Nothing is broken”", "1 of 10"),
            End("Cured by “Do new-bulb”", "1 of 10"),
            End("Cured by another step", "2 of 10"),
            End("Asks for help", "4 of 10"),
        ),
        share="5.0%",
    )


def test_journey_without_a_step_asks_for_help() -> None:
    """Where nothing is offered, the first step is to ask for help."""
    (journey,) = journeys(NAMES, {"visitors": 10, "routes": [a_route(step="", ends=[["", 10]])]})
    assert (journey.step, journey.ends) == ("Asks for help", (End("Asks for help", "10 of 10"),))


def test_plan_words_pages_and_what_leads_to_them() -> None:
    """Each page has a word and a title, each answer its words; visitors who are not drawn are counted."""
    explained = a_stop("worked", "cured", "fine", 3)
    more = a_stop(
        "tried", "step", "turn-on", 5, a_stop("worked", "cured", "turn-on", 2), a_stop("tried", "help", "", 3)
    )
    root = plan(
        NAMES,
        {"visitors": 10, "map": a_stop("", "question", "see", 10, a_stop("dark", "step", "fine", 9, explained, more))},
    )
    verdict = root.nodes[0]
    assert (root.word, root.title, root.said, root.share, root.width, root.others) == (
        ("Question", "What about see?", "", "100%", 1.0, 1)
    )
    assert (verdict.word, verdict.title, verdict.said, verdict.others) == (
        "Verdict",
        "Nothing is broken",
        "Option dark",
        1,
    )
    assert [words(node) for node in verdict.nodes] == [
        ("That explains it", "Explained", "Nothing is broken"),
        ("Checks on", "Step", "Do turn-on"),
    ]
    assert [words(node) for node in verdict.nodes[1].nodes] == [
        ("It worked", "Cured", "Do turn-on"),
        ("Did not help", "The end", "Asks for help"),
    ]
    assert verdict.nodes[0].others == 0


def words(node: Node) -> tuple[str, str, str]:
    return node.said, node.word, node.title


def test_the_ticks_of_a_list_are_one_answer() -> None:
    """On a route and on the map."""
    names = Names(make_document(add={"questions": [a_question("facts", "hum", "smell", kind="several")]}))
    answers = [["see", "dark"], ["facts", "hum"], ["facts", "smell"], ["kind", "desk"]]
    (journey,) = journeys(names, {"visitors": 200, "routes": [a_route(answers=answers)]})
    assert [answer.text for answer in journey.answers] == ["Option dark", "Option hum; Option smell", "Option desk"]
    stops = [a_stop(said, "help", "", 1) for said in ("hum+smell", "none", "not-sure")]
    root = plan(names, {"visitors": 3, "map": a_stop("", "question", "facts", 3, *stops)})
    assert [node.said for node in root.nodes] == ["Option hum; Option smell", "None of these", "Not sure"]


def test_percent_tells_a_tenth_of_small_shares() -> None:
    """Large shares are whole, small ones have a tenth."""
    assert [percent(*shares) for shares in ((1, 3), (99, 1000), (100, 1000), (1, 1000))] == [
        "33%",
        "9.9%",
        "10%",
        "0.1%",
    ]
