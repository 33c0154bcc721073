"""What was chosen on a page of signs about things that are no longer there, in words, so that it can be chosen again."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.http import QueryDict

from diagnostics.admin.frame.marks import SIGNS
from diagnostics.admin.signs.sign_entries import read_opened
from diagnostics.admin.signs.sign_grid import titles
from diagnostics.content.editing.sign_table import REST, Table
from diagnostics.domain.editing.signs import Signs


@dataclass(frozen=True, slots=True)
class Lost:
    """One choice that has no place any more. is_changed: whether it is another one than the page was opened with."""

    question: str
    row: str
    answer: str
    choice: str
    is_changed: bool


@dataclass(frozen=True, slots=True)
class _Known:
    """What there is today, by slug, each with how it reads."""

    questions: Mapping[str, str]
    rows: Mapping[str, str]
    options: Mapping[str, Mapping[str, str]]
    places: Mapping[str, str]

    @classmethod
    def of(cls, every: tuple[Signs, ...]) -> "_Known":
        rows: dict[str, str] = {REST: ""}
        if every:
            rows |= {**titles(every[0])} | {cause.slug: cause.name for cause in every[0].causes}
        return cls(
            questions={one.question.slug: one.question.text for one in every},
            rows=rows,
            options={one.question.slug: {answer.slug: answer.text for answer in one.answers} for one in every},
            places=every[0].table.places if every else {},
        )

    def lacks(self, question: str, row: str, option: str = "") -> bool:
        """Whether one of the three is gone."""
        is_option_gone = bool(option) and option not in self.options.get(question, {})
        return question not in self.questions or row not in self.rows or is_option_gone


def lost(data: QueryDict, every: tuple[Signs, ...]) -> tuple[Lost, ...]:
    """Every choice of a form about a question, a row or an answer that is gone; ``every`` question that is there."""
    known, opened = _Known.of(every), read_opened(data.get("opened", "")) or {}
    names = [field.removesuffix(".row") for field in data if field.endswith(".row")]
    return tuple(
        one
        for question in names
        for row in data.getlist(f"{question}.row")
        for one in _of_row(data, question, row, known, Table(opened.get(question, {}), _places(known, opened, row)))
    )


def _of_row(data: QueryDict, question: str, row: str, known: _Known, before: Table) -> Iterator[Lost]:
    asked, about = known.questions.get(question, f"“{question}”"), known.rows.get(row, f"“{row}”")
    is_own, was_own = f"{question}.own.{row}" in data, row in before.rows
    if known.lacks(question, row) and row != REST and is_own != was_own:
        yield Lost(asked, about, "", "own" if is_own else "not own any more", is_changed=True)
    if was_own and not is_own and row != REST:
        return
    prefix, words = f"{question}.w.{row}.", before.words(row)
    for field in data:
        option = field.removeprefix(prefix)
        word, was = data.get(field, ""), words.get(option, "")
        if option != field and word in SIGNS and (word or was) and known.lacks(question, row, option):
            answer = known.options.get(question, {}).get(option, f"“{option}”")
            yield Lost(asked, about, answer, SIGNS[word][0], is_changed=word != was)


def _places(known: _Known, opened: Mapping[str, Mapping[str, object]], row: str) -> Mapping[str, str]:
    """Where causes stand; a cause that is gone stood where the page about it says."""
    if row in known.rows:
        return known.places
    named = (name.removeprefix("@") for rows in opened.values() for name in rows if name.startswith("@"))
    return {**known.places, row: next(named, "")}
