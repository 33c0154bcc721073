"""The sign table as it is laid out: rows down, answers across, and which of them are shown."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.http import QueryDict

from diagnostics.admin.frame.marks import SIGNS, Cell, Head
from diagnostics.admin.signs.sign_fields import REST_TITLE, Editing, place_title
from diagnostics.content.editing.sign_table import REST, differing_words, place_row
from diagnostics.domain.editing.signs import Answer
from diagnostics.models import Cause

WIDEST: Final = 12
"""Answers that are all shown; of more, such as carriers, only those that have signs or are asked for."""


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
    """The table: its columns and rows; how many causes and which answers are not shown."""

    columns: tuple[Head, ...]
    lines: tuple[Line, ...]
    hidden_causes: int
    hidden_answers: tuple[Answer, ...]
    corner: str = "Cause"


def grid(editing: Editing, chosen: QueryDict) -> Grid:
    """What is shown of a question, as the page's filters are ``chosen``; a row that is not saved yet always is."""
    answers = _answers(editing, chosen)
    causes = [cause for cause in editing.signs.causes if _is_shown(editing, cause, chosen)]
    listed = sum(cause.slug in editing.now.places for cause in causes)
    return Grid(
        columns=tuple(Head(f"answer.{editing.question}.{answer.slug}", answer.text) for answer in answers),
        lines=tuple(_lines(editing, causes, answers)),
        hidden_causes=len(editing.now.places) - listed,
        hidden_answers=tuple(answer for answer in editing.signs.answers if answer not in answers),
    )


def line(editing: Editing, name: str, title: str, depth: int, answers: tuple[Answer, ...]) -> Line:
    """One row of one question."""
    place = place_row(editing.now.places.get(name, "")) if depth == 2 else ""
    cells = tuple(_cells(editing, name, answers)) if depth < 3 else ()
    titles = {place_row(place.slug): place_title(place.name) for place in editing.signs.places}
    follows = titles.get(editing.now.above(name), REST_TITLE) if depth in (1, 2) else ""
    return Line(name, title, depth, name in editing.now.rows, place, follows, cells)


def _answers(editing: Editing, chosen: QueryDict) -> tuple[Answer, ...]:
    everything = editing.signs.answers
    if len(everything) <= WIDEST:
        return everything
    tables = (editing.now, editing.signs.table)
    meant = {option for table in tables for row in table.rows.values() for option in row}
    return tuple(answer for answer in everything if answer.slug in meant or answer.slug in chosen.getlist("answer"))


def _is_shown(editing: Editing, cause: Cause, chosen: QueryDict) -> bool:
    name, stored, now = cause.slug, editing.signs.table, editing.now
    if cause.open:
        return name in stored.rows
    if (name in stored.rows) != (name in now.rows) or any(differing_words(stored, now, name)):
        return True
    if chosen.get("place", now.places[name]) not in ("", now.places[name]):
        return False
    if part := chosen.get("name", "").strip():
        return part.lower() in cause.name.lower()
    return chosen.get("causes") == "all" or not now.rows.keys() - {REST} or now.matters(name)


def _lines(editing: Editing, causes: list[Cause], answers: tuple[Answer, ...]) -> Iterator[Line]:
    yield line(editing, REST, REST_TITLE, 0, answers)
    for place in editing.signs.places:
        row = place_row(place.slug)
        standing = [cause for cause in causes if cause.place_id == place.pk and not cause.open]
        if standing or row in editing.now.rows or row in editing.signs.table.rows:
            yield line(editing, row, place_title(place.name), 1, answers)
        for cause in standing:
            yield line(editing, cause.slug, cause.name, 2, answers)
    for cause in causes:
        if cause.open:
            yield line(editing, cause.slug, cause.name, 3, answers)


def _cells(editing: Editing, name: str, answers: tuple[Answer, ...]) -> Iterator[Cell]:
    question, words, stored = editing.question, editing.now.words(name), editing.signs.table.words(name)
    for answer in answers:
        yield Cell(
            name=f"{question}.w.{name}.{answer.slug}",
            labels=f"row.{question}.{name} answer.{question}.{answer.slug}",
            word=words.get(answer.slug, ""),
            was=stored.get(answer.slug, ""),
            words=SIGNS,
        )
