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
    """Remedies being edited: what is stored, and what the editor wants."""

    cures: Cures
    now: Remedies

    @property
    def changed(self) -> tuple[tuple[str, str], ...]:
        """Step and cause of the cells that are not as they are stored."""
        return differing_cells(self.cures.stored, self.now)


@dataclass(frozen=True, slots=True)
class RemedyGrid:
    """Attributes:

    corner: what stands down. columns, lines: the table, None where there can be no remedy. hidden: steps that are not
    shown. carried: fields of cells that are changed and not shown.
    """

    corner: str
    columns: tuple[Head, ...]
    lines: tuple[tuple[Head, tuple[Cell | None, ...]], ...]
    hidden: int
    carried: tuple[tuple[str, str], ...]


def remedy_grid(editing: RemedyEditing, chosen: QueryDict, *, whole: bool = False) -> RemedyGrid:
    """Steps down and causes across, as the page's filters are ``chosen``; of a single step the causes down."""
    cures = editing.cures
    single = chosen.get("step")
    is_all = whole or single or chosen.get("steps") == "all"
    causes = cures.causes if whole else _causes(cures, chosen)
    possible = _possible_steps(editing, chosen)
    steps = [step for step in possible if is_all or _cures_any(editing, step, causes)]
    places = {place.pk: place.short if single else "" for place in cures.places}
    columns = tuple(Head(f"cause.{one.slug}", one.name, one.slug, places[one.place_id]) for one in causes)
    heads = tuple(Head(f"step.{one.slug}", one.title, one.slug, KINDS[one.kind]) for one in steps)
    if single:
        columns, heads = heads, columns
        rows = [tuple(_cell(editing, step, cause) for step in steps) for cause in causes]
    else:
        rows = [tuple(_cell(editing, step, cause) for cause in causes) for step in steps]
    there = {cell.name for cells in rows for cell in cells if cell}
    changed = {f"w.{step}.{cause}": editing.now.get((step, cause), "") for step, cause in editing.changed}
    return RemedyGrid(
        corner="Cause" if single else "Step",
        columns=columns,
        lines=tuple(zip(heads, rows, strict=True)),
        hidden=len(possible) - len(steps),
        carried=tuple((name, word) for name, word in changed.items() if name not in there),
    )


def _causes(cures: Cures, chosen: QueryDict) -> Sequence[Cause]:
    """Of the chosen cause, step or place; at first those of the first place."""
    if chosen.get("step"):
        return cures.causes
    if named := [cause for cause in cures.causes if cause.slug == chosen.get("cause")]:
        return named
    places = {place.slug: place.pk for place in cures.places}
    place = places.get(chosen.get("place", ""), next(iter(places.values()), 0))
    return [cause for cause in cures.causes if cause.place_id == place]


def _possible_steps(editing: RemedyEditing, chosen: QueryDict) -> list[Step]:
    """The steps that may have remedies, or have some although they may not."""
    single = chosen.get("step")
    written = {step for step, _ in (*editing.now, *editing.cures.stored)}
    return [
        step
        for step in editing.cures.steps
        if (takes(step.kind, open_cause=False) or step.slug in written)  # type: ignore[arg-type]  # (one of its choices)
        and (step.slug == single if single else chosen.get("kind", "") in ("", step.kind))
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
