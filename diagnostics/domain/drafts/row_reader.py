"""From draft rows to the guide document, in a constant number of queries.

Rows are read as plain values, so that nothing is fetched on the side; references become slugs in the database.
"""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any, Final

from django.db.models import Model, QuerySet

from diagnostics.content.document.schema import SCHEMA
from diagnostics.models import (
    Alarm,
    Carrier,
    CarrierFact,
    Case,
    Cause,
    Guide,
    MenuPath,
    Option,
    Page,
    PathVariant,
    Place,
    Question,
    Remedy,
    Sign,
    SignRow,
    Source,
    Step,
    StepNote,
    Term,
    Variant,
)

type Data = dict[str, Any]
"""A part of a document as JSON."""
type ByKey = dict[int, Data]
"""Parts by the primary key of their row."""

MAY_BE_EMPTY: Final = frozenset(
    {"hint", "drawing", "detect", "finding", "options_from", "until", "never_because", "label", "network", "activation"}
    | {"charge", "rcs", "status_url", "support_url", "phone", "url", "cause", "alarm"}
)
"""Lines that a document leaves out where the row holds an empty one."""

GUIDE: Final = ("slug", "aliases", "language", "title", "summary", "intro", "working", "not_working", "urgent")
PLACE: Final = ("slug", "aliases", "name", "short")
CAUSE: Final = ("slug", "aliases", "name", "summary", "place__slug", "commonness", "open", "text", "reviewed")
QUESTION: Final = (
    *("slug", "aliases", "text", "label", "why", "how", "effort", "unknown", "asked"),
    *("finding", "options_from", "when", "follows__slug"),
)
OPTION: Final = ("slug", "aliases", "text", "hint", "usual", "drawing", "detect", "when")
OPTION_PAGE: Final = ("page_title", "page_summary", "page_text")
STEP: Final = (
    *(
        "slug",
        "aliases",
        "kind",
        "title",
        "summary",
        "minutes",
        "waiting",
        "disruption",
        "loses",
        "cuts",
        "first_check",
    ),
    *(
        "meanwhile",
        "until",
        "avoid",
        "unproven",
        "say",
        "stays_fixed",
        "when",
        "never_while",
        "never_because",
        "reviewed",
    ),
)
VARIANT: Final = ("when", "label", "text")
PATH: Final = ("slug", "name")
PATH_VARIANT: Final = ("when", "label", "menu")
TERM: Final = ("slug", "text", "regions")
CARRIER: Final = (
    *("slug", "aliases", "name", "country", "network", "activation", "charge", "rcs"),
    *("status_url", "support_url", "phone", "caveats", "reviewed"),
)
ALARM: Final = ("slug", "title", "summary", "text", "when", "reviewed")
PAGE: Final = ("slug", "aliases", "title", "summary", "text", "reviewed")
CASE: Final = ("slug", "title", "answers", "tried", "cannot", "findings")
EXPECTATION: Final = ("first", "within_three", "never", "not_first", "cause", "alarm", "escalates")
SOURCE: Final = ("slug", "title", "url", "note")


def document_data(guide: Guide) -> Data:
    """The document of a guide's rows as JSON; whether it is one is for the schema to say."""
    return {
        "schema": SCHEMA,
        **_guide(guide),
        "places": _listed(_parts(Place.objects.of_guide(guide), PLACE)),
        "causes": _listed(_sourced(Cause, guide, CAUSE)),
        "questions": _listed(_questions(guide)),
        "steps": _listed(_steps(guide)),
        "carriers": _listed(_carriers(guide)),
        "paths": _listed(_paths(guide)),
        "terms": _listed(_parts(Term.objects.of_guide(guide), TERM)),
        "alarms": _listed(_sourced(Alarm, guide, ALARM)),
        "pages": _listed(_sourced(Page, guide, PAGE)),
        "cases": _listed(_cases(guide)),
        "sources": _listed(_parts(Source.objects.of_guide(guide), SOURCE)),
    }


def _filled(row: Mapping[str, Any]) -> Data:
    """A row without what it leaves out; ``place__slug`` becomes ``place``."""
    names = {name.removesuffix("__slug"): value for name, value in row.items()}
    return {name: v for name, v in names.items() if v is not None and not (v == "" and name in MAY_BE_EMPTY)}


def _parts[M: Model](rows: QuerySet[M], fields: tuple[str, ...]) -> ByKey:
    found = list(rows.values("pk", *fields))
    return {row.pop("pk"): _filled(row) for row in found}


def _listed(parts: ByKey) -> list[Data]:
    return list(parts.values())


def _gathered(rows: QuerySet[Any, tuple[int, Any]]) -> dict[int, list[Any]]:
    """Values by the key that they belong to, from rows of (key, value)."""
    gathered = defaultdict(list)
    for key, value in rows:
        gathered[key].append(value)
    return gathered


def _sourced(model: type[Alarm | Carrier | Cause | Page | Step], guide: Guide, fields: tuple[str, ...]) -> ByKey:
    """Parts with their sources."""
    parts = _parts(model.objects.of_guide(guide), fields)
    cited = model.citations().filter(**{f"{model.__name__.lower()}__guide": guide}).order_by("pk")
    sources = _gathered(cited.values_list(f"{model.__name__.lower()}_id", "source__slug"))
    return {key: part | {"sources": sources.get(key, [])} for key, part in parts.items()}


def _children[M: Model](rows: QuerySet[M], parent: str, fields: tuple[str, ...]) -> dict[int, list[Data]]:
    """Parts of parts by the key of their parent, in the editors' order."""
    children = defaultdict(list)
    for row in rows.order_by("position", "pk").values(parent, *fields):
        children[row.pop(parent)].append(_filled(row))
    return children


def _guide(guide: Guide) -> Data:
    fields = (*GUIDE, "escalation_minutes", "translations", "urgent_page__slug", "prevention_page__slug")
    comparisons = ("usual_name", "usual", "usual_by_option")
    row = _filled(Guide.objects.values(*fields, *comparisons).get(pk=guide.pk))
    name, usual, by_option = (row.pop(field) for field in comparisons)
    return row | {"comparisons": {"usual_name": name, "usual": usual, "by_option": by_option}}


def _questions(guide: Guide) -> ByKey:
    questions = _parts(Question.objects.of_guide(guide), QUESTION)
    options = _children(Option.objects.filter(question__guide=guide), "question_id", (*OPTION, *OPTION_PAGE))
    signs = _sign_rows(guide)
    for key, question in questions.items():
        question["options"] = [_option(option) for option in options.get(key, [])]
        question["signs"] = signs.get(key, {})
    return questions


def _option(option: Data) -> Data:
    page = {field.removeprefix("page_"): option.pop(field) for field in OPTION_PAGE}
    return option | ({"page": page} if any(page.values()) else {})


def _sign_rows(guide: Guide) -> dict[int, Data]:
    """By question: the words of options, by the causes that they are about."""
    signs: dict[int, Data] = defaultdict(dict)
    found = Sign.objects.filter(row__question__guide=guide).order_by("option__position", "carrier__position", "pk")
    for row, option, carrier, word in found.values_list("row_id", "option__slug", "carrier__slug", "word"):
        signs[row][option or carrier] = word
    rows: dict[int, Data] = defaultdict(dict)
    about = SignRow.objects.of_guide(guide).values_list("pk", "question_id", "cause__slug", "place__slug")
    for key, question, cause, place in about:
        rows[question][cause or (f"@{place}" if place else "*")] = signs.get(key, {})
    return rows


def _steps(guide: Guide) -> ByKey:
    steps = _sourced(Step, guide, STEP)
    variants = _children(Variant.objects.filter(step__guide=guide), "step_id", VARIANT)
    after = Step.only_after.through.objects.filter(from_step__guide=guide).order_by("pk")
    opened_by = _gathered(after.values_list("from_step_id", "to_step__slug"))
    remedies: dict[int, Data] = defaultdict(dict)
    cures = Remedy.objects.filter(step__guide=guide).order_by("cause__position", "pk")
    for step, cause, word in cures.values_list("step_id", "cause__slug", "word"):
        remedies[step][cause] = word
    for key, part in steps.items():
        part["only_after"] = opened_by.get(key, [])
        part["remedies"] = remedies.get(key, {})
        part["variants"] = variants.get(key, [])
    return steps


def _carriers(guide: Guide) -> ByKey:
    carriers = _sourced(Carrier, guide, CARRIER)
    cited = CarrierFact.sources.through.objects.filter(carrierfact__carrier__guide=guide).order_by("pk")
    sources = _gathered(cited.values_list("carrierfact_id", "source__slug"))
    facts: dict[int, list[Data]] = defaultdict(list)
    for fact in CarrierFact.objects.filter(carrier__guide=guide).order_by("position", "pk"):
        facts[fact.carrier_id].append({"text": fact.text, "sources": sources.get(fact.pk, [])})
    notes: dict[int, Data] = defaultdict(dict)
    written = StepNote.objects.filter(carrier__guide=guide).order_by("step__position", "pk")
    for carrier, step, text in written.values_list("carrier_id", "step__slug", "text"):
        notes[carrier][step] = text
    for key, part in carriers.items():
        part["facts"] = facts.get(key, [])
        part["notes"] = notes.get(key, {})
    return carriers


def _paths(guide: Guide) -> ByKey:
    paths = _parts(MenuPath.objects.of_guide(guide), PATH)
    variants = _children(PathVariant.objects.filter(path__guide=guide), "path_id", PATH_VARIANT)
    return {key: path | {"variants": variants.get(key, [])} for key, path in paths.items()}


def _cases(guide: Guide) -> ByKey:
    cases = _parts(Case.objects.of_guide(guide), (*CASE, *EXPECTATION))
    for case in cases.values():
        case["expect"] = {field: case.pop(field) for field in EXPECTATION if field in case}
    return cases
