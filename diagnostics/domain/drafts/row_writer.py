"""From the guide document to draft rows: only what differs is written, so rows keep their keys and their history."""

from pydantic import BaseModel

from diagnostics.content.document.schema import GuideDocument, Option, Question
from diagnostics.domain.drafts import row_reader as fields
from diagnostics.domain.drafts.draft_tables import DraftTables
from diagnostics.domain.drafts.rows import Key, Row, delete, keyed, positions, sync
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


class Writer(DraftTables):
    """Writes one document into the rows of one guide. The document has passed ``unstorable``."""

    def write(self) -> None:
        """Make the draft say what the document says; the caller holds the transaction."""
        self._write_parts()
        self._write_questions()
        self._write_steps()
        self._write_carriers()
        self._write_rest()
        self._point_guide()
        self._drop_leftovers()

    def _write_parts(self) -> None:
        document = self.document
        self.parts(Place, (_plain(place, fields.PLACE) for place in document.places))
        self.parts(Source, (_plain(source, fields.SOURCE) for source in document.sources))
        places = self.keys[Place]
        self.parts(Cause, (_plain(c, fields.CAUSE) | {"place_id": places[c.place]} for c in document.causes))
        self.parts(Page, (_plain(page, fields.PAGE) for page in document.pages))
        self.cite(Cause, document.causes)
        self.cite(Page, document.pages)

    def _write_questions(self) -> None:
        questions = self.document.questions
        self.parts(QuestionRow, (_plain(q, fields.QUESTION) for q in questions))
        self.parts(Carrier, (_plain(carrier, fields.CARRIER) for carrier in self.document.carriers))
        keys = self.keys[QuestionRow]
        follows = {keys[q.slug]: {"follows_id": keys[q.follows] if q.follows else None} for q in questions}
        known = {(key,): row for key, row in self.rows[QuestionRow].items()}
        sync(QuestionRow, known, (((key,), row) for key, row in follows.items()))
        options = self._write_options()
        rows = self._write_sign_rows()
        self._write_signs(rows, options)

    def _write_options(self) -> dict[tuple[int, str], int]:
        """Keys of options by question and slug."""
        found = keyed(OptionRow.objects.filter(question__guide=self.guide), "question_id", "slug")
        questions, wanted = self.keys[QuestionRow], list[tuple[Key, Row]]()
        for question in self.document.questions:
            key = questions[question.slug]
            old = [found.get((key, option.slug)) for option in question.options]
            places = positions([row.position if row else None for row in old])
            for option, position in zip(question.options, places, strict=True):
                wanted.append(((key, option.slug), _option(option) | {"question_id": key, "position": position}))
        made = sync(OptionRow, found, wanted)
        self.left[OptionRow] = made.left
        return {(row.question_id, row.slug): row.pk for row in made.rows}

    def _write_sign_rows(self) -> dict[tuple[str, str], int]:
        """Keys of rows of signs by question and what they are about."""
        columns = ("question_id", "cause_id", "place_id")
        found = keyed(SignRow.objects.filter(question__guide=self.guide), *columns)
        names = [(question, about) for question in self.document.questions for about in question.signs]
        wanted = [self._sign_row(question, about) for question, about in names]
        made = sync(SignRow, found, ((tuple(row[column] for column in columns), row) for row in wanted))
        delete(made.left)
        return {(question.slug, about): row.pk for (question, about), row in zip(names, made.rows, strict=True)}

    def _sign_row(self, question: Question, about: str) -> Row:
        place = self.keys[Place][about.removeprefix("@")] if about.startswith("@") else None
        cause = None if place or about == "*" else self.keys[Cause][about]
        return {"question_id": self.keys[QuestionRow][question.slug], "cause_id": cause, "place_id": place}

    def _write_signs(self, rows: dict[tuple[str, str], int], options: dict[tuple[int, str], int]) -> None:
        columns = ("row_id", "option_id", "carrier_id")
        found = keyed(Sign.objects.filter(row__question__guide=self.guide), *columns)
        owners = {key: self.keys[QuestionRow][question] for (question, _), key in rows.items()}
        wanted = list[tuple[Key, Row]]()
        for (question, about), row in rows.items():
            signs = next(q.signs[about] for q in self.document.questions if q.slug == question)
            for slug, word in signs.items():
                option = options.get((owners[row], slug))
                carrier = self.keys[Carrier][slug] if option is None else None
                key = (row, option, carrier)
                wanted.append((key, dict(zip(columns, key, strict=True)) | {"word": word}))
        made = sync(Sign, found, wanted)
        delete(made.left)

    def _write_steps(self) -> None:
        steps = self.document.steps
        self.parts(Step, (_plain(step, fields.STEP) for step in steps))
        keys, causes = self.keys[Step], self.keys[Cause]
        self.lists(Step.only_after.through, "from_step_id", "to_step_id", {
            keys[step.slug]: [keys[slug] for slug in step.only_after] for step in steps
        })  # fmt: skip
        remedies = [(keys[s.slug], causes[cause], word) for s in steps for cause, word in s.remedies.items()]
        self.pairs(Remedy, ("step_id", "cause_id"), "word", remedies)
        self.numbered(Variant, "step_id", {
            keys[step.slug]: [_plain(variant, fields.VARIANT) for variant in step.variants] for step in steps
        })  # fmt: skip
        self.cite(Step, steps)

    def _write_carriers(self) -> None:
        carriers, keys, sources = self.document.carriers, self.keys[Carrier], self.keys[Source]
        self.cite(Carrier, carriers)
        facts = self.numbered(CarrierFact, "carrier_id", {
            keys[carrier.slug]: [{"text": fact.text} for fact in carrier.facts] for carrier in carriers
        })  # fmt: skip
        cited = [fact.sources for carrier in carriers for fact in carrier.facts]
        self.lists(CarrierFact.sources.through, "carrierfact_id", "source_id", {
            fact.pk: [sources[slug] for slug in slugs] for fact, slugs in zip(facts, cited, strict=True)
        })  # fmt: skip
        steps = self.keys[Step]
        notes = [(keys[c.slug], steps[step], text) for c in carriers for step, text in c.notes.items()]
        self.pairs(StepNote, ("carrier_id", "step_id"), "text", notes)

    def _write_rest(self) -> None:
        document = self.document
        self.parts(MenuPath, (_plain(path, fields.PATH) for path in document.paths))
        paths = self.keys[MenuPath]
        self.numbered(PathVariant, "path_id", {
            paths[path.slug]: [_plain(variant, fields.PATH_VARIANT) for variant in path.variants]
            for path in document.paths
        })  # fmt: skip
        self.parts(Term, (_plain(term, fields.TERM) for term in document.terms))
        self.parts(Alarm, (_plain(alarm, fields.ALARM) for alarm in document.alarms))
        self.cite(Alarm, document.alarms)
        expected = (_plain(case.expect, fields.EXPECTATION) for case in document.cases)
        cases = (_plain(case, fields.CASE) for case in document.cases)
        self.parts(Case, (case | expect for case, expect in zip(cases, expected, strict=True)))

    def _point_guide(self) -> None:
        document, pages = self.document, self.keys[Page]
        prevention = pages[document.prevention_page] if document.prevention_page else None
        pointed = {"urgent_page_id": pages[document.urgent_page], "prevention_page_id": prevention}
        sync(Guide, {(): self.guide}, [((), guide_row(document) | pointed)])

    def _drop_leftovers(self) -> None:
        """Delete what the document no longer names; what is referred to goes last."""
        for model in (OptionRow, Case, Alarm, Term, MenuPath, Step, QuestionRow, Carrier, Cause, Place, Page, Source):
            delete(self.left[model])


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
