"""From the guide document to draft rows: only what differs is written, so rows keep their keys and their history."""

from django.db.models import Model
from pydantic import BaseModel

from diagnostics import models
from diagnostics.content.document import schema
from diagnostics.domain.drafts.columns import as_row
from diagnostics.domain.drafts.draft_tables import DraftTables
from diagnostics.domain.drafts.rows import Key, Row, by_columns, delete, sync
from diagnostics.models.drafts.part import Part, Sourced
from diagnostics.models.drafts.tables import TABLES


class Writer(DraftTables):
    """Writes one document into the rows of one guide. The document has no ``storage_problems``."""

    def write(self) -> None:
        """Make the draft say what the document says; the caller holds the transaction."""
        self._write_parts()
        self._write_questions()
        self._write_steps()
        self._write_carriers()
        self._write_paths()
        self._point_guide()
        self._drop_leftovers()

    def _write_parts(self) -> None:
        lists = [(table, getattr(self.document, part)) for part, table in TABLES.items()]
        for table, items in lists:
            self.parts(table, (self._row(table, item) for item in items))
        for table, items in lists:
            if issubclass(table, Sourced):
                self.cite(table, items)

    def _row(self, table: type[Part], item: BaseModel) -> Row:
        place = {"place_id": self.keys[models.Place][item.place]} if isinstance(item, schema.Cause) else {}
        return as_row(table, item) | place

    def _write_questions(self) -> None:
        questions = self.document.questions
        keys = self.keys[models.Question]
        follows = {keys[q.slug]: {"follows_id": keys[q.follows] if q.follows else None} for q in questions}
        known = {(key,): row for key, row in self.rows[models.Question].items()}
        sync(models.Question, known, (((key,), row) for key, row in follows.items()))
        options = self._write_options()
        rows = self._write_sign_rows()
        self._write_signs(rows, options)

    def _write_options(self) -> dict[tuple[int, str], int]:
        """Keys of options by question and slug."""
        found = by_columns(models.Option.objects.filter(question__guide=self.guide), "question_id", "slug")
        made = self.children(models.Option, "question_id", found, {
            self.keys[models.Question][question.slug]: [
                (option.slug, as_row(models.Option, option)) for option in question.options
            ]
            for question in self.document.questions
        })  # fmt: skip
        self.left[models.Option] = made.left
        return {(row.question_id, row.slug): row.pk for row in made.rows}

    def _write_sign_rows(self) -> dict[tuple[str, str], int]:
        """Keys of rows of signs by question and what they are about."""
        columns = ("question_id", "cause_id", "place_id")
        found = by_columns(models.SignRow.objects.filter(question__guide=self.guide), *columns)
        names = [(question, about) for question in self.document.questions for about in question.signs]
        wanted = [self._sign_row(question, about) for question, about in names]
        made = sync(models.SignRow, found, ((tuple(row[column] for column in columns), row) for row in wanted))
        delete(made.left)
        return {(question.slug, about): row.pk for (question, about), row in zip(names, made.rows, strict=True)}

    def _sign_row(self, question: schema.Question, about: str) -> Row:
        place = self.keys[models.Place][about.removeprefix("@")] if about.startswith("@") else None
        cause = None if place or about == "*" else self.keys[models.Cause][about]
        return {"question_id": self.keys[models.Question][question.slug], "cause_id": cause, "place_id": place}

    def _write_signs(self, rows: dict[tuple[str, str], int], options: dict[tuple[int, str], int]) -> None:
        columns = ("row_id", "option_id", "carrier_id")
        found = by_columns(models.Sign.objects.filter(row__question__guide=self.guide), *columns)
        owners = {key: self.keys[models.Question][question] for (question, _), key in rows.items()}
        wanted = list[tuple[Key, Row]]()
        for (question, about), row in rows.items():
            signs = next(q.signs[about] for q in self.document.questions if q.slug == question)
            for slug, word in signs.items():
                option = options.get((owners[row], slug))
                carrier = self.keys[models.Carrier][slug] if option is None else None
                key = (row, option, carrier)
                wanted.append((key, dict(zip(columns, key, strict=True)) | {"word": word}))
        made = sync(models.Sign, found, wanted)
        delete(made.left)

    def _write_steps(self) -> None:
        steps = self.document.steps
        keys, causes = self.keys[models.Step], self.keys[models.Cause]
        self.lists(models.Step.only_after.through, "from_step_id", "to_step_id", {
            keys[step.slug]: [keys[slug] for slug in step.only_after] for step in steps
        })  # fmt: skip
        remedies = [(keys[s.slug], causes[cause], word) for s in steps for cause, word in s.remedies.items()]
        self.pairs(models.Remedy, ("step_id", "cause_id"), "word", remedies)
        self.numbered_rows(models.Variant, "step_id", {
            keys[step.slug]: [as_row(models.Variant, variant) for variant in step.variants] for step in steps
        })  # fmt: skip

    def _write_carriers(self) -> None:
        carriers, keys, sources = self.document.carriers, self.keys[models.Carrier], self.keys[models.Source]
        facts = self.numbered_rows(models.CarrierFact, "carrier_id", {
            keys[carrier.slug]: [{"text": fact.text} for fact in carrier.facts] for carrier in carriers
        })  # fmt: skip
        cited = [fact.sources for carrier in carriers for fact in carrier.facts]
        self.lists(models.CarrierFact.sources.through, "carrierfact_id", "source_id", {
            fact.pk: [sources[slug] for slug in slugs] for fact, slugs in zip(facts, cited, strict=True)
        })  # fmt: skip
        steps = self.keys[models.Step]
        notes = [(keys[c.slug], steps[step], text) for c in carriers for step, text in c.notes.items()]
        self.pairs(models.StepNote, ("carrier_id", "step_id"), "text", notes)

    def _write_paths(self) -> None:
        paths = self.keys[models.MenuPath]
        self.numbered_rows(models.PathVariant, "path_id", {
            paths[path.slug]: [as_row(models.PathVariant, variant) for variant in path.variants]
            for path in self.document.paths
        })  # fmt: skip

    def _point_guide(self) -> None:
        document, pages = self.document, self.keys[models.Page]
        prevention = pages[document.prevention_page] if document.prevention_page else None
        pointed = {"urgent_page_id": pages[document.urgent_page], "prevention_page_id": prevention}
        sync(models.Guide, {(): self.guide}, [((), as_row(models.Guide, document) | pointed)])

    def _drop_leftovers(self) -> None:
        """Delete what the document no longer names; what is referred to goes last."""
        tables: list[type[Model]] = [models.Option, *reversed(list(TABLES.values()))]
        for model in tables:
            delete(self.left[model])
