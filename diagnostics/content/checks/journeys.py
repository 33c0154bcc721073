"""What simulated visitors did, in words for editors: figures, the most travelled routes, and the map."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from types import MappingProxyType
from typing import Any, Final

from diagnostics.content.checks.visitors import Result
from diagnostics.content.markup.quantities import quantity
from diagnostics.content.markup.quotes import quote
from diagnostics.content.wording.names import Names
from diagnostics.engine.simulation.travels import HELP

ENDS: Final = 3
"""How many ends of a route are named; the rest are summed up."""
_KINDS: Final[Mapping[str, str]] = MappingProxyType({"question": "Question", "step": "Step", "help": "The end"})
_STEP_SAID: Final[Mapping[str, str]] = MappingProxyType(
    {"tried": "Did not help", "worked": "It worked", "verdict": "That explains it", "not-verdict": "Checks on"}
)
SMALL: Final = 9.95
"""Per cent below which a tenth is told."""
ASKS_FOR_HELP: Final = "Asks for help"
ANOTHER_STEP: Final = "Cured by another step"


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as visitors read it: ``label`` "You see", ``text`` "Green"."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class End:
    """What became of some visitors on a route: “Cured by …” and their share, as "7 of 12"."""

    text: str
    share: str


@dataclass(frozen=True, slots=True)
class Journey:
    """One of the most travelled routes: answers, the step that comes first then, and how it ends."""

    answers: tuple[Answer, ...]
    step: str
    ends: tuple[End, ...]
    share: str


@dataclass(frozen=True, slots=True)
class Node:
    """One page of the map.

    said: the answer that led to it, in words. kind: question, step, cured or help; ``word`` names it.
    width: share of all visitors in [0, 1]; ``share`` in words. others: visitors who went on to pages too seldom passed
    to be on the map.
    """

    said: str
    kind: str
    word: str
    title: str
    width: float
    share: str
    nodes: tuple["Node", ...]
    others: int


def figures(result: Result) -> tuple[str, ...]:
    """How visitors fare, in whole sentences."""
    mean = result["summary"]
    cured, right = round(mean["cured"] * 100), round(mean["right_within_three"] * 100)
    sentences = f"""\
Of 100 visitors whose trouble is in this guide, {cured} are helped by a step or a verdict; the others learn whom to ask.
For {right} of 100, the right step is among the first three.
A visitor answers {mean["questions_first"]:.1f} questions before the first step, and {mean["questions"]:.1f} in all.
A visitor tries {mean["steps"]:.1f} steps.
It costs a visitor {quantity(round(mean["minutes"]), "minute")} on average: answering, doing, waiting, losses, and asking for help.
"""
    return tuple(sentences.splitlines())


def journeys(names: Names, result: Result) -> tuple[Journey, ...]:
    return tuple(_journey(names, route, result["visitors"]) for route in result["routes"])


def _journey(names: Names, route: Mapping[str, Any], of: int) -> Journey:
    return Journey(
        answers=tuple(_answers(names, route["answers"])),
        step=names.step(route["step"]) if route["step"] != HELP else ASKS_FOR_HELP,
        ends=tuple(_ends(names, route)),
        share=percent(route["visitors"], of),
    )


def _answers(names: Names, pairs: Iterable[tuple[str, str]]) -> Iterator[Answer]:
    """What was answered, the ticks of a list in one."""
    for question, said in groupby(pairs, key=lambda pair: pair[0]):
        yield Answer(names.label(question), _option_names(names, question, (option for _, option in said)))


def _option_names(names: Names, question: str, options: Iterable[str]) -> str:
    return "; ".join(names.option(question, option) for option in options)


def _ends(names: Names, route: Mapping[str, Any]) -> Iterator[End]:
    """The most frequent ends, all others in one, and asking for help last."""
    ends = dict(route["ends"])
    for_help = ends.pop(HELP, 0)
    named = list(ends.items())[:ENDS]
    verbs = {step: "Explained by" if _is_verdict(names, step) else "Cured by" for step, _ in named}
    counts = [(f"{verbs[step]} {quote(names.step(step))}", count) for step, count in named]
    others = sum(ends.values()) - sum(count for _, count in named)
    for text, count in (*counts, (ANOTHER_STEP, others), (ASKS_FOR_HELP, for_help)):
        if count:
            yield End(text, f"{count} of {route['visitors']}")


def _is_verdict(names: Names, step: str) -> bool:
    found = names.index.parts["steps"].get(step)
    return found is not None and found.kind == "verdict"


def plan(names: Names, result: Result) -> Node:
    return _node(names, result["map"], "", result["visitors"])


def _node(names: Names, stop: Mapping[str, Any], said: str, of: int) -> Node:
    """``said``: in words, what led here."""
    stops = stop.get("stops", ())
    went_on = sum(one["visitors"] for one in stops)
    ended = stop["kind"] in ("cured", "help")
    return Node(
        said=said,
        kind=stop["kind"],
        word=_word(names, stop),
        title=_title(names, stop),
        width=stop["visitors"] / of,
        share=percent(stop["visitors"], of),
        nodes=tuple(_node(names, one, _answer_text(names, stop, one["said"]), of) for one in stops),
        others=0 if ended else stop["visitors"] - went_on,
    )


def _word(names: Names, stop: Mapping[str, Any]) -> str:
    if stop["kind"] == "cured":
        return "Explained" if _is_verdict(names, stop["name"]) else "Cured"
    if stop["kind"] == "step" and _is_verdict(names, stop["name"]):
        return "Verdict"
    return _KINDS[stop["kind"]]


def _title(names: Names, stop: Mapping[str, Any]) -> str:
    if stop["kind"] == "help":
        return ASKS_FOR_HELP
    return names.question(stop["name"]) if stop["kind"] == "question" else names.step(stop["name"])


def _answer_text(names: Names, stop: Mapping[str, Any], said: str) -> str:
    if stop["kind"] == "question":
        return _option_names(names, stop["name"], said.split("+"))
    if _is_verdict(names, stop["name"]):
        return _STEP_SAID["verdict" if said == "worked" else "not-verdict"]
    return _STEP_SAID[said]


def percent(part: int, of: int) -> str:
    """A share as a number: "34%", "0.9%"."""
    share = 100 * part / of
    return f"{share:.0f}%" if share >= SMALL else f"{share:.1f}%"
