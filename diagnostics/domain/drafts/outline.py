"""The names of a draft without its words: enough to fill marks, to follow links, and to tell which names there are.

Unlike the whole document it is there even while the draft has faults, and costs a few small queries.
"""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any, Final

from django.db.models import Model, QuerySet

from diagnostics import models
from diagnostics.content.document.schema import SCHEMA, GuideDocument, MenuPath, Option, PathVariant, Question
from diagnostics.domain.drafts.columns import part_of
from diagnostics.models import Guide
from diagnostics.models.drafts.tables import TABLES

NAMED: Final[Mapping[str, tuple[tuple[str, ...], Mapping[str, Any]]]] = {
    "causes": (("aliases", "name"), {"summary": "", "place": ""}),
    "steps": (("aliases", "title", "kind"), {"summary": "", "minutes": 0}),
    "carriers": (("aliases", "name", "country"), {}),
    "terms": (("text", "regions"), {}),
    "alarms": (("title",), {"summary": "", "text": "", "when": {}}),
    "pages": (("aliases", "title"), {"summary": "", "text": ""}),
    "sources": (("title",), {}),
}
"""Of each part what is read besides the slug, and what a document demands of it where no more is read."""
QUESTION: Final[Mapping[str, Any]] = {"label": "", "why": "", "effort": "glance"}
"""The same of questions."""


def outline(guide: Guide, *, intro: str = "") -> GuideDocument:
    """A document of names, with menu paths and terms whole; ``intro`` is a text to look at in its light."""
    parts: Any = {"schema_version": SCHEMA, "places": (), **{part: _named_parts(guide, part) for part in NAMED}}
    parts |= {"questions": _questions(guide), "paths": _paths(guide)}
    frame: Any = dict.fromkeys(("title", "summary", "working", "not_working", "urgent", "urgent_page"), "")
    frame |= {"slug": guide.slug, "aliases": tuple(guide.aliases), "intro": intro}
    return GuideDocument.model_construct(**frame, **parts)


def _named_parts(guide: Guide, part: str) -> tuple[Any, ...]:
    columns, demanded = NAMED[part]
    made: Any = part_of(TABLES[part])
    return tuple(
        made.model_construct(**demanded, **row) for row in TABLES[part].objects.of_guide(guide).values("slug", *columns)
    )


def _questions(guide: Guide) -> tuple[Question, ...]:
    options = _inside(models.Option.objects.filter(question__guide=guide), "question_id", "slug", "aliases", "text")
    rows: Any = models.Question.objects.of_guide(guide).values(
        "pk", "slug", "aliases", "text", "kind", "asked", "finding", "options_from"
    )
    return tuple(
        Question.model_construct(
            **QUESTION, options=tuple(Option.model_construct(**o) for o in options[row.pop("pk")]), **row
        )
        for row in rows
    )


def _paths(guide: Guide) -> tuple[MenuPath, ...]:
    """Those that have a way at all."""
    ways = _inside(models.PathVariant.objects.filter(path__guide=guide), "path_id", "when", "label", "menu", "look")
    rows = models.MenuPath.objects.of_guide(guide).values_list("pk", "slug", "name")
    return tuple(
        MenuPath.model_construct(
            slug=slug, name=name, variants=tuple(PathVariant.model_construct(**way) for way in ways[key])
        )
        for key, slug, name in rows
        if ways[key]
    )


def _inside[M: Model](rows: QuerySet[M], parent: str, *fields: str) -> dict[int, list[dict[str, Any]]]:
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in rows.order_by("position", "pk").values(parent, *fields):
        found[row.pop(parent)].append(row)
    return found
