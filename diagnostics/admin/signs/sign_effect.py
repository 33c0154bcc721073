"""What the cell that was changed last does to the belief, for a page of signs."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from diagnostics.admin.signs.sign_fields import Editing
from diagnostics.content.editing.sign_table import differing_rows, differing_words
from diagnostics.content.wording.reason_words import BANDS
from diagnostics.domain.editing import signs
from diagnostics.engine.simulation.effect import Shift
from diagnostics.models import Cause

LEADERS: Final = 5


@dataclass(frozen=True, slots=True)
class Place:
    """A cause in one of the two lists: its rank and band; ``was`` the rank that it had, where that is another one."""

    rank: int
    name: str
    band: str
    was: int | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """The cause whose row was changed: rank and band before and after, among ``of`` causes."""

    name: str
    before: Place
    after: Place

    @property
    def stays(self) -> bool:
        """Whether it stands as before."""
        return (self.before.rank, self.before.band) == (self.after.rank, self.after.band)


@dataclass(frozen=True, slots=True)
class Effect:
    """Attributes:

    answer: its words. subject: the cause that the row is about, if it is about one. before, after: the causes that lead.
    """

    question: str
    answer: str
    of: int
    subject: Subject | None
    before: tuple[Place, ...]
    after: tuple[Place, ...]

    @property
    def is_same(self) -> bool:
        """Whether the leading causes stand as before."""
        return [(p.name, p.band) for p in self.before] == [(p.name, p.band) for p in self.after]


def last_cell(field: str) -> tuple[str, str, str]:
    """Question, row and answer of a field; empty where it does not say."""
    question, _, rest = field.partition(".")
    kind, _, rest = rest.partition(".")
    row, _, option = rest.rpartition(".") if kind == "w" else (rest, "", "")
    return question, row, option


def effect(editing: Editing, row: str = "", option: str = "") -> Effect | None:
    """What this row does to the belief after this answer; without, the first that is different."""
    rows = (row, *differing_rows(editing.signs.table.rows, editing.now.rows))
    known = {answer.slug: answer.text for answer in editing.signs.answers}
    found = next(_different(editing, rows), None)
    if option in known:
        found = (row, option)
    if found is None:
        return None
    shifts = signs.effect(editing.signs, editing.now, found[1])
    causes = {cause.slug: cause for cause in editing.signs.causes}
    return Effect(
        question=editing.signs.question.text,
        answer=known[found[1]],
        of=len(shifts),
        subject=next((_subject(shift, causes) for shift in shifts if shift.cause == found[0]), None),
        before=tuple(_before(s, causes) for s in sorted(shifts, key=lambda s: s.before.rank)[:LEADERS]),
        after=tuple(_after(shift, causes) for shift in shifts[:LEADERS]),
    )


def _different(editing: Editing, rows: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for row in rows:
        for option in differing_words(editing.signs.table, editing.now, row):
            yield row, option


def _before(shift: Shift, causes: dict[str, Cause]) -> Place:
    return Place(shift.before.rank, causes[shift.cause].name, BANDS[shift.before.band])


def _after(shift: Shift, causes: dict[str, Cause]) -> Place:
    was = shift.before.rank if shift.before.rank != shift.after.rank else None
    return Place(shift.after.rank, causes[shift.cause].name, BANDS[shift.after.band], was)


def _subject(shift: Shift, causes: dict[str, Cause]) -> Subject:
    return Subject(causes[shift.cause].name, _before(shift, causes), _after(shift, causes))
