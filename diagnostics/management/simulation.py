"""The report of a simulation: the site beside its rivals, and every cause by itself."""

from collections.abc import Iterator, Sequence

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
from diagnostics.engine.simulation.visitors import NOT_SURE_RATE, draw_visitors
from diagnostics.engine.words import MISREAD

HEADINGS = ("policy", "minutes", "site is", "until cured", "q first (mean p95 max)", "questions", "steps")
SHARES = ("cured", "right 1st", "in 3", "loses")


def report(document: GuideDocument, *, visitors: int, two_step: int, seed: int) -> Iterator[str]:
    """Line by line as it is computed: all rivals meet the same visitors, the two-step look-ahead the first ``two_step``."""
    network = compile_guide(engine_guide(document))
    people = tuple(draw_visitors(network, visitors, seed))
    luck = f"{MISREAD:.0%} of answers misread, {NOT_SURE_RATE:.0%} “not sure”."
    yield f"{document.slug}: {visitors} visitors, seed {seed}, {luck}"
    yield "All minutes are on one cost scale: pages, effort, work, waiting, what is lost, and asking for help."
    yield ""
    yield _row(HEADINGS[0], HEADINGS[1:], SHARES)
    site = simulate(network, Site(network), people)
    yield _policy("the site", site, site)
    if any(network.guide.questions[pin].detectable for pin in network.pinned):
        seeing = simulate(network, Site(network), people, device_seen=True)
        yield _policy("the site, where it sees the device", seeing, site)
    for name, rival in _rivals(document, network):
        yield _policy(name, simulate(network, rival, people), site)
    if two_step:
        first = simulate(network, Site(network), people[:two_step])
        yield _policy(f"the site, first {len(people[:two_step])}", first, first)
        yield _policy("(d) two-step look-ahead", simulate(network, TwoSteps(network), people[:two_step]), first)
    yield ""
    yield from _causes(network, site)


def _rivals(document: GuideDocument, network: Network) -> Iterator[tuple[str, Rival]]:
    compared = document.comparisons
    first = next(question for question in network.guide.questions if question.asked == "first")
    if compared.usual:
        yield f"(a) {compared.usual_name}", FixedList(network, {"": compared.usual})
    yield "(b) chance/cost, no question", NoQuestions(network)
    yield "(c) all questions, then steps", AllQuestions(network)
    if compared.by_option:
        yield "(e) a list by symptom", FixedList(network, compared.by_option, first)
    yield "knows the cause", KnowsTheCause(network)


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
    return _row(name, numbers, _shares(tally))


def _shares(tally: Tally) -> tuple[str, ...]:
    shares = (tally.cured, tally.right_within(1), tally.right_within(3), tally.lost_settings)
    return tuple(f"{share:.1%}" for share in shares)


def _row(name: str, numbers: Sequence[str], shares: Sequence[str]) -> str:
    widths = (9, 11, 12, 23, 10, 7)
    cells = "".join(f"{number:>{width}}" for number, width in zip(numbers, widths, strict=True))
    return f"{name[:36]:<36}{cells}" + "".join(f"{share:>10}" for share in shares)


def _causes(network: Network, site: Tally) -> Iterator[str]:
    yield f"{'cause':<36}{'visitors':>9}{'minutes':>9}" + "".join(f"{name:>10}" for name in SHARES)
    for index, cause in enumerate(network.causes):
        tally = site.of_cause(index)
        if tally.played:
            shares = "".join(f"{share:>10}" for share in _shares(tally))
            yield f"{cause.slug[:36]:<36}{len(tally.played):>9}{tally.minutes:>9.1f}{shares}"
