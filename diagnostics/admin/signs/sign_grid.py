"""The sign table as it is laid out: rows down, answers across, and which of them are shown."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from django.http import QueryDict

from diagnostics.admin.frame.marks import SIGNS, Cell
from diagnostics.admin.signs.sign_fields import REST_TITLE, Editing
from diagnostics.content.editing.sign_table import REST, Table, differing_words, place_row
from diagnostics.domain.editing.signs import Answer, Signs
from diagnostics.models import Cause, Place

WIDEST: Final = 12
"""Answers that are all shown; of more, such as carriers, only those that have signs or are asked for."""


@dataclass(frozen=True, slots=True)
class Show:
    """Which rows and columns to show: ``every`` cause or those that matter, of a place, by name, and which answers."""

    every: bool = False
    place: str = ""
    name: str = ""
    answers: tuple[str, ...] = ()

    @classmethod
    def asked(cls, data: QueryDict) -> "Show":
        """As the form or the address says."""
        answers = tuple(slug for slug in data.getlist("answer") if slug)
        return cls(data.get("causes") == "all", data.get("place", ""), data.get("name", "").strip(), answers)

    @property
    def query(self) -> str:
        """The same for an address."""
        data = QueryDict(mutable=True)
        fields = {"causes": "all" if self.every else "", "place": self.place, "name": self.name}
        data.update({field: value for field, value in fields.items() if value})
        data.setlist("answer", list(self.answers))
        return data.urlencode()


@dataclass(frozen=True, slots=True)
class Line:
    """One row: ``own`` whether it has words of its own, ``follows`` what it follows otherwise.

    depth: 0 all other causes, 1 a place, 2 a cause, 3 a cause that takes no signs.
    """

    name: str
    title: str
    depth: int
    own: bool
    place: str
    follows: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """The table: its columns and rows; how many causes and answers are not shown."""

    answers: tuple[Answer, ...]
    lines: tuple[Line, ...]
    hidden_causes: int
    hidden_answers: tuple[Answer, ...]


def grid(editing: Editing, show: Show) -> Grid:
    """Everything that is to be shown of a question. A row that is not saved yet is always among it."""
    answers = _answers(editing, show)
    causes = [cause for cause in editing.signs.causes if _is_shown(editing, cause, show)]
    listed = sum(cause.slug in editing.now.places for cause in causes)
    return Grid(
        answers=answers,
        lines=tuple(_lines(editing, causes, answers)),
        hidden_causes=len(editing.now.places) - listed,
        hidden_answers=tuple(answer for answer in editing.signs.answers if answer not in answers),
    )


def line(editing: Editing, name: str, title: str, depth: int, answers: tuple[Answer, ...]) -> Line:
    """One row of one question."""
    place = place_row(editing.now.places.get(name, "")) if depth == 2 else ""
    cells = tuple(_cells(editing, name, answers)) if depth < 3 else ()
    above = titles(editing.signs)[editing.now.above(name)]
    return Line(name, title, depth, name in editing.now.rows, place, above, cells)


def titles(signs: Signs) -> Mapping[str, str]:
    """What the rows are called that others follow."""
    return {REST: REST_TITLE} | {place_row(place.slug): f"All of “{place.name}”" for place in signs.places}


def _answers(editing: Editing, show: Show) -> tuple[Answer, ...]:
    everything = editing.signs.answers
    if len(everything) <= WIDEST:
        return everything
    tables = (editing.now, editing.signs.table)
    told = {option for table in tables for row in table.rows.values() for option in row}
    return tuple(answer for answer in everything if answer.slug in told or answer.slug in show.answers)


def _is_shown(editing: Editing, cause: Cause, show: Show) -> bool:
    name = cause.slug
    if cause.open or name in editing.signs.table.rows.keys() ^ editing.now.rows.keys() or _is_changed(editing, name):
        return name in editing.signs.table.rows or not cause.open
    if show.place and show.place != editing.now.places[name]:
        return False
    if show.name:
        return show.name.lower() in cause.name.lower()
    return show.every or not _has_special(editing.now) or editing.now.matters(name)


def _is_changed(editing: Editing, name: str) -> bool:
    return next(differing_words(editing.signs.table, editing.now, name), None) is not None


def _has_special(table: Table) -> bool:
    return any(name != REST for name in table.rows)


def _lines(editing: Editing, causes: list[Cause], answers: tuple[Answer, ...]) -> Iterator[Line]:
    yield line(editing, REST, REST_TITLE, 0, answers)
    for place in editing.signs.places:
        standing = [cause for cause in causes if cause.place_id == place.pk and not cause.open]
        if standing or place_row(place.slug) in editing.now.rows or place_row(place.slug) in editing.signs.table.rows:
            yield _place_line(editing, place, answers)
        for cause in standing:
            yield line(editing, cause.slug, cause.name, 2, answers)
    for cause in causes:
        if cause.open:
            yield line(editing, cause.slug, cause.name, 3, answers)


def _place_line(editing: Editing, place: Place, answers: tuple[Answer, ...]) -> Line:
    return line(editing, place_row(place.slug), f"All of “{place.name}”", 1, answers)


def _cells(editing: Editing, name: str, answers: tuple[Answer, ...]) -> Iterator[Cell]:
    question, words = editing.question, editing.now.words(name)
    stored = editing.signs.table.words(name)
    for answer in answers:
        word, was = words.get(answer.slug, ""), stored.get(answer.slug, "")
        yield Cell(
            name=f"{question}.w.{name}.{answer.slug}",
            labels=f"row.{question}.{name} answer.{question}.{answer.slug}",
            word=word,
            words=SIGNS,
            changed=word != was,
            stored=SIGNS[was][0] if word != was else "",
        )
