"""The remedy table as it is laid out: which steps and causes are shown, and which way round."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from django.http import QueryDict

from diagnostics.admin.frame.marks import REMEDIES, Cell
from diagnostics.content.editing.remedy_table import Remedies, takes
from diagnostics.domain.editing.remedies import Cures
from diagnostics.models import Cause, Step
from diagnostics.models.drafts.choices import KIND

KINDS: Final = dict(KIND)


@dataclass(frozen=True, slots=True)
class RemedyEditing:
    """Remedies on their way: what is stored, and what the editor wants."""

    cures: Cures
    now: Remedies


@dataclass(frozen=True, slots=True)
class RemedyShow:
    """Which cells to show: the causes of a place, or one cause, or one step with all causes; steps of a kind."""

    place: str = ""
    cause: str = ""
    step: str = ""
    kind: str = ""
    every: bool = False

    @classmethod
    def asked(cls, data: QueryDict) -> "RemedyShow":
        """As the form or the address says."""
        place, cause, step, kind = (data.get(name, "") for name in ("place", "cause", "step", "kind"))
        return cls(place, cause, step, kind, data.get("steps") == "all")

    @property
    def query(self) -> str:
        """The same for an address."""
        data = QueryDict(mutable=True)
        fields = {"place": self.place, "cause": self.cause, "step": self.step, "kind": self.kind}
        data.update({field: value for field, value in (fields | {"steps": "all" * self.every}).items() if value})
        return data.urlencode()


@dataclass(frozen=True, slots=True)
class Head:
    """A heading of the table: a step or a cause; ``more`` says its kind or its place."""

    part: Literal["step", "cause"]
    slug: str
    title: str
    more: str = ""


@dataclass(frozen=True, slots=True)
class RemedyLine:
    """One row; None where there can be no remedy."""

    head: Head
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class RemedyGrid:
    """Attributes:

    corner: what stands down. columns, lines: the table. hidden: steps that are not shown.
    carried: fields of cells that are changed and not shown.
    """

    corner: str
    columns: tuple[Head, ...]
    lines: tuple[RemedyLine, ...]
    hidden: int
    carried: tuple[tuple[str, str], ...]


def remedy_grid(editing: RemedyEditing, show: RemedyShow, *, whole: bool = False) -> RemedyGrid:
    """Steps down and causes across; of a single step the causes down. ``whole`` shows everything."""
    causes = editing.cures.causes if whole else _causes(editing, show)
    possible = _possible(editing, show)
    steps = [step for step in possible if whole or show.every or show.step or _cures_any(editing, step, causes)]
    columns, rows = tuple(_cause_heads(editing, causes, placed=bool(show.step))), tuple(_step_heads(steps))
    if show.step:
        columns, rows = rows, columns
    marks = _Marks(editing)
    lines = tuple(RemedyLine(row, tuple(marks.cell(row, column) for column in columns)) for row in rows)
    there = {cell.name for line in lines for cell in line.cells if cell}
    carried = tuple((name, word) for name, word in marks.changed() if name not in there)
    return RemedyGrid("Cause" if show.step else "Step", columns, lines, len(possible) - len(steps), carried)


def _causes(editing: RemedyEditing, show: RemedyShow) -> Sequence[Cause]:
    """Of the chosen cause, step or place; at first those of the first place."""
    causes = editing.cures.causes
    if show.step:
        return causes
    if chosen := [cause for cause in causes if cause.slug == show.cause]:
        return chosen
    places = {place.slug: place.pk for place in editing.cures.places}
    place = places.get(show.place, next(iter(places.values()), 0))
    return [cause for cause in causes if cause.place_id == place]


def _possible(editing: RemedyEditing, show: RemedyShow) -> list[Step]:
    """The steps that may have remedies, or have some although they may not."""
    written = {step for step, _ in (*editing.now, *editing.cures.stored)}
    return [
        step
        for step in editing.cures.steps
        if (takes(step.kind, open_cause=False) or step.slug in written)  # type: ignore[arg-type]  # (one of its choices)
        and show.step in ("", step.slug)
        and (show.step or show.kind in ("", step.kind))
    ]


def _cures_any(editing: RemedyEditing, step: Step, causes: Sequence[Cause]) -> bool:
    names = [(step.slug, cause.slug) for cause in causes]
    return any(name in editing.now or name in editing.cures.stored for name in names)


def _cause_heads(editing: RemedyEditing, causes: Sequence[Cause], *, placed: bool) -> Iterator[Head]:
    places = {place.pk: place.short for place in editing.cures.places}
    for cause in causes:
        yield Head("cause", cause.slug, cause.name, places[cause.place_id] if placed else "")


def _step_heads(steps: Sequence[Step]) -> Iterator[Head]:
    for step in steps:
        yield Head("step", step.slug, step.title, KINDS[step.kind])


class _Marks:
    """Makes the cells; knows which of them there can be."""

    def __init__(self, editing: RemedyEditing) -> None:
        self.now, self.stored = editing.now, editing.cures.stored
        self.kinds: Mapping[str, str] = {step.slug: step.kind for step in editing.cures.steps}
        self.open = {cause.slug for cause in editing.cures.causes if cause.open}

    def cell(self, one: Head, other: Head) -> Cell | None:
        """The cell of a step and a cause, whichever comes first."""
        step, cause = (one.slug, other.slug) if one.part == "step" else (other.slug, one.slug)
        word, was = self.now.get((step, cause), ""), self.stored.get((step, cause), "")
        may = takes(self.kinds[step], open_cause=cause in self.open)  # type: ignore[arg-type]  # (one of its choices)
        if not (may or word or was):
            return None
        return Cell(
            name=f"w.{step}.{cause}",
            labels=f"step.{step} cause.{cause}",
            word=word,
            words=REMEDIES,
            changed=word != was,
            stored=REMEDIES[was][0] if word != was else "",
        )

    def changed(self) -> Iterator[tuple[str, str]]:
        """Fields and words of the cells that are not as stored."""
        for step, cause in {**self.now, **self.stored}:
            word = self.now.get((step, cause), "")
            if word != self.stored.get((step, cause), ""):
                yield f"w.{step}.{cause}", word
