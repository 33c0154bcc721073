"""A thousand simulated visitors on their way through a guide: what it costs them, and where they go."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt
from statistics import fmean, pstdev
from typing import Any, Final

from diagnostics.content.checks.progress import Tell, ignore_progress
from diagnostics.content.document.compile import engine_guide
from diagnostics.content.document.schema import GuideDocument
from diagnostics.engine.network import compile_guide
from diagnostics.engine.simulation.rivals import Site
from diagnostics.engine.simulation.simulate import PlayedVisit, Tally, play
from diagnostics.engine.simulation.travels import Route, Stop, routes, same_people, tree

VISITORS: Final = 1000
SEED: Final = 20
EVERY: Final = 20
"""Visitors between two reports of progress."""
ROUTES: Final = 20
FEWEST: Final = 3
"""A page that fewer visitors passed is not on the map."""
PAGES: Final = 1500
BEYOND_CHANCE: Final = 2.0
"""Standard errors from which a difference is more than luck."""

type Result = Mapping[str, Any]


def survey(document: GuideDocument, tell: Tell = ignore_progress, *, visitors: int = VISITORS) -> Result:
    """Simulate visitors in a document without errors; the same document gives the same result.

    What comes back is JSON: ``summary`` of means, ``each`` visitor's figures, ``routes`` and ``map`` in slugs.
    ``tell`` hears how far it is, in [0, 1], and what is being done.
    """
    network = compile_guide(engine_guide(document))
    site = Site(network)
    played: list[PlayedVisit] = []
    for number, visitor in enumerate(same_people(network, visitors, SEED)):
        if number % EVERY == 0:
            tell(number / visitors, f"{number} of {visitors} simulated visitors have walked through the guide.")
        played.append(play(network, site, visitor))
    return {
        "visitors": visitors,
        "summary": _summary(Tally(network, tuple(played))),
        "each": {"questions": [one.questions for one in played], "minutes": [round(one.minutes, 2) for one in played]},
        "routes": [_route(route) for route in routes(played, most=ROUTES)],
        "map": _stop(tree(played, least=FEWEST, most=PAGES)),
    }


def _summary(tally: Tally) -> dict[str, float]:
    figures = {
        "minutes": tally.minutes,
        "questions_first": tally.questions_first[0],
        "questions": tally.questions,
        "steps": tally.steps,
        "cured": tally.cured,
        "right_within_three": tally.right_within(3),
    }
    return {name: round(figure, 4) for name, figure in figures.items()}


def _route(route: Route) -> dict[str, Any]:
    answers, ends = [list(pair) for event in route.answers for pair in event.pairs], [list(end) for end in route.ends]
    return {"answers": answers, "step": route.step, "visitors": route.visitors, "ends": ends}


def _stop(stop: Stop) -> dict[str, Any]:
    written: dict[str, Any] = {"said": stop.said, "kind": stop.kind, "name": stop.name, "visitors": stop.visitors}
    return written | ({"stops": [_stop(one) for one in stop.stops]} if stop.stops else {})


@dataclass(frozen=True, slots=True)
class Figure:
    """One mean before and after. ``differs``: by more than chance, and by more than a tenth shows."""

    before: float
    after: float
    differs: bool


@dataclass(frozen=True, slots=True)
class Effect:
    """What a change does to the same simulated visitors."""

    questions: Figure
    minutes: Figure

    @property
    def sentences(self) -> tuple[str, str]:
        return _comparison("questions", self.questions), _comparison("minutes", self.minutes)


def effect(before: Result, after: Result) -> Effect:
    """Compare two results of ``survey``."""
    return Effect(_figure("questions", before, after), _figure("minutes", before, after))


def _figure(name: str, before: Result, after: Result) -> Figure:
    old, new = before["summary"][name], after["summary"][name]
    differences = [late - early for early, late in zip(before["each"][name], after["each"][name], strict=False)]
    error = pstdev(differences) / sqrt(len(differences))
    differs = f"{old:.1f}" != f"{new:.1f}" and abs(fmean(differences)) > BEYOND_CHANCE * error
    return Figure(old, new, differs)


def _comparison(what: str, figure: Figure) -> str:
    costs = "A visitor answers {} questions" if what == "questions" else "It costs a visitor {} minutes"
    sentence = costs.format(f"{figure.after:.1f}") + " on average"
    if not figure.differs:
        near = (
            "as before" if f"{figure.before:.1f}" == f"{figure.after:.1f}" else f"about as before ({figure.before:.1f})"
        )
        return f"{sentence}, {near}."
    fewer = "fewer" if figure.after < figure.before else "more"
    return f"{sentence}; before it was {figure.before:.1f}. That is {abs(figure.after - figure.before):.1f} {fewer}."
