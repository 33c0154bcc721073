"""The names of a draft without its words: enough to fill marks, to follow links, and to tell which names there are.

Unlike the whole document it is there even while the draft has faults, and costs a few small queries.
"""

from collections import defaultdict
from typing import Any, Final

from django.db.models import Model, QuerySet

from diagnostics.content.document.schema import (
    SCHEMA,
    Alarm,
    Carrier,
    Cause,
    GuideDocument,
    MenuPath,
    Option,
    Page,
    Part,
    PathVariant,
    Question,
    Source,
    Step,
    Term,
)
from diagnostics.models import Alarm as AlarmRow
from diagnostics.models import Carrier as CarrierRow
from diagnostics.models import Cause as CauseRow
from diagnostics.models import Guide
from diagnostics.models import MenuPath as MenuPathRow
from diagnostics.models import Option as OptionRow
from diagnostics.models import Page as PageRow
from diagnostics.models import PathVariant as PathVariantRow
from diagnostics.models import Question as QuestionRow
from diagnostics.models import Source as SourceRow
from diagnostics.models import Step as StepRow
from diagnostics.models import Term as TermRow

EMPTY: Final[dict[type[Part], dict[str, Any]]] = {
    Cause: {"name": "", "summary": "", "place": ""},
    Question: {"label": "", "why": "", "effort": "glance"},
    Option: {},
    Step: {"summary": "", "minutes": 0},
    Carrier: {},
    Alarm: {"summary": "", "text": "", "when": {}},
    Page: {"summary": "", "text": ""},
    Source: {},
}
"""What a document demands of a part, where only its name is read."""


def outline(guide: Guide, *, intro: str = "") -> GuideDocument:
    """A document of names, with menu paths and terms whole; ``intro`` is a text to look at in its light."""
    parts: Any = {"schema_version": SCHEMA}
    return GuideDocument.model_construct(
        **parts,
        **_frame(guide, intro),
        places=(),
        causes=_named(Cause, CauseRow.objects.of_guide(guide), "aliases"),
        questions=_questions(guide),
        steps=_named(Step, StepRow.objects.of_guide(guide), "aliases", "title"),
        carriers=_named(Carrier, CarrierRow.objects.of_guide(guide), "aliases", "name", "country"),
        paths=_paths(guide),
        terms=tuple(
            Term.model_construct(slug=slug, text=text, regions=regions)
            for slug, text, regions in TermRow.objects.of_guide(guide).values_list("slug", "text", "regions")
        ),
        alarms=_named(Alarm, AlarmRow.objects.of_guide(guide), "title"),
        pages=_named(Page, PageRow.objects.of_guide(guide), "aliases", "title"),
        sources=_named(Source, SourceRow.objects.of_guide(guide), "title"),
    )


def _frame(guide: Guide, intro: str) -> dict[str, Any]:
    words = dict.fromkeys(("title", "summary", "working", "not_working", "urgent", "urgent_page"), "")
    return words | {"slug": guide.slug, "aliases": tuple(guide.aliases), "intro": intro}


def _named[P: Part](part: type[P], rows: QuerySet[Any], *fields: str) -> tuple[P, ...]:
    found: Any = rows.values("slug", *fields)
    made: Any = part.model_construct
    return tuple(made(**EMPTY[part], **row) for row in found)


def _questions(guide: Guide) -> tuple[Question, ...]:
    options = _inside(OptionRow.objects.filter(question__guide=guide), "question_id", "slug", "aliases", "text")
    rows: Any = QuestionRow.objects.of_guide(guide).values(
        "pk", "slug", "aliases", "text", "asked", "finding", "options_from"
    )
    return tuple(
        Question.model_construct(
            **EMPTY[Question], options=tuple(Option.model_construct(**o) for o in options[row.pop("pk")]), **row
        )
        for row in rows
    )


def _paths(guide: Guide) -> tuple[MenuPath, ...]:
    """Those that have a way at all."""
    ways = _inside(PathVariantRow.objects.filter(path__guide=guide), "path_id", "when", "label", "menu")
    rows = MenuPathRow.objects.of_guide(guide).values_list("pk", "slug", "name")
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
