"""Pages of signs as fields: ``<question>.own.<row>`` says whether a row has words, ``<question>.w.<row>.<option>`` is one.

``<question>.row`` names the rows that are on the page.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from django.http import QueryDict

from diagnostics.admin.frame.marks import SIGNS
from diagnostics.admin.frame.table_posts import Known, Table, TablePost, known, put_together, spelled
from diagnostics.content.editing.sign_table import REST, Entry, apply_entries, place_row
from diagnostics.content.editing.sign_table import Table as SignTable
from diagnostics.domain.editing.signs import Signs
from diagnostics.domain.editing.two_editors import Fields, Value
from diagnostics.engine.words import SignWord

REST_TITLE = "All other causes"


@dataclass(frozen=True, slots=True)
class Editing:
    """One question on its way: what is stored, and what the editor wants."""

    signs: Signs
    now: SignTable

    @property
    def question(self) -> str:
        """The slug of the question."""
        return self.signs.question.slug


class SignPage:
    """The questions of a page and their rows; ``about`` the only row that is on it, empty for all."""

    def __init__(self, every: Sequence[Signs], about: str = "") -> None:
        self.every, self.about = every, about
        self.questions = known((one.question for one in every), "text")
        self.options = {one.question.slug: known(one.answers, "text") for one in every}
        self.rows: dict[str, tuple[str, str]] = {REST: (REST, REST_TITLE)}
        for one in every[:1]:
            places = known(one.places, "name")
            self.rows |= {place_row(old): (place_row(slug), f"All of “{name}”") for old, (slug, name) in places.items()}
            self.rows |= known(one.causes, "name")

    def spell(self, field: str) -> tuple[str, str]:
        """A field with the slugs of today, and in words."""
        question = self.questions.get(field.partition(".")[0], ("", ""))[0]
        names: list[Known | None] = [self.questions, None, self.rows, self.options.get(question, {})]
        return spelled(field, names)

    def stored(self) -> dict[str, str]:
        """Every field with what it says by now."""
        found: dict[str, str] = {}
        for one in self.every:
            asked = one.question.slug
            for row in self._rows(one):
                found |= {f"{asked}.own.{row}": "on" if row in one.table.rows else ""} if row != REST else {}
                words = one.table.words(row)
                found |= {f"{asked}.w.{row}.{answer.slug}": words.get(answer.slug, "") for answer in one.answers}
        return found

    def read(self, data: QueryDict) -> tuple[TablePost, tuple[Editing, ...]]:
        """What a form makes of the page."""
        table = Table(self.stored(), self.spell, _in_words)
        shown = table.shown(data)
        post = put_together(table, shown, self._posted(data, shown[1] if shown else {}))
        return post, tuple(self._edited(one, post.fields) for one in self.every)

    def untouched(self) -> tuple[TablePost, tuple[Editing, ...]]:
        """The page as it is stored."""
        return TablePost({}), tuple(Editing(one, one.table) for one in self.every)

    def _rows(self, one: Signs) -> Sequence[str]:
        every = (REST, *(place_row(place.slug) for place in one.places), *one.table.places, *one.table.rows)
        return (self.about,) if self.about else tuple(dict.fromkeys(every))

    def _posted(self, data: QueryDict, shown: Fields) -> dict[str, Value]:
        """Cells of a row that is given up count as taken out; those of one that goes on following were not touched."""
        named = [
            (name.removesuffix(".row"), row) for name in data if name.endswith(".row") for row in data.getlist(name)
        ]
        cells = {
            self.spell(name)[0]: str(data[name])
            for name in data
            if name.split(".")[1:2] == ["w"] and name.count(".") == 3
        }
        own: dict[str, Value] = {
            self.spell(f"{question}.own.{row}")[0]: "on" * (f"{question}.own.{row}" in data)
            for question, row in named
            if row != REST and "." not in question + row
        }
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

    def _edited(self, one: Signs, fields: Fields) -> Editing:
        asked, entries = one.question.slug, {}
        for row in self._rows(one):
            words = {answer.slug: fields.get(f"{asked}.w.{row}.{answer.slug}") for answer in one.answers}
            chosen = {option: cast(SignWord, word) for option, word in words.items() if isinstance(word, str)}
            entries[row] = Entry(fields.get(f"{asked}.own.{row}") == "on", chosen)
        return Editing(one, apply_entries(one.table, entries))


def _in_words(field: str, value: Value) -> str | None:
    if value is None:
        return "given up with its row"
    if ".own." in field:
        return "own" if value else "not own any more"
    return SIGNS[value][0] if isinstance(value, str) and value in SIGNS else None
