"""The screen of one question, and small forms that ask a question inside a step."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import Final

from django.utils.translation import gettext as _

from diagnostics.content.document.offered import DRAWINGS, write_out
from diagnostics.content.document.schema import Option, Question
from diagnostics.content.wording import reason_words
from diagnostics.engine.guide import NONE, options_of
from diagnostics.engine.walk import NOT_SURE, answers_before, rows, visible_options
from diagnostics.web.site.country_names import by_country
from diagnostics.web.walk.browser_checks import BrowserChecks, browser_checks
from diagnostics.web.walk.frame import FindingNotice, notice
from diagnostics.web.walk.query import Pairs
from diagnostics.web.walk.scene import Scene

MOST_ROWS: Final = 16
"""More options than these are shown as a list to choose from."""


@dataclass(frozen=True, slots=True)
class Row:
    """One answer.

    detect: what the browser shows where it is so. stands_alone: of a list, it says that nothing else on it is ticked.
    """

    value: str
    text: str
    hint: str = ""
    drawing: str = ""
    detect: str = ""
    checked: bool = False
    stands_alone: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Options under one heading of a long list."""

    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """A question as a list to choose from, inside another page. ``kept``: the pairs that the form sends along."""

    name: str
    text: str
    rows: tuple[Row, ...]
    groups: tuple[Group, ...]
    kept: Pairs


@dataclass(frozen=True, slots=True)
class QuestionForm:
    """A question, ready to answer.

    before, after: the pairs said before and after this answer, so that it keeps its place; a dormant one stays before it,
    but a list that is answered anew is whole.
    missing: the form was sent without an answer. is_list: everything that is so is ticked.
    checks, besides: what the browser may answer here, and the questions besides this one; their pairs come first.
    found: what the site read by itself. unknown: why it does not know, where it might.
    """

    question: Question
    text: str
    why: str
    how: str
    reason: str
    rows: tuple[Row, ...]
    groups: tuple[Group, ...]
    missing: bool
    is_list: bool
    before: Pairs
    after: Pairs
    checks: BrowserChecks
    besides: tuple[Choice, ...]
    found: FindingNotice | None
    unknown: str


def question_form(scene: Scene, slug: str, *, missing: bool = False) -> QuestionForm:
    """The form of one question, as part of this walk."""
    question = scene.parts.questions[slug]
    before, after = _pairs_around(scene, question)
    rows, groups = _options(scene, question)
    checks = browser_checks(scene, question)
    return QuestionForm(
        question=question,
        text=scene.voice.line(question.text),
        why=scene.voice.line(question.why),
        how=scene.voice.html(question.how),
        reason=_reason(scene, slug),
        rows=rows if checks.on_itself else tuple(replace(row, detect="") for row in rows),
        groups=groups,
        missing=missing,
        is_list=question.kind == "several",
        before=before,
        after=after,
        checks=checks,
        besides=tuple(choice(scene, one) for one in checks.besides),
        found=notice(scene, question, scene.findings.answers[slug]) if slug in scene.findings.answers else None,
        unknown=scene.findings.unknown.get(slug, ""),
    )


def choice(scene: Scene, question: Question, kept: Pairs = ()) -> Choice:
    """A small form about one question; ``kept`` stands beside the pairs of the walk."""
    rows, groups = _options(scene, question)
    said = [pair for pair in scene.walk.pairs if pair[0] != question.slug]
    return Choice(question.slug, scene.voice.line(question.text), rows, groups, (*said, *kept))


def _reason(scene: Scene, slug: str) -> str:
    separation = scene.decision.separation
    if separation is None or separation.question != slug or scene.parts.questions[slug].asked != "by-value":
        return ""
    return scene.voice.say(reason_words.separation(scene.document, separation))


def _pairs_around(scene: Scene, question: Question) -> tuple[Pairs, Pairs]:
    slug, pairs, is_list = question.slug, scene.walk.pairs, question.kind == "several"
    if is_list and slug not in scene.walk.answers:
        pairs = tuple(pair for pair in pairs if pair[0] != slug)
    places = [i for i, pair in enumerate(pairs) if pair[0] == slug]
    steps = (("show", "steps"),) if scene.walk.show_steps else ()
    if not places:
        return pairs[: len(pairs) - len(steps)], steps
    kept = places[0] if slug in scene.walk.answers else places[-1] + 1
    return pairs[:kept], pairs[places[-1] + 1 :]


def _options(scene: Scene, question: Question) -> tuple[tuple[Row, ...], tuple[Group, ...]]:
    """Rows to tick, or groups of a long list: the one that is shown, with the other empty. "Not sure" comes last."""
    answers = scene.walk.answers
    present = (options_of(answers[question.slug]) or (NOT_SURE,)) if question.slug in answers else ()
    if question.kind == "several":
        asked = scene.live.network.guide.question_names[question.slug]
        tickable = rows(asked, answers_before(scene.walk, question.slug))
        return list_rows(scene, question, tickable, present), ()
    unsure = Row(NOT_SURE, _("Not sure"), checked=NOT_SURE in present)
    if question.options_from == "carriers":
        return (), (*_countries(scene, present), Group("", (unsure,)))
    shown = set(visible_options(scene.live.network.guide.question_names[question.slug], scene.known))
    offered = (*(_row(scene, option, present) for option in question.options if option.slug in shown), unsure)
    return (offered, ()) if len(shown) <= MOST_ROWS else ((), (Group("", offered),))


def list_rows(scene: Scene, question: Question, shown: Collection[str], present: Collection[str]) -> tuple[Row, ...]:
    """What can be ticked: what is shown or ticked, then the two answers that stand alone."""
    facts = (_row(scene, one, present) for one in question.options if one.slug in shown or one.slug in present)
    alone = {NONE: _("None of these"), NOT_SURE: _("Not sure")}
    return (*facts, *(Row(value, text, checked=value in present, stands_alone=True) for value, text in alone.items()))


def _row(scene: Scene, option: Option, present: Collection[str]) -> Row:
    return Row(
        value=option.slug,
        text=scene.voice.line(option.text),
        hint=scene.voice.line(option.hint),
        drawing=f"drawings/{option.drawing}.svg" if option.drawing in DRAWINGS else "",
        detect=write_out(option.detect or ""),
        checked=option.slug in present,
    )


def _countries(scene: Scene, present: Collection[str]) -> Iterator[Group]:
    for country, carriers in by_country(scene.document.carriers):
        yield Group(country, tuple(Row(one.slug, one.name, checked=one.slug in present) for one in carriers))
