"""Where simulated visitors go: every page they pass, as a tree, and the routes on which they come to a step."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Final, Literal
from zlib import crc32

import numpy as np

from diagnostics.engine.network import Network
from diagnostics.engine.simulation.simulate import PlayedVisit
from diagnostics.engine.simulation.visitors import Visitor
from diagnostics.engine.walk import Event

HELP: Final = ""
"""The end of a visitor whom no step cured, where others have the slug of their step."""

type StopKind = Literal["question", "step", "cured", "help"]
type _Page = tuple[str, StopKind, str]
type _Trail = tuple[_Page, ...]


@dataclass(frozen=True, slots=True)
class Stop:
    """One page of the tree, reached by everybody with the same walk so far.

    said: what led to it from the page before: an option's slug, of a list those that were ticked with a plus between
    them, ``none``, ``not-sure``, ``tried`` or ``worked``; empty at the root. name: slug of the question or step; of the step that cured; empty for help. visitors: how many came.
    stops: where they went on to, the most travelled first; those too seldom travelled are left out.
    """

    said: str
    kind: StopKind
    name: str
    visitors: int
    stops: tuple["Stop", ...] = ()


@dataclass(frozen=True, slots=True)
class Route:
    """One series of answers up to the first step.

    step: the first one offered, ``HELP`` if none was. ends: step that cured in the end (or ``HELP``) → visitors, most
    first.
    """

    answers: tuple[Event, ...]
    step: str
    visitors: int
    ends: tuple[tuple[str, int], ...]


def same_people(network: Network, count: int, seed: int) -> Iterator[Visitor]:
    """Visitors for comparing two versions of a guide.

    Causes come up exactly as often as they are common, and the luck of a question or step depends on its slug alone: a
    change of the guide changes nothing but what it is about (common random numbers).
    """
    prior = np.exp(network.arrays.log_prior)
    causes = np.searchsorted(np.cumsum(prior / prior.sum()), (np.arange(count) + 0.5) / count)
    asked = _luck([question.slug for question in network.guide.questions], ("answer", "misread", "unsure"), count, seed)
    cured = _luck([step.slug for step in network.steps], ("cure",), count, seed)
    for number, cause in enumerate(causes.tolist()):
        answering, misreading, unsure = asked[:, :, number]
        yield Visitor(network, min(cause, len(network.causes)), answering, misreading, unsure, cured[0, :, number])


def _luck(slugs: Sequence[str], kinds: Sequence[str], count: int, seed: int) -> np.ndarray:
    """(kinds, slugs, count), each row from a source of its own."""
    rows = [
        np.random.default_rng([seed, crc32(f"{kind} {slug}".encode())]).random(count)
        for kind in kinds
        for slug in slugs
    ]
    return np.array(rows).reshape(len(kinds), len(slugs), count)


def tree(played: Iterable[PlayedVisit], *, least: int, most: int) -> Stop:
    """The pages that at least ``least`` visitors passed, at most ``most`` of them."""
    counts: Counter[_Trail] = Counter()
    for one in played:
        trail = _trail(one)
        counts.update(trail[:length] for length in range(1, len(trail) + 1))
    # A page is passed by no more visitors than the one before it, so what is kept hangs together.
    travelled = sorted(counts, key=lambda trail: (-counts[trail], len(trail)))
    kept = [trail for trail in travelled[:most] if counts[trail] >= least or len(trail) == 1]
    return _grow(kept, counts)


def _grow(kept: Sequence[_Trail], counts: Counter[_Trail]) -> Stop:
    """The tree of these trails, built from its leaves; the first trail is the root's."""
    after: dict[_Trail, list[Stop]] = {trail: [] for trail in kept}
    for trail in sorted(kept[1:], key=lambda trail: -len(trail)):
        after[trail[:-1]].append(_stop(trail, counts, after))
    return _stop(kept[0], counts, after)


def _stop(trail: _Trail, counts: Counter[_Trail], after: Mapping[_Trail, Sequence[Stop]]) -> Stop:
    return Stop(*trail[-1], counts[trail], tuple(after[trail]))


def _trail(played: PlayedVisit) -> _Trail:
    """The pages that one visitor passed, each with what led to it."""
    pages: list[_Page] = []
    said = ""
    for event in played.walk.events:
        pages.append((said, "question" if event.kind == "answer" else "step", event.name))
        said = "+".join(value for _, value in event.pairs) if event.kind == "answer" else "tried"
    last: _Page = ("worked", "cured", played.walk.tried[-1]) if played.cured else (said, "help", "")
    return (*pages, last)


def routes(played: Iterable[PlayedVisit], *, most: int) -> tuple[Route, ...]:
    """The most travelled series of answers before the first step, with what became of their visitors."""
    ends: dict[tuple[Event, ...], Counter[str]] = {}
    first: dict[tuple[Event, ...], str] = {}
    for one in played:
        answers = tuple(takewhile(lambda event: event.kind == "answer", one.walk.events))
        first[answers] = one.walk.tried[0] if one.walk.tried else HELP
        ends.setdefault(answers, Counter())[one.walk.tried[-1] if one.cured else HELP] += 1
    travelled = sorted(ends, key=lambda answers: -ends[answers].total())[:most]
    return tuple(
        Route(answers, first[answers], ends[answers].total(), tuple(ends[answers].most_common()))
        for answers in travelled
    )
