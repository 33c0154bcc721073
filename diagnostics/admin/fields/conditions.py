"""Conditions are chosen by titles: the names that a script makes pickers of (static/js/conditions.js)."""

from collections.abc import Callable, Iterator
from typing import Any

from diagnostics.admin.fields.draft_names import DraftNames
from diagnostics.content.document.index import Index, title_of
from diagnostics.content.document.schema import Question
from diagnostics.content.wording.reason_words import NONE_WORDS
from diagnostics.engine.guide import NONE


def condition_choices(names: DraftNames) -> list[dict[str, Any]]:
    """Every question of a guide with its answers, each by its slug and as visitors read it."""
    if names.index is None or names.texts is None:
        return []
    line = names.texts.line
    return [
        {
            "slug": question.slug,
            "text": line(question.text),
            "answers": [{"slug": slug, "text": text} for slug, text in _answers(names.index, question, line)],
        }
        for question in names.index.document.questions
    ]


def _answers(index: Index, question: Question, line: Callable[[str], str]) -> Iterator[tuple[str, str]]:
    for slug, answer in index.options(question).items():
        yield slug, line(title_of(answer))
    if question.kind == "several":
        yield NONE, NONE_WORDS
