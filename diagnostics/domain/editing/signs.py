"""The sign table of a question, or of a cause: read from draft rows, and written back where it differs."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import cast

from django.contrib.auth.models import AbstractBaseUser

from diagnostics.content.editing.sign_table import REST, Rows, Table, Words, differing_rows, place_row
from diagnostics.domain.drafts import one_moment
from diagnostics.domain.drafts.history import changing
from diagnostics.domain.editing.two_editors import Overtaken
from diagnostics.engine import guide as engine
from diagnostics.engine.simulation.effect import Shift, after_first_answer, shifts
from diagnostics.engine.words import AnswerWord, CommonnessWord
from diagnostics.models import Carrier, Cause, Guide, Option, Place, Question, Sign, SignRow


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to a question, or one carrier; ``aliases`` are its old slugs."""

    slug: str
    text: str
    usual: CommonnessWord
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Signs:
    """The signs of one question.

    places, causes: of the guide, in the editors' order. answers: its options. table: what is stored.
    """

    question: Question
    places: tuple[Place, ...]
    causes: tuple[Cause, ...]
    answers: tuple[Answer, ...]
    table: Table


@dataclass(frozen=True, slots=True)
class Change:
    """What an editor makes of the rows of one question: as the page was opened, and as wanted now.

    about: names of the rows that the page was about; empty for all.
    """

    question: str
    opened: Rows
    wanted: Rows
    about: tuple[str, ...] = ()


def of_questions(guide: Guide, *slugs: str) -> tuple[Signs, ...]:
    """The signs of these questions, of all without slugs; in the editors' order, in a constant number of queries."""
    with one_moment():
        questions = Question.objects.of_guide(guide)
        asked = list(questions.filter(slug__in=slugs) if slugs else questions)
        places, causes = tuple(Place.objects.of_guide(guide)), tuple(Cause.objects.of_guide(guide))
        options, carriers = _options(asked), _carriers(guide, asked)
        rows = _rows(asked)
    names = {place.pk: place.slug for place in places}
    standing = {cause.slug: names[cause.place_id] for cause in causes if not cause.open}
    return tuple(
        Signs(q, places, causes, carriers if q.options_from else options[q.pk], Table(rows[q.pk], standing))
        for q in asked
    )


def of_question(guide: Guide, slug: str) -> Signs | None:
    """The signs of the question that has this slug, or had it once."""
    names = dict(Question.objects.of_guide(guide).values_list("slug", "aliases"))
    now = slug if slug in names else next((now for now, aliases in names.items() if slug in aliases), None)
    return next(iter(of_questions(guide, now)), None) if now else None


def save(guide: Guide, changes: Iterable[Change], *, by: AbstractBaseUser, comment: str) -> int:
    """Write the rows that differ and say how many did; raises Overtaken where they are not stored as they were opened."""
    count = 0
    with changing(guide, by=by, comment=comment):
        for change in changes:
            question = Question.objects.select_for_update().filter(guide=guide, slug=change.question).first()
            if question is None or not _is_as_opened(question, change):
                raise Overtaken
            if names := differing_rows(change.opened, change.wanted):
                _write(question, names, change.wanted)
                count += len(names)
    return count


def effect(signs: Signs, now: Table, option: str) -> tuple[Shift, ...]:
    """How the causes rank after this answer alone, with the signs as they are stored and as they would be."""
    if not signs.table.places:
        return ()
    before, after = (after_first_answer(_engine_guide(signs, table), "it", option) for table in (signs.table, now))
    return shifts(before, after)


def _engine_guide(signs: Signs, table: Table) -> engine.Guide:
    """A guide of this one question, enough to see what its first answer does."""
    causes = tuple(engine.Cause(c.slug, "", cast(CommonnessWord, c.commonness), c.open) for c in signs.causes)
    words = {cause: table.words(cause) for cause in table.places}
    options = tuple(engine.Option(answer.slug, answer.usual) for answer in signs.answers)
    kind = cast(AnswerWord, signs.question.kind)
    return engine.Guide((), causes, (engine.Question("it", "glance", options, kind, signs=words),), ())


def _options(questions: Iterable[Question]) -> Mapping[int, tuple[Answer, ...]]:
    found: dict[int, tuple[Answer, ...]] = defaultdict(tuple)
    rows = Option.objects.filter(question__in=questions).order_by("position", "pk")
    for question, slug, text, usual, old in rows.values_list("question_id", "slug", "text", "usual", "aliases"):
        found[question] += (Answer(slug, text, cast(CommonnessWord, usual), tuple(old)),)
    return found


def _carriers(guide: Guide, questions: Iterable[Question]) -> tuple[Answer, ...]:
    if not any(question.options_from for question in questions):
        return ()
    rows = Carrier.objects.of_guide(guide).values_list("slug", "name", "aliases")
    return tuple(Answer(slug, name, "common", tuple(old)) for slug, name, old in rows)


def _rows(questions: Iterable[Question]) -> Mapping[int, Rows]:
    keys = [question.pk for question in questions]
    words: dict[int, dict[str, str]] = defaultdict(dict)
    signs = Sign.objects.filter(row__question__in=keys)
    for row, option, carrier, word in signs.values_list("row_id", "option__slug", "carrier__slug", "word"):
        words[row][option or carrier] = word
    rows: dict[int, dict[str, Words]] = defaultdict(dict)
    named = SignRow.objects.filter(question__in=keys).values_list("pk", "question_id", "cause__slug", "place__slug")
    for key, question, cause, place in named:
        rows[question][cause or (place_row(place) if place else REST)] = words[key]  # type: ignore[assignment]
    return rows


def _is_as_opened(question: Question, change: Change) -> bool:
    stored = _rows([question])[question.pk]
    return change.opened == {name: row for name, row in stored.items() if not change.about or name in change.about}


def _write(question: Question, names: Iterable[str], wanted: Rows) -> None:
    field = "carrier_id" if question.options_from else "option_id"
    rows = Carrier.objects.filter(guide=question.guide_id) if question.options_from else question.options
    answers: dict[str, int] = dict(rows.values_list("slug", "pk"))
    causes = {cause.slug: cause for cause in Cause.objects.filter(guide=question.guide_id)}
    places = {place.slug: place for place in Place.objects.filter(guide=question.guide_id)}
    for name in names:
        place = places[name[1:]] if name.startswith("@") else None
        cause = None if place or name == REST else causes[name]
        if name in wanted:
            row, _ = SignRow.objects.get_or_create(question=question, cause=cause, place=place)
            _write_words(row, field, {answers[option]: word for option, word in wanted[name].items()})
        else:
            SignRow.objects.filter(question=question, cause=cause, place=place).delete()


def _write_words(row: SignRow, field: str, words: Mapping[int, str]) -> None:
    """Make the signs of a row these; those that are right already are left alone."""
    there = {getattr(sign, field): sign for sign in row.signs.all()}
    Sign.objects.filter(pk__in=[sign.pk for answer, sign in there.items() if answer not in words]).delete()
    for answer, word in words.items():
        sign = there.get(answer) or Sign(row=row, **{field: answer})
        if sign.word != word:
            sign.word = word
            sign.save()
