"""A question with its options, ready to answer."""

from collections.abc import Iterable
from typing import Self

from diagnostics.content.document.schema import Question as DocumentQuestion
from diagnostics.engine.guide import Answer, options_of
from diagnostics.engine.words import AnswerWord
from diagnostics.web.api.base import Schema, Text, decision_address
from diagnostics.web.site.addresses import Pairs
from diagnostics.web.walk.frame import answer_words
from diagnostics.web.walk.question import Choice, Group, QuestionForm, Row
from diagnostics.web.walk.scene import Scene


class Option(Schema):
    """One answer that may be given."""

    value: str
    """What is sent: `<question>=<value>`."""
    text: str
    """What people read."""
    hint: str
    """How to recognise it; may be empty."""
    group: str
    """The heading that it stands under in a long list (a country); empty where there is none."""
    chosen: bool
    """Whether the walk says so already."""
    alone: bool
    """Of a question of kind `several`: it says that nothing else on the list is so."""
    next: str | None
    """The decision after this answer: `GET` this. None where several things may be so at once: append a pair for each."""


class Question(Schema):
    """A question."""

    slug: str
    """The name that an answer is sent under."""
    label: str
    """What it asks about, in a word or two."""
    text: str
    """The question itself."""
    kind: AnswerWord
    """`one`: one option. `several`: everything that is so; append `&<slug>=<value>` for each."""
    why: str
    """Why it is asked, in general."""
    how: Text | None
    """How to find out."""
    reason: str
    """Why it is asked now, going by the answers so far; may be empty."""
    options: list[Option]
    """In the order in which people see them; "Not sure" last."""

    @classmethod
    def asked(cls, scene: Scene, form: QuestionForm) -> Self:
        """The question of a screen."""
        return cls(
            slug=form.question.slug,
            label=scene.voice.line(form.question.label),
            text=form.text,
            kind=form.question.kind,
            why=form.why,
            how=Text.of(scene.voice, form.question.how),
            reason=form.reason,
            options=_options(scene, form.question, form.rows, form.groups, form.before, form.after),
        )

    @classmethod
    def in_place(cls, scene: Scene, choice: Choice | None) -> Self | None:
        """A question that stands inside a step."""
        if choice is None:
            return None
        question = scene.parts.questions[choice.name]
        return cls(
            slug=choice.name,
            label=scene.voice.line(question.label),
            text=choice.text,
            kind=question.kind,
            why=scene.voice.line(question.why),
            how=Text.of(scene.voice, question.how),
            reason="",
            options=_options(scene, question, choice.rows, choice.groups, choice.kept, ()),
        )


def _options(
    scene: Scene,
    question: DocumentQuestion,
    rows: Iterable[Row],
    groups: Iterable[Group],
    before: Pairs,
    after: Pairs,
) -> list[Option]:
    def option(row: Row, group: str = "") -> Option:
        is_tick = question.kind == "several" and not row.stands_alone
        answered = (*before, (question.slug, row.value), *after)
        return Option(
            value=row.value,
            text=row.text,
            hint=row.hint,
            group=group,
            chosen=row.checked,
            alone=row.stands_alone,
            next=None if is_tick else decision_address(scene.document.slug, answered),
        )

    return [*map(option, rows), *(option(row, group.name) for group in groups for row in group.rows)]


class Said(Schema):
    """One thing that is known: a question and the option that answers it. Of a list, each tick stands for itself."""

    question: str
    """Slug of the question."""
    option: str | None
    """Slug of the option; `none` where nothing on the list is so, None for "not sure"."""
    label: str
    """What the question asks about."""
    text: str
    """The answer in words."""


def list_said(scene: Scene, question: str, answer: Answer) -> list[Said]:
    def one(option: str | None) -> Said:
        label, text = answer_words(scene, question, option)
        return Said(question=question, option=option, label=label, text=text)

    return [one(option) for option in options_of(answer) or (None,)]
