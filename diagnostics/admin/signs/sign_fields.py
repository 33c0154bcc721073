"""Pages of signs as fields: ``<question>.own.<row>`` says whether a row has words, ``<question>.w.<row>.<option>`` is one.

``<question>.row`` names the rows that are on the page.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, cast

from django.http import QueryDict

from diagnostics.admin.frame.marks import SIGNS
from diagnostics.admin.frame.table_posts import Names, TableFields, names_of, spell
from diagnostics.content.editing.sign_table import REST, Entry, Table, apply_entries, differing_rows, place_row
from diagnostics.content.markup.quotes import quote
from diagnostics.domain.editing.signs import Change, Signs
from diagnostics.domain.editing.two_editors import Fields, Value
from diagnostics.engine.words import SignWord
from diagnostics.models import Question

REST_TITLE: Final = "All other causes"


def place_title(name: str) -> str:
    """What the row of a whole place is called."""
    return f"All of {quote(name)}"


@dataclass(frozen=True, slots=True)
class Editing:
    """One question being edited: what is stored, and what the editor wants."""

    signs: Signs
    now: Table

    @property
    def question(self) -> str:
        """The slug of the question."""
        return self.signs.question.slug

    @property
    def changed(self) -> tuple[str, ...]:
        """Names of the rows that are not as they are stored."""
        return differing_rows(self.signs.table.rows, self.now.rows)

    def change(self, about: str) -> Change:
        """What to save; of a page about one cause, the rows that count for it."""
        rows = (about, place_row(self.now.places[about]), REST) if about else ()
        return Change(self.question, self.signs.table.only(*rows).rows, self.now.only(*rows).rows, rows)


class SignFields(TableFields):
    """The questions of a page and their rows; ``about`` the only row that is on it, empty for all."""

    def __init__(self, every: Sequence[Signs], about: str = "") -> None:
        self.every, self.about = every, about
        self.questions = names_of((one.question for one in every), "text")
        self.options = {one.question.slug: names_of(one.answers, "text") for one in every}
        self.rows: dict[str, tuple[str, str]] = {REST: (REST, REST_TITLE)}
        for one in every[:1]:
            for old, (slug, name) in names_of(one.places, "name").items():
                self.rows[place_row(old)] = place_row(slug), place_title(name)
            self.rows |= names_of(one.causes, "name")
        self.stored = {field: word for one in every for field, word in self._stored_fields(one)}

    def spell(self, field: str) -> tuple[str, str]:
        question = self.questions.get(field.partition(".")[0], ("", ""))[0]
        names: list[Names | None] = [self.questions, None, self.rows, self.options.get(question, {})]
        return spell(field, names)

    def in_words(self, field: str, value: Value) -> str | None:
        if value is None:
            return "given up with its row"
        if ".own." in field:
            return "own" if value else "not own any more"
        return SIGNS[value][0] if isinstance(value, str) and value in SIGNS else None

    def row(self, field: str) -> Question:
        return next(one.question for one in self.every if field.startswith(f"{one.question.slug}."))

    def editings(self, fields: Fields) -> tuple[Editing, ...]:
        """Each question as these fields want it."""
        return tuple(self._editing(one, fields) for one in self.every)

    def _stored_fields(self, one: Signs) -> Iterator[tuple[str, str]]:
        question = one.question.slug
        for row in self._rows(one):
            if row != REST:
                yield f"{question}.own.{row}", "on" if row in one.table.rows else ""
            words = one.table.words(row)
            for answer in one.answers:
                yield f"{question}.w.{row}.{answer.slug}", words.get(answer.slug, "")

    def _rows(self, one: Signs) -> Sequence[str]:
        every = (REST, *(place_row(place.slug) for place in one.places), *one.table.places, *one.table.rows)
        return (self.about,) if self.about else tuple(dict.fromkeys(every))

    def posted_values(self, data: QueryDict, shown: Fields) -> Mapping[str, Value]:
        """Cells of a row that is given up count as taken out; those of one that goes on following were not touched."""
        rows = [
            (name.removesuffix(".row"), row) for name in data if name.endswith(".row") for row in data.getlist(name)
        ]
        ticks = [f"{question}.own.{row}" for question, row in rows if row != REST]
        own: dict[str, Value] = {self.spell(tick)[0]: "on" * (tick in data) for tick in ticks if tick.count(".") == 2}
        words = [name for name in data if name.split(".")[1:2] == ["w"] and name.count(".") == 3]
        cells = {self.spell(name)[0]: str(data[name]) for name in words}
        places = {cause: place_row(place) for one in self.every[:1] for cause, place in one.table.places.items()}
        found: dict[str, Value] = {**own, **cells}
        for field in [field for field, ticked in own.items() if not ticked]:
            question, _, row = field.split(".")
            above = places.get(row, REST) if own.get(f"{question}.own.{places.get(row)}") else REST
            prefix, over = f"{question}.w.{row}.", f"{question}.w.{above}."
            mine = {name: name.removeprefix(prefix) for name in cells if name.startswith(prefix)}
            if shown.get(field):
                found |= dict.fromkeys((*mine, *(name for name in shown if name.startswith(prefix))))
            elif all(cells[name] == cells.get(f"{over}{option}") for name, option in mine.items()):
                found = {name: value for name, value in found.items() if name not in mine}
        return found

    def _editing(self, one: Signs, fields: Fields) -> Editing:
        question, entries = one.question.slug, {}
        for row in self._rows(one):
            words = {answer.slug: fields.get(f"{question}.w.{row}.{answer.slug}") for answer in one.answers}
            chosen = {option: cast(SignWord, word) for option, word in words.items() if isinstance(word, str)}
            entries[row] = Entry(fields.get(f"{question}.own.{row}") == "on", chosen)
        return Editing(one, apply_entries(one.table, entries))
