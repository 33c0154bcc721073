"""The remedy table as it is laid out: which steps and causes are shown, and which way round."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.http import QueryDict

from diagnostics.admin.frame.marks import REMEDIES, Cell, Head
from diagnostics.content.editing.remedy_table import Remedies, differing_cells, takes
from diagnostics.domain.editing.remedies import Cures
from diagnostics.models import Cause, Step
from diagnostics.models.drafts.choices import KIND

KINDS: Final = dict(KIND)


@dataclass(frozen=True, slots=True)
class RemedyEditing:
    """Remedies on their way: what is stored, and what the editor wants."""

    cures: Cures
    now: Remedies

    @property
    def changed(self) -> tuple[tuple[str, str], ...]:
        """Step and cause of the cells that are not as they are stored."""
        return differing_cells(self.cures.stored, self.now)


@dataclass(frozen=True, slots=True)
class RemedyShow:
    """Which cells to show: the causes of a place, or one cause, or one step with all causes; steps of a kind."""

    place: str = ""
    cause: str = ""
    step: str = ""
    kind: str = ""
    every: bool = False

    @classmethod
    def chosen_in(cls, data: QueryDict) -> "RemedyShow":
        """As the form or the address says."""
        place, cause, step, kind = (data.get(name, "") for name in ("place", "cause", "step", "kind"))
        return cls(place, cause, step, kind, data.get("steps") == "all")


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
    cures = editing.cures
    causes = cures.causes if whole else _causes(cures, show)
    possible = _possible(editing, show)
    steps = [step for step in possible if whole or show.every or show.step or _cures_any(editing, step, causes)]
    places = {place.pk: place.short if show.step else "" for place in cures.places}
    columns = tuple(Head(f"cause.{one.slug}", one.name, one.slug, places[one.place_id]) for one in causes)
    heads = tuple(Head(f"step.{one.slug}", one.title, one.slug, KINDS[one.kind]) for one in steps)
    rows = [tuple(_cell(editing, step, cause) for cause in causes) for step in steps]
    if show.step:
        columns, heads, rows = heads, columns, list(zip(*rows, strict=True))
    there = {cell.name for cells in rows for cell in cells if cell}
    changed = {f"w.{step}.{cause}": editing.now.get((step, cause), "") for step, cause in editing.changed}
    return RemedyGrid(
        corner="Cause" if show.step else "Step",
        columns=columns,
        lines=tuple(RemedyLine(head, cells) for head, cells in zip(heads, rows, strict=True)),
        hidden=len(possible) - len(steps),
        carried=tuple((name, word) for name, word in changed.items() if name not in there),
    )


def _causes(cures: Cures, show: RemedyShow) -> Sequence[Cause]:
    """Of the chosen cause, step or place; at first those of the first place."""
    if show.step:
        return cures.causes
    if chosen := [cause for cause in cures.causes if cause.slug == show.cause]:
        return chosen
    places = {place.slug: place.pk for place in cures.places}
    place = places.get(show.place, next(iter(places.values()), 0))
    return [cause for cause in cures.causes if cause.place_id == place]


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


def _cell(editing: RemedyEditing, step: Step, cause: Cause) -> Cell | None:
    name = (step.slug, cause.slug)
    word, was = editing.now.get(name, ""), editing.cures.stored.get(name, "")
    may = takes(step.kind, open_cause=cause.open)  # type: ignore[arg-type]  # (one of its choices)
    if not (may or word or was):
        return None
    return Cell(f"w.{step.slug}.{cause.slug}", f"step.{step.slug} cause.{cause.slug}", word, was, REMEDIES)
