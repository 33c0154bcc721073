"""A form of signs that was opened before something got another slug: the same with the names of today."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.http import QueryDict

from diagnostics.admin.signs.sign_entries import read_opened
from diagnostics.content.editing.sign_table import place_row
from diagnostics.domain.editing.signs import Answer, Signs
from diagnostics.models import Cause, Place, Question


@dataclass(frozen=True, slots=True)
class Names:
    """Slugs and old slugs, each with what it is called today; rows of places with their “@”, options by question."""

    questions: Mapping[str, str]
    rows: Mapping[str, str]
    options: Mapping[str, Mapping[str, str]]

    @classmethod
    def of(cls, every: tuple[Signs, ...]) -> "Names":
        """The names that these questions, their answers and the rows of their tables go by."""
        places = _today(every[0].places) if every else {}
        causes = _today(every[0].causes) if every else {}
        return cls(
            questions=_today(one.question for one in every),
            rows={**causes, **{place_row(old): place_row(new) for old, new in places.items()}},
            options={one.question.slug: _today(one.answers) for one in every},
        )

    def question(self, name: str) -> str:
        """The question's slug of today; an unknown one stays as it is."""
        return self.questions.get(name, name)

    def row(self, name: str) -> str:
        """The same of a row."""
        return self.rows.get(name, name)

    def option(self, question: str, name: str) -> str:
        """The same of an answer to a question, which goes by its slug of today."""
        return self.options.get(question, {}).get(name, name)


def renamed(data: QueryDict, every: tuple[Signs, ...]) -> QueryDict:
    """The form with the names of today in its fields and in what it says it was made of."""
    names, found = Names.of(every), QueryDict(mutable=True)
    for field, values in data.lists():
        is_row = field.endswith(".row")
        found.setlist(_field(field, names), [names.row(value) for value in values] if is_row else values)
    found["cell"] = _field(data.get("cell", ""), names)
    if opened := read_opened(data.get("opened", "")):
        found["opened"] = json.dumps(
            {
                names.question(question): _rows(rows, names.question(question), names)
                for question, rows in opened.items()
            }
        )
    return found


def _rows(rows: Mapping[str, Mapping[str, str]], question: str, names: Names) -> Mapping[str, Mapping[str, str]]:
    return {
        names.row(row): {names.option(question, option): word for option, word in words.items()}
        for row, words in rows.items()
    }


def _field(field: str, names: Names) -> str:
    match field.split("."):
        case [question, "row"]:
            return f"{names.question(question)}.row"
        case [question, "own", row]:
            return f"{names.question(question)}.own.{names.row(row)}"
        case [question, "w", row, option]:
            asked = names.question(question)
            return f"{asked}.w.{names.row(row)}.{names.option(asked, option)}"
        case _:
            return field


def _today(things: Iterable[Question | Cause | Place | Answer]) -> Mapping[str, str]:
    """Name → slug of today; what is a slug now is nobody's old one."""
    known = list(things)
    return {alias: one.slug for one in known for alias in one.aliases} | {one.slug: one.slug for one in known}
