"""The report of a simulation: the site beside its rivals, and every cause by itself."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from diagnostics.content.document.compile import engine_guide
from diagnostics.content.document.schema import GuideDocument
from diagnostics.engine.network import Network, compile_guide
from diagnostics.engine.simulation.rivals import (
    AllQuestions,
    FixedList,
    KnowsTheCause,
    NoQuestions,
    Rival,
    Site,
    TwoSteps,
)
from diagnostics.engine.simulation.simulate import Tally, simulate
from diagnostics.engine.simulation.visitors import NOT_SURE_RATE, Visitor, draw_visitors
from diagnostics.engine.words import MISREAD

HEADINGS = ("policy", "minutes", "site is", "until cured", "q first (mean p95 max)", "questions", "steps")
SHARES = ("cured", "right 1st", "in 3", "loses")


@dataclass(frozen=True, slots=True)
class Simulation:
    """What to play: the same visitors meet every rival; the two-step look-ahead meets the first ``two_step``."""

    document: GuideDocument
    visitors: int
    two_step: int
    seed: int

    def lines(self) -> Iterator[str]:
        """The report, line by line as it is computed."""
        network = compile_guide(engine_guide(self.document))
        people = tuple(draw_visitors(network, self.visitors, self.seed))
        yield f"{self.document.slug}: {self.visitors} visitors, seed {self.seed}, " + _luck()
        yield "All minutes are on one cost scale: pages, effort, work, waiting, what is lost, and asking for help."
        yield ""
        yield _row("", HEADINGS[1:], SHARES, name=HEADINGS[0])
        site = simulate(network, Site(network), people)
        yield _policy("the site", site, site)
        if any(network.guide.questions[pin].detectable for pin in network.pinned):
            yield _policy("the site, where it sees the device", self._tally(network, people), site)
        for name, rival in self._rivals(network):
            yield _policy(name, simulate(network, rival, people), site)
        if self.two_step:
            yield from self._two_steps(network, people[: self.two_step])
        yield ""
        yield from _causes(network, site)

    def _tally(self, network: Network, people: Sequence[Visitor]) -> Tally:
        return simulate(network, Site(network), people, device_seen=True)

    def _rivals(self, network: Network) -> Iterator[tuple[str, Rival]]:
        compared = self.document.comparisons
        first = next(question for question in network.guide.questions if question.asked == "first")
        if compared.usual:
            yield f"(a) {compared.usual_name}", FixedList(network, {"": compared.usual})
        yield "(b) chance/cost, no question", NoQuestions(network)
        yield "(c) all questions, then steps", AllQuestions(network)
        if compared.by_option:
            yield "(e) a list by symptom", FixedList(network, compared.by_option, first)
        yield "knows the cause", KnowsTheCause(network)

    def _two_steps(self, network: Network, people: Sequence[Visitor]) -> Iterator[str]:
        site = simulate(network, Site(network), people)
        yield _policy(f"the site, first {len(people)}", site, site)
        yield _policy("(d) two-step look-ahead", simulate(network, TwoSteps(network), people), site)


def _luck() -> str:
    return f"{MISREAD:.0%} of answers misread, {NOT_SURE_RATE:.0%} “not sure”."


def _policy(name: str, tally: Tally, site: Tally) -> str:
    mean, high, most = tally.questions_first
    numbers = (
        f"{tally.minutes:.1f}",
        f"{site.minutes / tally.minutes:.2f} of it",
        f"{tally.minutes_until_cured:.1f}",
        f"{mean:.2f} {high:.0f} {most}",
        f"{tally.questions:.2f}",
        f"{tally.steps:.2f}",
    )
    return _row("", numbers, _shares(tally), name=name)


def _shares(tally: Tally) -> tuple[str, ...]:
    shares = (tally.cured, tally.right_within(1), tally.right_within(3), tally.lost_settings)
    return tuple(f"{share:.1%}" for share in shares)


def _row(indent: str, numbers: Sequence[str], shares: Sequence[str], *, name: str) -> str:
    widths = (9, 11, 12, 23, 10, 7)
    cells = "".join(f"{number:>{width}}" for number, width in zip(numbers, widths, strict=True))
    return f"{indent}{name[:36]:<36}{cells}" + "".join(f"{share:>10}" for share in shares)


def _causes(network: Network, site: Tally) -> Iterator[str]:
    yield f"{'cause':<36}{'visitors':>9}{'minutes':>9}" + "".join(f"{name:>10}" for name in SHARES)
    for index, cause in enumerate(network.causes):
        tally = site.of_cause(index)
        if tally.played:
            shares = "".join(f"{share:>10}" for share in _shares(tally))
            yield f"{cause.slug[:36]:<36}{len(tally.played):>9}{tally.minutes:>9.1f}{shares}"
