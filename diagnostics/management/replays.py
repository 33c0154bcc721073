"""Replayed reports as lines to read, and as data for scripts."""

from collections.abc import Iterable, Iterator
from typing import Any

from diagnostics.content.document.problems import join_words
from diagnostics.content.reports.figures import Figures, groups
from diagnostics.content.reports.replay import Asked, Fact, Replay

WITHIN = (1, 3, 5)
FIRST_THREE = 3


def table(guide: str, found: Figures) -> Iterator[str]:
    """A line a report, then what they add up to."""
    yield f"{guide}: {found.count} reports. Pages: questions before the first step. Cure: the place of the step that ended it."
    yield ""
    yield f"{'report':<24}{'tier':<6}{'pages':>6}{'cure':>6}  by, and what else there is to see"
    for one in found.replays:
        yield _line(one)
    yield ""
    headings = ("first", "in three", "in five", "never", "pages", "false")
    yield f"{'':<24}{'count':>6}" + "".join(f"{name:>10}" for name in headings) + "  in three, with 95 %"
    for name, some in groups(found):
        yield _totals(name, some)


def _line(one: Replay) -> str:
    place = str(one.place or "never")
    words = "; ".join(_remarks(one))
    return f"{one.report.slug[:23]:<24}{one.report.tier:<6}{one.pages:>6}{place:>6}  {words}"


def _remarks(one: Replay) -> Iterator[str]:
    """What ended it or would have, and what is odd about the way there."""
    yield one.steps[-1].step if one.ending == "solved" else f"not {'/'.join(one.report.solved_by) or 'known'}"
    if one.ending == "alarm":
        yield "stopped by an alarm"
    if one.helped_at:
        yield f"helped in part at {one.helped_at}"
    if one.false_verdicts:
        yield f"FALSE VERDICT {join_words(one.false_verdicts)}"
    if one.false_verdicts_below:
        yield f"false verdict below: {join_words(one.false_verdicts_below)}"
    if one.unasked:
        yield f"never asked for {_facts(one.unasked)}"
    if one.unsayable:
        yield f"could not say {_facts(one.unsayable)}"
    if one.report.outside:
        yield "outside"


def _facts(facts: Iterable[Fact]) -> str:
    return join_words(f"{question}={option}" for question, option in facts)


def _totals(name: str, some: Figures) -> str:
    low, high = some.interval(FIRST_THREE)
    cells = [f"{some.hits(within):g}" for within in WITHIN]
    cells += [f"{some.never:g}", f"{some.mean_pages:.1f}", str(some.false_verdicts)]
    share = f"{some.share(FIRST_THREE):.0%} ({low:.0%} to {high:.0%})"
    return f"{name:<24}{some.count:>6}" + "".join(f"{cell:>10}" for cell in cells) + f"  {share}"


def page_by_page(one: Replay) -> Iterator[str]:
    """The way of one report."""
    yield f"{one.report.slug}: {one.report.title}"
    for step in one.report.did:
        yield f"  did   {step}"
    for met in one.met:
        if isinstance(met, Asked):
            unsayable = f"   (could not say {join_words(met.unsayable)})" if met.unsayable else ""
            yield f"  asked {met.question} = {join_words(met.said)}{unsayable}"
        else:
            below = f"   (then {join_words(met.below)})" if met.below else ""
            yield f"  step  {met.step}{below}"
    yield f"  {one.ending}: {'; '.join(_remarks(one))}"


def shortfalls(found: Figures, ordinary: int, everything: int) -> Iterator[str]:
    """Sentences about what is less than it should be."""
    for name, some, least in (("ordinary", found.ordinary, ordinary), ("all", found, everything)):
        if some.count and some.share(FIRST_THREE) * 100 < least:
            yield f"Of {name} reports {some.share(FIRST_THREE):.0%} have their cure within three steps, not {least} %."
    if found.false_verdicts:
        slugs = join_words(one.report.slug for one in found.replays if one.false_verdicts)
        yield f"There is a false verdict on the way in {slugs}."


def as_data(guide: str, found: Figures) -> dict[str, Any]:
    """The same as plain data."""
    return {
        "guide": guide,
        "reports": [_replay_data(one) for one in found.replays],
        "totals": {name: _totals_data(some) for name, some in groups(found)},
    }


def _replay_data(one: Replay) -> dict[str, Any]:
    return {
        "report": one.report.slug,
        "tier": one.report.tier,
        "found_in": one.report.found_in,
        "year": one.report.year,
        "ordinary": one.is_ordinary,
        "pages": one.pages,
        "place": one.place,
        "helped_at": one.helped_at,
        "ending": one.ending,
        "steps": [step.step for step in one.steps],
        "questions": [{"question": asked.question, "said": list(asked.said)} for asked in one.questions],
        "false_verdicts": list(one.false_verdicts),
        "false_verdicts_below": list(one.false_verdicts_below),
        "unasked": [{"question": question, "option": option} for question, option in one.unasked],
        "unsayable": [{"question": question, "option": option} for question, option in one.unsayable],
    }


def _totals_data(some: Figures) -> dict[str, Any]:
    return {
        "count": some.count,
        "first": some.hits(1),
        "within_three": some.hits(3),
        "within_five": some.hits(5),
        "never": some.never,
        "within_three_share": round(some.share(FIRST_THREE), 4),
        "within_three_interval": [round(end, 4) for end in some.interval(FIRST_THREE)],
        "mean_pages": round(some.mean_pages, 2),
        "false_verdicts": some.false_verdicts,
    }
