"""Conditions are chosen by titles: the names that a script makes pickers of (static/js/conditions.js)."""

from typing import Any

from diagnostics.admin.fields.draft_names import DraftNames
from diagnostics.content.document.index import title_of


def condition_choices(names: DraftNames) -> list[dict[str, Any]]:
    """Every question of a guide with its answers, each by its slug and as visitors read it."""
    if names.index is None or names.texts is None:
        return []
    line = names.texts.line
    return [
        {
            "slug": question.slug,
            "text": line(question.text),
            "answers": [
                {"slug": slug, "text": line(title_of(answer))} for slug, answer in names.index.options(question).items()
            ],
        }
        for question in names.index.document.questions
    ]
