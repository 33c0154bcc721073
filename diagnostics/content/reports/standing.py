"""How the reports of a draft stand, beside what is live, in editors' words."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from diagnostics.content.changes.pairing import with_new_names
from diagnostics.content.document.canonical import canonical_json, load
from diagnostics.content.document.field_words import word
from diagnostics.content.document.schema import GuideDocument
from diagnostics.content.markup.quotes import quote
from diagnostics.content.reports.figures import Figures, figures, groups
from diagnostics.content.reports.replay import DID, SHOWN, Asked, Fact, Replay, Stage
from diagnostics.content.wording.names import Names

REMEMBERED: Final = 8
"""Documents whose replays are kept in memory."""

type Trend = Literal["better", "worse", "same"]


@dataclass(frozen=True, slots=True)
class Said:
    """A line of the way: a question with its answer, or a step."""

    label: str
    text: str
    is_step: bool


@dataclass(frozen=True, slots=True)
class ReportStanding:
    """One report. outcome: what came of it, in a sentence; before: the same in what is live, where that differs.

    when: in a word or two. is_hit: the cure is among the first three steps, or what helped in part. unsayable, unasked, false_verdicts: in words.
    """

    slug: str
    title: str
    text: str
    origin: str
    outside: str
    when: str
    is_hit: bool
    is_ordinary: bool
    trend: Trend
    pages: int
    outcome: str
    before: str
    cures: tuple[str, ...]
    did: tuple[str, ...]
    way: tuple[Said, ...]
    unsayable: tuple[str, ...]
    unasked: tuple[str, ...]
    false_verdicts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """What some of the reports come to. share: within three steps, with the interval of 95 %."""

    name: str
    count: int
    hits: str
    share: str
    pages: str


@dataclass(frozen=True, slots=True)
class Standings:
    """All reports of a draft; ``before``: what they come to in what is live, None where nothing is."""

    rows: tuple[ReportStanding, ...]
    now: Figures
    before: Figures | None

    @property
    def headline(self) -> str:
        """The figure to watch: "31 of 43 → 34 of 43"."""
        return _change(self.before, self.now)

    @property
    def ordinary(self) -> str:
        """The same of those that the guide must know."""
        return _change(self.before.ordinary if self.before else None, self.now.ordinary)

    @property
    def groups(self) -> tuple[Group, ...]:
        """By tier and source."""
        return tuple(_group(name, some) for name, some in groups(self.now))

    @property
    def has_changed(self) -> bool:
        return any(row.trend != "same" for row in self.rows)


def standings(draft: GuideDocument, live: GuideDocument | None) -> Standings:
    """The draft's reports, played through it and through what is live; both must be free of errors."""
    now = replays(draft)
    before: tuple[Replay | None, ...] = (None,) * len(now)
    if live is not None:
        before = replays(with_new_names(live, draft).model_copy(update={"reports": draft.reports}))
    names = Names(draft)
    rows = tuple(_standing(names, one, old) for one, old in zip(now, before, strict=True))
    return Standings(rows, figures(now), figures(old for old in before if old) if live is not None else None)


def replays(document: GuideDocument) -> tuple[Replay, ...]:
    """Every report of a document, played; of the same document once."""
    return _replays(canonical_json(document)) if document.reports else ()


@lru_cache(maxsize=REMEMBERED)
def _replays(text: str) -> tuple[Replay, ...]:
    return Stage.of(load(text)).play_all()


def _change(before: Figures | None, now: Figures) -> str:
    after = f"{now.hits(SHOWN):g} of {now.count}"
    if before is None or before.hits(SHOWN) == now.hits(SHOWN):
        return after
    return f"{before.hits(SHOWN):g} of {before.count} → {after}"


def _group(name: str, some: Figures) -> Group:
    low, high = some.interval(SHOWN)
    share = f"{some.share(SHOWN):.0%} ({low:.0%} to {high:.0%})"
    return Group(word("found_in", name), some.count, f"{some.hits(SHOWN):g}", share, f"{some.mean_pages:.1f}")


def _standing(names: Names, one: Replay, before: Replay | None) -> ReportStanding:
    report = one.report
    then, now = (_outcome(names, old) if old else "" for old in (before, one))
    return ReportStanding(
        slug=report.slug,
        title=report.title,
        text=report.text,
        origin=", ".join(filter(None, (word("found_in", report.found_in), str(report.year or ""), report.tier))),
        outside=report.outside,
        when=f"Step {one.place}" if one.place else "Never",
        is_hit=bool(one.credit(SHOWN)),
        is_ordinary=one.is_ordinary,
        trend=_trend(before, one),
        pages=one.pages,
        outcome=now,
        before=then if then != now else "",
        cures=tuple(map(names.step, report.solved_by)),
        did=tuple(map(names.step, report.did)),
        way=tuple(_way(names, one)),
        unsayable=tuple(_facts(names, one.unsayable)),
        unasked=tuple(_facts(names, one.unasked)),
        false_verdicts=tuple(map(names.step, one.false_verdicts)),
    )


def _trend(before: Replay | None, now: Replay) -> Trend:
    if before is None or _rank(before) == _rank(now):
        return "same"
    return "better" if _rank(now) < _rank(before) else "worse"


def _rank(one: Replay) -> tuple[float, float]:
    """Lower is better: first by what helps at all, then by what helps in part."""
    never = float("inf")
    return one.place or never, one.helped_at or never


def _outcome(names: Names, one: Replay) -> str:
    ended = names.step(one.steps[one.place - 1].step) if one.place else ""
    if one.place == 1:
        return f"The first step ended it: {quote(ended)}."
    if one.place:
        return f"Step {one.place} ended it: {quote(ended)}."
    never = "An alarm stopped the walk." if one.ending == "alarm" else "No step that ended it was offered."
    helped = names.step(one.steps[one.helped_at - 1].step) if one.helped_at else ""
    return f"{never} Step {one.helped_at} helped in part: {quote(helped)}." if helped else never


def _way(names: Names, one: Replay) -> Iterator[Said]:
    for met in one.met:
        if isinstance(met, Asked):
            said = "; ".join(names.option(met.question, option) for option in met.said)
            yield Said(names.question(met.question), said, is_step=False)
        else:
            yield Said(names.step(met.step), "", is_step=True)


def _facts(names: Names, facts: tuple[Fact, ...]) -> Iterator[str]:
    for question, option in facts:
        if question == DID:
            yield f"Done before: {names.step(option)}"
        else:
            yield f"{names.label(question)}: {names.option(question, option)}"
