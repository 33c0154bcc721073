"""What an editor chose on a page of signs, read from its form. Nothing here can fail: what cannot count is named.

The fields of a row are called ``<question>.row``, ``<question>.own.<row>`` and ``<question>.w.<row>.<option>``.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, cast

from django.http import QueryDict

from diagnostics.admin.frame.marks import SIGNS
from diagnostics.content.editing.sign_table import Entry, Rows, Table, apply_entries, merge
from diagnostics.domain.editing.signs import Signs
from diagnostics.engine.words import SignWord

UNREADABLE: Final = (
    "This page no longer knew what the table was like when you opened it. Your choices stand over what is stored now: "
    "look at them and save again."
)
OVERTAKEN: Final = (
    "Somebody else has changed these signs since you opened them. Your choices are all here, over what is stored now; "
    "each that is different from it is marked. Look at them and save again."
)


@dataclass(frozen=True, slots=True)
class Editing:
    """One question on its way: what is stored, what the page was made of, and what the editor wants.

    complaints: whole sentences about what could not count.
    """

    signs: Signs
    opened: Table
    now: Table
    complaints: tuple[str, ...] = ()

    @property
    def question(self) -> str:
        """The slug of the question."""
        return self.signs.question.slug

    @property
    def is_overtaken(self) -> bool:
        """Whether somebody else has stored something since."""
        return self.opened.rows != self.signs.table.rows


def untouched(signs: Signs) -> Editing:
    """A question as it is stored."""
    return Editing(signs, signs.table, signs.table)


def read(signs: Signs, data: QueryDict, opened: Mapping[str, Rows] | None, *, about: tuple[str, ...] = ()) -> Editing:
    """What the form makes of one question; ``about`` names the rows that the page was made of, empty for all."""
    slug, stored = signs.question.slug, signs.table
    base = None if opened is None else opened.get(slug)
    watched = stored.only(*about) if about else stored
    before = watched if base is None else Table(_known(signs, base), stored.places)
    entries, complaints = _entries(signs, data)
    mine = apply_entries(before, entries)
    now = merge(before, mine, stored)
    if before.rows == watched.rows:
        before = stored
    return Editing(signs, before, now, complaints)


def read_opened(text: str) -> Mapping[str, Rows] | None:
    """Question → rows, as a page wrote them down when it was opened; None if this is nothing of the kind."""
    try:
        return {
            question: {row: {option: _word(word) for option, word in words.items()} for row, words in rows.items()}
            for question, rows in json.loads(text).items()
        }
    except (ValueError, AttributeError, TypeError, RecursionError):
        return None


def written(editing: Editing, *, about: tuple[str, ...] = ()) -> Rows:
    """The rows of a question that a page is made of."""
    return editing.signs.table.only(*about).rows if about else editing.signs.table.rows


def _word(word: object) -> SignWord:
    if not word or word not in SIGNS:
        raise ValueError
    return cast(SignWord, word)


def _known(signs: Signs, rows: Rows) -> Rows:
    """What there still is of rows: somebody may have taken out a cause or an answer."""
    options = {answer.slug for answer in signs.answers}
    return {
        name: {option: word for option, word in words.items() if option in options}
        for name, words in rows.items()
        if signs.table.knows(name)
    }


def _entries(signs: Signs, data: QueryDict) -> tuple[dict[str, Entry], tuple[str, ...]]:
    prefix, options = f"{signs.question.slug}.", {answer.slug for answer in signs.answers}
    words: dict[str, dict[str, str]] = {row: {} for row in data.getlist(f"{prefix}row")}
    lost = [row for row in words if not signs.table.knows(row)]
    for field, value in data.items():
        row, option = _cell(field, prefix)
        if row in words and option:
            if option in options and value in SIGNS:
                words[row][option] = str(value)
            else:
                lost.append(option if option not in options else str(value))
    entries = {
        row: Entry(f"{prefix}own.{row}" in data, cast("dict[str, SignWord]", found))
        for row, found in words.items()
        if row not in lost
    }
    return entries, tuple(_complaints(lost))


def _cell(field: str, prefix: str) -> tuple[str, str]:
    kind, _, rest = field.removeprefix(prefix).partition(".")
    row, _, option = rest.rpartition(".")
    return (row, option) if field.startswith(prefix) and kind == "w" else ("", "")


def _complaints(lost: list[str]) -> Iterator[str]:
    for name in dict.fromkeys(lost):
        yield f"“{name[:60]}” is no longer here, so what you chose about it cannot be kept."
