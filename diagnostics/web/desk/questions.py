"""All questions of a guide as one form: what was answered, what comes next, and what does not apply."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from django.utils.translation import gettext as _

from diagnostics.content.document.schema import Question
from diagnostics.engine.guide import options_of
from diagnostics.engine.walk import NOT_SURE, applies
from diagnostics.web.walk.question import Group, Row, choice
from diagnostics.web.walk.scene import Scene

MOST_CHIPS: Final = 9
"""More options than these are a list to choose from; "Not sure" does not count."""


@dataclass(frozen=True, slots=True)
class Field:
    """One question of the form.

    is_blank: nothing was said yet. is_next: best asked now.
    found: what the site read by itself, where the customer said nothing.
    """

    slug: str
    label: str
    text: str
    rows: tuple[Row, ...]
    groups: tuple[Group, ...]
    is_blank: bool
    is_next: bool
    found: str


@dataclass(frozen=True, slots=True)
class TriedStep:
    """A step that was tried, can't be done, or worked. ``word`` is its word in the address."""

    word: str
    step: str
    title: str


@dataclass(frozen=True, slots=True)
class DeskForm:
    """The whole form. ``folded``: questions that the answers leave no room for, with their answers."""

    fields: tuple[Field, ...]
    folded: tuple[Field, ...]
    done: tuple[TriedStep, ...]
    answered: int


def questions(scene: Scene, said: Iterable[tuple[str, str]]) -> DeskForm:
    """``said``: the pairs as they came, so that no choice is lost while it does not count."""
    chosen = dict(said)
    names = scene.live.network.guide.question_names
    fields = {one.slug: _field(scene, one, chosen) for one in scene.document.questions}
    here = {slug for slug in fields if applies(names[slug], scene.known)}
    return DeskForm(
        fields=tuple(field for slug, field in fields.items() if slug in here),
        folded=tuple(field for slug, field in fields.items() if slug not in here),
        done=_tried_steps(scene),
        answered=len(scene.walk.answers),
    )


def _field(scene: Scene, question: Question, chosen: Mapping[str, str]) -> Field:
    slug = question.slug
    offered = choice(scene, question)
    rows, groups = offered.rows, offered.groups
    value = _value(scene, question, chosen)
    if not groups and value not in ("", *(row.value for row in rows)):
        misfit = Row(value, scene.voice.line(scene.parts.option_text(slug, value)), _("does not fit"))
        rows = (*rows[:-1], misfit, rows[-1])
    rows = tuple(replace(row, checked=row.value == value) for row in rows)
    if len(rows) > MOST_CHIPS + 1:
        rows, groups = (), (Group("", rows),)
    return Field(
        slug=slug,
        label=scene.voice.line(question.label),
        text=scene.voice.line(question.text),
        rows=rows,
        groups=tuple(_tick(group, value) for group in groups),
        is_blank=not value,
        is_next=slug == scene.decision.question,
        found=_finding_text(scene, slug),
    )


def _value(scene: Scene, question: Question, chosen: Mapping[str, str]) -> str:
    """The present answer; if it does not count now, what was chosen, so that it comes back when it does."""
    if question.slug in scene.walk.answers:
        return next(iter(options_of(scene.walk.answers[question.slug])), NOT_SURE)
    value = chosen.get(question.slug, "")
    known = {NOT_SURE, *(option.slug for option in question.options)}
    if question.options_from:
        known |= scene.parts.carriers.keys()
    return value if value in known else ""


def _tick(group: Group, value: str) -> Group:
    return replace(group, rows=tuple(replace(row, checked=row.value == value) for row in group.rows))


def _finding_text(scene: Scene, slug: str) -> str:
    option = scene.findings.answers.get(slug)
    if option is None or scene.walk.answers.get(slug):
        return ""
    return scene.voice.line(scene.parts.option_text(slug, option))


def _tried_steps(scene: Scene) -> tuple[TriedStep, ...]:
    events: list[tuple[str, str]] = [(one.kind, one.name) for one in scene.walk.said if one.kind != "answer"]
    if scene.walk.worked:
        events.append(("worked", scene.walk.worked))
    return tuple(TriedStep(word, slug, scene.voice.line(scene.step(slug).title)) for word, slug in events)
