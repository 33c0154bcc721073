"""All questions of a guide as one form: what was answered, what is best asked next, and what does not apply."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from diagnostics.content.document.schema import Question
from diagnostics.engine.advise import questions_by_value
from diagnostics.engine.guide import NONE, Ticks, options_of
from diagnostics.engine.walk import NOT_SURE, applies, visible_options
from diagnostics.web.walk.done_before import often_tried_steps
from diagnostics.web.walk.question import Group, Row, choice, list_rows
from diagnostics.web.walk.scene import Scene


@dataclass(frozen=True, slots=True)
class Field:
    """One question of the form.

    is_list: everything that is so is ticked. is_next: best asked now.
    found: what the site read by itself, where the customer said nothing. meant: what a tick elsewhere answers here.
    is_hidden: it has not all the words that the agent looks for.
    """

    slug: str
    label: str
    text: str
    rows: tuple[Row, ...]
    groups: tuple[Group, ...]
    is_list: bool
    is_next: bool
    found: str
    meant: str
    is_hidden: bool = False

    @property
    def every_row(self) -> tuple[Row, ...]:
        return (*self.rows, *(row for group in self.groups for row in group.rows))

    @property
    def answer(self) -> str:
        """What was said, in words."""
        return ", ".join(row.text for row in self.every_row if row.checked)

    def has(self, words: Iterable[str]) -> bool:
        """Whether question and answers together contain all these words, or beginnings of words."""
        text = " ".join((self.label, self.text, *(f"{row.text} {row.hint}" for row in self.every_row))).casefold()
        return all(word.casefold() in text for word in words)


@dataclass(frozen=True, slots=True)
class TriedStep:
    """A step that was tried, can't be done, takes its time, or worked. ``word`` is its word in the address."""

    word: str
    step: str
    title: str
    since: str = ""


@dataclass(frozen=True, slots=True)
class DeskForm:
    """The whole form.

    told: questions that were answered, in the order of the talk. fields: the others, the best to ask first.
    folded: those that the answers leave no room for, with their answers. before: steps that may have been done before.
    find: what the agent looks for. found: whether any question has it.
    """

    told: tuple[Field, ...]
    fields: tuple[Field, ...]
    folded: tuple[Field, ...]
    before: tuple[Row, ...]
    done: tuple[TriedStep, ...]
    answered: int
    find: str
    found: bool

    @property
    def tried_before(self) -> str:
        """What was done before the call, in words."""
        return ", ".join(row.text for row in self.before if row.checked)


def questions(scene: Scene, said: Iterable[tuple[str, str]], find: str = "") -> DeskForm:
    """``said``: the pairs as they came, so that no choice is lost while it does not count."""
    chosen: dict[str, list[str]] = {}
    for name, value in said:
        chosen.setdefault(name, []).append(value)
    names, words = scene.live.network.guide.question_names, find.split()
    known = {one.slug: one for one in scene.document.questions}
    ranked = questions_by_value(scene.live.network, scene.walk, scene.findings.evidence)
    order = dict.fromkeys((*(slug for slug in chosen if slug in known), *ranked, *known))
    fields = [_field(scene, known[slug], chosen.get(slug, ())) for slug in order]
    fields = [replace(one, is_hidden=not one.has(words)) for one in fields]
    here = {slug for slug in order if applies(names[slug], scene.known)}
    return DeskForm(
        told=tuple(one for one in fields if one.slug in here and one.answer),
        fields=tuple(one for one in fields if one.slug in here and not one.answer),
        folded=tuple(one for one in fields if one.slug not in here),
        before=tuple(_steps_before(scene)),
        done=_tried_steps(scene),
        answered=len(scene.walk.answers),
        find=find,
        found=not all(one.is_hidden for one in fields),
    )


def _field(scene: Scene, question: Question, chosen: Sequence[str]) -> Field:
    slug, values = question.slug, _values(scene, question, chosen)
    rows, groups = _choices(scene, question, values)
    return Field(
        slug=slug,
        label=scene.voice.line(question.label),
        text=scene.voice.line(question.text),
        rows=rows,
        groups=groups,
        is_list=question.kind == "several",
        is_next=slug == scene.decision.question,
        found=_finding_text(scene, slug),
        meant=_meant_text(scene, slug),
    )


def _choices(scene: Scene, question: Question, values: Collection[str]) -> tuple[tuple[Row, ...], tuple[Group, ...]]:
    """All that can be answered, with what was, also where it does not fit; a list shows every fact that fits."""
    misfit = _("does not fit")
    if question.kind == "several":
        fitting = visible_options(scene.live.network.guide.question_names[question.slug], scene.known)
        rows = list_rows(scene, question, fitting, values)
        return tuple(one if one.stands_alone or one.value in fitting else replace(one, hint=misfit) for one in rows), ()
    offered = choice(scene, question)
    rows, groups = offered.rows, offered.groups
    gone = [value for value in values if rows and value not in [row.value for row in rows]]
    misfits = (Row(one, scene.voice.line(scene.parts.option_text(question.slug, one)), misfit) for one in gone)
    rows = _tick((*rows[:-1], *misfits, *rows[-1:]), values)
    return rows, tuple(replace(group, rows=_tick(group.rows, values)) for group in groups)


def _values(scene: Scene, question: Question, chosen: Sequence[str]) -> tuple[str, ...]:
    """The present answer; if it does not count now, what was chosen, so that it comes back when it does."""
    if question.slug in scene.walk.answers:
        answer = scene.walk.answers[question.slug]
        return (*(options_of(answer) or (NOT_SURE,)), *(answer.asleep if isinstance(answer, Ticks) else ()))
    known = {NOT_SURE, *(option.slug for option in question.options)}
    if question.options_from:
        known |= scene.parts.carriers.keys()
    if question.kind == "several":
        return tuple(value for value in chosen if value in {*known, NONE})
    return tuple(value for value in chosen[-1:] if value in known)


def _tick(rows: Iterable[Row], values: Collection[str]) -> tuple[Row, ...]:
    return tuple(replace(row, checked=row.value in values) for row in rows)


def _finding_text(scene: Scene, slug: str) -> str:
    option = scene.findings.answers.get(slug)
    if option is None or scene.walk.answers.get(slug):
        return ""
    return scene.voice.line(scene.parts.option_text(slug, option))


def _meant_text(scene: Scene, slug: str) -> str:
    known = scene.known.get(slug)
    if not isinstance(known, str) or slug in scene.walk.answers or slug in scene.findings.answers:
        return ""
    return scene.voice.line(scene.parts.option_text(slug, known))


def _steps_before(scene: Scene) -> Iterator[Row]:
    """What may have been done before the call: the steps that many people try, and those that were."""
    said = {event.name: event.kind for event in scene.walk.said if event.kind != "answer"}
    listed = {step.slug for step in often_tried_steps(scene)} | {slug for slug, kind in said.items() if kind == "did"}
    for step in scene.document.steps:
        if step.slug in listed and said.get(step.slug, "did") == "did":
            yield Row(step.slug, scene.voice.line(step.title), checked=step.slug in said)


def _tried_steps(scene: Scene) -> tuple[TriedStep, ...]:
    kinds = ("tried", "cannot", "waiting")
    events = [(one.kind, one.name, dict(one.pairs).get("since", "")) for one in scene.walk.said if one.kind in kinds]
    worked = [("worked", scene.walk.worked, "")] if scene.walk.worked else []
    return tuple(
        TriedStep(word, slug, scene.voice.line(scene.step(slug).title), since)
        for word, slug, since in [*events, *worked]
    )
