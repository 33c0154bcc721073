"""What the cell that was changed last does to the belief, for a page of signs."""

from dataclasses import dataclass
from typing import Final

from diagnostics.admin.signs.sign_fields import Editing
from diagnostics.content.editing.sign_table import differing_words
from diagnostics.content.wording.reason_words import BANDS
from diagnostics.domain.editing import signs
from diagnostics.engine.simulation.effect import Rank

LEADERS: Final = 5


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a cause stands: its rank and band; ``was`` the rank that it had, where that is another one."""

    rank: int
    name: str
    band: str
    was: int | None = None


@dataclass(frozen=True, slots=True)
class Effect:
    """Attributes:

    answer: its words. is_tick: it is ticked on a list. of: how many causes there are. subject: the cause that the row is about, if it is about one,
    before and after. before, after: the causes that lead.
    """

    answer: str
    is_tick: bool
    of: int
    subject: tuple[Standing, Standing] | None
    before: tuple[Standing, ...]
    after: tuple[Standing, ...]


def effect_of(editing: Editing, row: str, option: str) -> Effect | None:
    """What this row does to the belief after this answer; without an answer, the first that is different."""
    texts = {answer.slug: answer.text for answer in editing.signs.answers}
    if option not in texts:
        stored, rows = editing.signs.table, (row, *editing.changed)
        different = ((name, found) for name in rows for found in differing_words(stored, editing.now, name))
        row, option = next(different, ("", ""))
    if not option:
        return None
    names = {cause.slug: cause.name for cause in editing.signs.causes}

    def standing(rank: Rank, was: int | None = None) -> Standing:
        return Standing(rank.rank, names[rank.cause], BANDS[rank.band], None if was == rank.rank else was)

    shifts = signs.effect(editing.signs, editing.now, option)
    moves = {shift.cause: (standing(shift.before), standing(shift.after, shift.before.rank)) for shift in shifts}
    before = sorted((before for before, _ in moves.values()), key=lambda one: one.rank)
    after = [after for _, after in moves.values()]
    is_tick = editing.signs.question.kind == "several"
    leading = tuple(before[:LEADERS]), tuple(after[:LEADERS])
    return Effect(texts[option], is_tick, len(moves), moves.get(row), *leading)
