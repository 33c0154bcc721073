"""From draft rows to the guide document, in a constant number of queries.

Rows are read as plain values, so that nothing is fetched on the side; references become slugs in the database.
"""

from collections import defaultdict
from typing import Any

from django.db.models import Model, QuerySet

from diagnostics import models
from diagnostics.content.document.schema import SCHEMA
from diagnostics.domain.drafts.columns import Data, as_data, query_columns
from diagnostics.models.drafts.part import Part, Sourced
from diagnostics.models.drafts.tables import TABLES

type ByKey = dict[int, Data]
"""Parts by the primary key of their row."""


def document_data(guide: models.Guide) -> Data:
    """The document of a guide's rows as JSON; whether it is one is for the schema to say."""
    parts = {part: _parts(table, guide) for part, table in TABLES.items()}
    _fill_questions(guide, parts["questions"])
    _fill_steps(guide, parts["steps"])
    _fill_carriers(guide, parts["carriers"])
    ways = _children(models.PathVariant, "path", guide)
    for key, path in parts["paths"].items():
        path["variants"] = ways.get(key, [])
    own = models.Guide.objects.values(*query_columns(models.Guide)).get(pk=guide.pk)
    lists = {part: list(found.values()) for part, found in parts.items()}
    return {"schema": SCHEMA, **as_data(models.Guide, own), **lists}


def _parts(table: type[Part], guide: models.Guide) -> ByKey:
    """The rows of one table, with their sources where they have any."""
    rows = list(table.objects.of_guide(guide).values("pk", *query_columns(table)))
    parts = {row.pop("pk"): as_data(table, row) for row in rows}
    if issubclass(table, Sourced):
        name = table.__name__.lower()
        cited = table.citations().filter(**{f"{name}__guide": guide}).order_by("pk")
        sources = _lists_by_key(cited.values_list(f"{name}_id", "source__slug"))
        for key, part in parts.items():
            part["sources"] = sources.get(key, [])
    return parts


def _lists_by_key(rows: QuerySet[Any, tuple[int, Any]]) -> dict[int, list[Any]]:
    """Values by the key that they belong to, from rows of (key, value)."""
    gathered = defaultdict(list)
    for key, value in rows:
        gathered[key].append(value)
    return gathered


def _children(table: type[Model], parent: str, guide: models.Guide) -> dict[int, list[Data]]:
    """Parts of parts by the key of their parent, in the editors' order."""
    children = defaultdict(list)
    rows = table._default_manager.filter(**{f"{parent}__guide": guide}).order_by("position", "pk")
    for row in rows.values(f"{parent}_id", *query_columns(table)):
        children[row.pop(f"{parent}_id")].append(as_data(table, row))
    return children


def _fill_questions(guide: models.Guide, questions: ByKey) -> None:
    options, signs = _children(models.Option, "question", guide), _sign_rows(guide)
    for key, question in questions.items():
        question["options"] = options.get(key, [])
        question["signs"] = signs.get(key, {})


def _sign_rows(guide: models.Guide) -> dict[int, Data]:
    """By question: the words of options, by the causes that they are about."""
    signs: dict[int, Data] = defaultdict(dict)
    found = models.Sign.objects.filter(row__question__guide=guide).order_by(
        "option__position", "carrier__position", "pk"
    )
    for row, option, carrier, word in found.values_list("row_id", "option__slug", "carrier__slug", "word"):
        signs[row][option or carrier] = word
    rows: dict[int, Data] = defaultdict(dict)
    about = models.SignRow.objects.of_guide(guide).values_list("pk", "question_id", "cause__slug", "place__slug")
    for key, question, cause, place in about:
        rows[question][cause or (f"@{place}" if place else "*")] = signs.get(key, {})
    return rows


def _fill_steps(guide: models.Guide, steps: ByKey) -> None:
    variants = _children(models.Variant, "step", guide)
    after = models.Step.only_after.through.objects.filter(from_step__guide=guide).order_by("pk")
    opened_by = _lists_by_key(after.values_list("from_step_id", "to_step__slug"))
    remedies: dict[int, Data] = defaultdict(dict)
    cures = models.Remedy.objects.filter(step__guide=guide).order_by("cause__position", "pk")
    for step, cause, word in cures.values_list("step_id", "cause__slug", "word"):
        remedies[step][cause] = word
    for key, part in steps.items():
        part["only_after"] = opened_by.get(key, [])
        part["remedies"] = remedies.get(key, {})
        part["variants"] = variants.get(key, [])


def _fill_carriers(guide: models.Guide, carriers: ByKey) -> None:
    cited = models.CarrierFact.sources.through.objects.filter(carrierfact__carrier__guide=guide).order_by("pk")
    sources = _lists_by_key(cited.values_list("carrierfact_id", "source__slug"))
    facts: dict[int, list[Data]] = defaultdict(list)
    for fact in models.CarrierFact.objects.filter(carrier__guide=guide).order_by("position", "pk"):
        facts[fact.carrier_id].append({"text": fact.text, "sources": sources.get(fact.pk, [])})
    notes: dict[int, Data] = defaultdict(dict)
    written = models.StepNote.objects.filter(carrier__guide=guide).order_by("step__position", "pk")
    for carrier, step, text in written.values_list("carrier_id", "step__slug", "text"):
        notes[carrier][step] = text
    for key, part in carriers.items():
        part["facts"] = facts.get(key, [])
        part["notes"] = notes.get(key, {})
