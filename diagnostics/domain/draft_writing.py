"""From the guide document to draft rows: those with a slug keep their key, all others are written anew."""

from collections.abc import Iterable
from typing import Any, Final, Protocol

from django.db.models import Manager, Model
from pydantic import BaseModel

from diagnostics.content.document import GuideDocument, Option, Question
from diagnostics.domain import draft_reading as fields
from diagnostics.models import (
    Alarm,
    Carrier,
    CarrierFact,
    Case,
    Cause,
    Guide,
    MenuPath,
    Page,
    PathVariant,
    Place,
    Remedy,
    Sign,
    SignRow,
    Source,
    Step,
    StepNote,
    Term,
    Variant,
)
from diagnostics.models import Option as OptionRow
from diagnostics.models import Question as QuestionRow
from diagnostics.models.part import Part as PartRow
from diagnostics.models.part import Sourced

type Row = dict[str, Any]
type Keys = dict[str, int]
"""Primary keys by slug."""

GAP: Final = 10
"""Between two positions, so that an editor can put something between them."""


SOURCED: Final[tuple[type[Sourced], ...]] = (Alarm, Carrier, Cause, Page, Step)
"""Tables of parts that name their sources."""


class Citing(Protocol):
    """A part of a document that names its sources."""

    @property
    def slug(self) -> str: ...
    @property
    def sources(self) -> tuple[str, ...]: ...


class Writer:
    """Writes one document into the rows of one guide. The document has passed ``unstorable``."""

    def __init__(self, document: GuideDocument, guide: Guide) -> None:
        self.document = document
        self.guide = guide
        self.keys: dict[type[Model], Keys] = {}

    def write(self) -> None:
        """Replace the draft; the caller holds the transaction."""
        self._clear()
        self._write_parts()
        self._write_questions()
        self._write_steps()
        self._write_carriers()
        self._write_rest()
        self._point_guide()
        self._drop_leftovers()

    def _clear(self) -> None:
        """Take away everything that has no slug, and the references that would hold a leftover."""
        guide = self.guide
        QuestionRow.objects.filter(guide=guide).update(follows=None)
        for rows in (
            Sign.objects.filter(row__question__guide=guide),
            SignRow.objects.filter(question__guide=guide),
            Remedy.objects.filter(step__guide=guide),
            Variant.objects.filter(step__guide=guide),
            PathVariant.objects.filter(path__guide=guide),
            CarrierFact.objects.filter(carrier__guide=guide),
            StepNote.objects.filter(carrier__guide=guide),
            Step.only_after.through.objects.filter(from_step__guide=guide),
            *(m.citations().filter(**{f"{m.__name__.lower()}__guide": guide}) for m in SOURCED),
        ):
            rows.delete()

    def _write_parts(self) -> None:
        document = self.document
        self._upsert(Place, (_plain(place, fields.PLACE) for place in document.places))
        self._upsert(Source, (_plain(source, fields.SOURCE) for source in document.sources))
        places = self.keys[Place]
        self._upsert(Cause, (_plain(c, fields.CAUSE) | {"place_id": places[c.place]} for c in document.causes))
        self._upsert(Page, (_plain(page, fields.PAGE) for page in document.pages))
        self._cite(Cause, document.causes)
        self._cite(Page, document.pages)

    def _write_questions(self) -> None:
        questions = self.document.questions
        self._upsert(QuestionRow, (_plain(q, fields.QUESTION) | {"follows_id": None} for q in questions))
        keys = self.keys[QuestionRow]
        followers = [QuestionRow(pk=keys[q.slug], follows_id=keys[q.follows]) for q in questions if q.follows]
        QuestionRow.objects.bulk_update(followers, ["follows"])
        self._upsert(Carrier, (_plain(carrier, fields.CARRIER) for carrier in self.document.carriers))
        options = self._write_options()
        rows = [self._sign_row(question, about) for question in questions for about in question.signs]
        SignRow.objects.bulk_create(rows)
        words = [words for question in questions for words in question.signs.values()]
        Sign.objects.bulk_create(
            self._sign(row, options.get((row.question_id, slug)), slug, word)
            for row, row_words in zip(rows, words, strict=True)
            for slug, word in row_words.items()
        )

    def _write_options(self) -> dict[tuple[int, str], int]:
        """Keys of options by question and slug."""
        questions = self.keys[QuestionRow]
        rows = [
            OptionRow(question_id=questions[question.slug], position=position, **_option(option))
            for question in self.document.questions
            for position, option in _positions(question.options)
        ]
        _save(OptionRow.objects, rows, ("question", "slug"), (*fields.OPTION, *fields.OPTION_PAGE, "position"))
        OptionRow.objects.filter(question__guide=self.guide).exclude(pk__in=[row.pk for row in rows]).delete()
        return {(row.question_id, row.slug): row.pk for row in rows}

    def _sign_row(self, question: Question, about: str) -> SignRow:
        row = SignRow(question_id=self.keys[QuestionRow][question.slug])
        if about.startswith("@"):
            row.place_id = self.keys[Place][about.removeprefix("@")]
        elif about != "*":
            row.cause_id = self.keys[Cause][about]
        return row

    def _sign(self, row: SignRow, option: int | None, slug: str, word: str) -> Sign:
        carrier = self.keys[Carrier][slug] if option is None else None
        return Sign(row=row, option_id=option, carrier_id=carrier, word=word)

    def _write_steps(self) -> None:
        steps = self.document.steps
        self._upsert(Step, (_plain(step, fields.STEP) for step in steps))
        keys, causes = self.keys[Step], self.keys[Cause]
        through = Step.only_after.through
        through.objects.bulk_create(
            through(from_step_id=keys[step.slug], to_step_id=keys[slug]) for step in steps for slug in step.only_after
        )
        Remedy.objects.bulk_create(
            Remedy(step_id=keys[step.slug], cause_id=causes[cause], word=word)
            for step in steps
            for cause, word in step.remedies.items()
        )
        Variant.objects.bulk_create(
            Variant(step_id=keys[step.slug], position=position, **_plain(variant, fields.VARIANT))
            for step in steps
            for position, variant in _positions(step.variants)
        )
        self._cite(Step, steps)

    def _write_carriers(self) -> None:
        carriers, keys = self.document.carriers, self.keys[Carrier]
        self._cite(Carrier, carriers)
        facts = [
            (CarrierFact(carrier_id=keys[carrier.slug], position=position, text=fact.text), fact.sources)
            for carrier in carriers
            for position, fact in _positions(carrier.facts)
        ]
        CarrierFact.objects.bulk_create(fact for fact, _ in facts)
        through, sources = CarrierFact.sources.through, self.keys[Source]
        through.objects.bulk_create(
            through(carrierfact_id=fact.pk, source_id=sources[slug]) for fact, cited in facts for slug in cited
        )
        StepNote.objects.bulk_create(
            StepNote(carrier_id=keys[carrier.slug], step_id=self.keys[Step][step], text=text)
            for carrier in carriers
            for step, text in carrier.notes.items()
        )

    def _write_rest(self) -> None:
        document = self.document
        self._upsert(MenuPath, (_plain(path, fields.PATH) for path in document.paths))
        PathVariant.objects.bulk_create(
            PathVariant(
                path_id=self.keys[MenuPath][path.slug], position=position, **_plain(variant, fields.PATH_VARIANT)
            )
            for path in document.paths
            for position, variant in _positions(path.variants)
        )
        self._upsert(Term, (_plain(term, fields.TERM) for term in document.terms))
        self._upsert(Alarm, (_plain(alarm, fields.ALARM) for alarm in document.alarms))
        self._cite(Alarm, document.alarms)
        expected = (_plain(case.expect, fields.EXPECTATION) for case in document.cases)
        cases = (_plain(case, fields.CASE) for case in document.cases)
        self._upsert(Case, (case | expect for case, expect in zip(cases, expected, strict=True)))

    def _point_guide(self) -> None:
        document, pages = self.document, self.keys[Page]
        self.guide.urgent_page_id = pages[document.urgent_page]
        self.guide.prevention_page_id = pages[document.prevention_page] if document.prevention_page else None
        self.guide.save()

    def _drop_leftovers(self) -> None:
        """Delete what the document no longer names; what is referred to goes last."""
        tables: tuple[type[PartRow], ...]
        tables = (Case, Alarm, Term, MenuPath, Step, QuestionRow, Carrier, Cause, Place, Page, Source)
        for model in tables:
            model.objects.filter(guide=self.guide).exclude(pk__in=self.keys[model].values()).delete()

    def _upsert(self, model: type[PartRow], rows: Iterable[Row]) -> None:
        """Write the rows of one table in their order, keeping the keys of slugs that are there already."""
        filled = [row | {"position": position} for position, row in _positions(rows)]
        parts = [model(guide=self.guide, **row) for row in filled]
        if filled:
            _save(model.objects, parts, ("guide", "slug"), filled[0])
        self.keys[model] = {row["slug"]: part.pk for row, part in zip(filled, parts, strict=True)}

    def _cite(self, model: type[Sourced], parts: Iterable[Citing]) -> None:
        citations, name = model.citations(), f"{model.__name__.lower()}_id"
        keys, sources = self.keys[model], self.keys[Source]
        citations.bulk_create(
            citations.model(**{name: keys[part.slug], "source_id": sources[slug]})
            for part in parts
            for slug in part.sources
        )


def guide_row(document: GuideDocument) -> Row:
    """The guide's own fields, without its pages."""
    comparisons = document.comparisons
    return _plain(document, (*fields.GUIDE, "escalation_minutes", "translations")) | {
        "usual_name": comparisons.usual_name,
        "usual": list(comparisons.usual),
        "usual_by_option": comparisons.model_dump(mode="json")["by_option"],
    }


def _plain(part: BaseModel, names: tuple[str, ...]) -> Row:
    """Fields of a part as a row holds them; references are not among them."""
    own = [name for name in names if "__" not in name]
    values = part.model_dump(mode="json", include=set(own))
    return {name: "" if values[name] is None and name in fields.MAY_BE_EMPTY else values[name] for name in own}


def _option(option: Option) -> Row:
    page = option.page.model_dump() if option.page else dict.fromkeys(("title", "summary", "text"), "")
    return _plain(option, fields.OPTION) | {f"page_{name}": text for name, text in page.items()}


def _positions[T](parts: Iterable[T]) -> Iterable[tuple[int, T]]:
    return ((number * GAP, part) for number, part in enumerate(parts, start=1))


def _save[M: Model](manager: Manager[M], rows: list[M], unique: tuple[str, ...], names: Iterable[str]) -> None:
    """Insert rows, or change those that are there already; afterwards every row knows its key."""
    changed = [name.removesuffix("_id") for name in names if name not in unique]
    manager.bulk_create(rows, update_conflicts=True, unique_fields=unique, update_fields=changed)
