"""The time of a decision, beside one numpy product of the same arrays, in one run: read the ratio first."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from time import perf_counter, process_time

import numpy as np

from diagnostics import content
from diagnostics.content.document.compile import engine_guide
from diagnostics.content.document.schema import GuideDocument
from diagnostics.content.files.folder import read_folder
from diagnostics.content.reports.replay import Stage
from diagnostics.engine.advise import advise, decide_walk
from diagnostics.engine.guide import Guide
from diagnostics.engine.network import Network, compile_guide
from diagnostics.engine.simulation.rivals import Site
from diagnostics.engine.simulation.simulate import play
from diagnostics.engine.simulation.visitors import draw_visitors
from diagnostics.engine.walk import Walk, fold
from tests.bench.scale import scale

STARTER = Path(content.__file__).parent / "library" / "imessage"
SIZES = ((1, 1, 1), (5, 5, 5), (25, 25, 25), (100, 25, 40))
"""Times causes, questions, steps."""
WALKS = 60


def main() -> None:
    """Print a table: one row a size."""
    guide = engine_guide(read_folder(STARTER))
    print(
        f"{'causes × questions × steps':>28}{'product':>11}{'decision p50':>14}{'p95':>10}{'ratio':>8}{'+ reasons':>12}"
    )
    print(_row(compile_guide(_with_lists_weighed(guide))) + "  lists asked by value")
    for size in SIZES:
        print(_row(compile_guide(scale(guide, *size))))
    print(_replays(read_folder(STARTER)))


def _with_lists_weighed(guide: Guide) -> Guide:
    """A list that is asked anyway costs no look-ahead; here it is weighed on every page."""
    asked = (replace(one, asked="by-value") if one.kind == "several" else one for one in guide.questions)
    return replace(guide, questions=tuple(asked))


def _replays(document: GuideDocument) -> str:
    """The guide's own reports; the aim is two seconds for a hundred, whatever else the machine does."""
    begin = process_time()
    count = len(Stage.of(document).play_all())
    seconds = process_time() - begin
    return f"{count} reports: {seconds:.2f} s, {seconds / count * 100:.2f} s for a hundred"


def _row(network: Network) -> str:
    walks = _walks(network)
    belief = np.exp(network.arrays.log_prior)
    product = np.percentile(_times(lambda _: network.arrays.likelihood @ belief, walks), 50)
    p50, p95 = np.percentile(_times(lambda walk: decide_walk(network, walk), walks), [50, 95])
    full = np.percentile(_times(lambda walk: advise(network, walk), walks), 95)
    name = f"{len(network.causes)} × {len(network.guide.questions)} × {len(network.steps)}"
    return f"{name:>28}{product:>8.3f} ms{p50:>11.2f} ms{p95:>7.2f} ms{p50 / product:>8.1f}{full:>9.2f} ms"


def _walks(network: Network) -> Sequence[Walk]:
    """Walks as visitors leave them: every state of some simulated visits."""
    walks: list[Walk] = []
    for visitor in draw_visitors(network, WALKS, seed=1):
        site = Site(network)
        play(network, site, visitor)
        walks += [fold(network.guide, [pair for event in events for pair in event.pairs]) for events in site.kept]
        if len(walks) >= WALKS:
            break
    return walks[:WALKS]


def _times(work: Callable[[Walk], object], walks: Sequence[Walk]) -> list[float]:
    """Milliseconds, the best of three for each walk."""
    return [min(_time(work, walk) for _ in range(3)) for walk in walks]


def _time(work: Callable[[Walk], object], walk: Walk) -> float:
    begin = perf_counter()
    work(walk)
    return (perf_counter() - begin) * 1e3
