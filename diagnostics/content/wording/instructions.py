"""Which variant of an instruction is for this walk, and which unanswered questions could still change that."""

from collections.abc import Iterator, Mapping
from typing import Final

from diagnostics.content.document.compile import condition
from diagnostics.content.document.fields import Condition
from diagnostics.content.document.schema import GuideDocument, MenuPath, PathVariant, Question, Step, Variant
from diagnostics.content.markup.markdown import PATH_MARK
from diagnostics.engine.guide import Answers, Truth, judge

_TEXTS: Final = ("loses", "first_check", "avoid", "unproven", "say")
"""Fields of a step beside its variants that a visitor reads while doing it."""


def choose_variant(step: Step, known: Answers) -> Variant:
    """The first variant whose every condition is known to hold, else the default."""
    return _choose(step.variants, known)


def choose_path(path: MenuPath, known: Answers) -> PathVariant:
    """The same for a menu path."""
    return _choose(path.variants, known)


def deciding_questions(document: GuideDocument, step: Step, known: Answers) -> tuple[str, ...]:
    """The unanswered questions that decide between variants of the step, or of menu paths in it; in guide order."""
    questions = {question.slug: question for question in document.questions}
    whens = (*(variant.when for variant in step.variants), *_paths_in(document, step, known))
    open_ones = {name for when in whens for name in _open(when, known, questions)}
    return tuple(name for name in questions if name in open_ones)


def names_read(document: GuideDocument, step: Step) -> tuple[str, ...]:
    """Every question whose answer may change a text of the step; besides them, only the country of the carrier does."""
    ways = [way.when for path in document.paths for way in path.variants]
    in_ways = {name for when in ways for name in when}
    asked = (question.when for question in document.questions if question.slug in in_ways)
    whens = (step.when, *(variant.when for variant in step.variants), *ways, *asked)
    return tuple(sorted({name for when in whens for name in when}))


def _choose[Kind: (Variant, PathVariant)](variants: tuple[Kind, ...], known: Answers) -> Kind:
    for variant in variants:
        if variant.when and judge(condition(variant.when), known) is Truth.HOLDS:
            return variant
    return next((variant for variant in variants if not variant.when), variants[0])


def _paths_in(document: GuideDocument, step: Step, known: Answers) -> Iterator[Condition]:
    texts = (choose_variant(step, known).text, *(str(getattr(step, name)) for name in _TEXTS))
    named = {slug for text in texts for slug in PATH_MARK.findall(text)}
    for path in document.paths:
        if path.slug in named:
            yield from (variant.when for variant in path.variants)


def _open(when: Condition, known: Answers, questions: Mapping[str, Question]) -> tuple[str, ...]:
    """The questions that would have to be asked before this condition is known to hold; none where it cannot hold."""
    if judge(condition(when), known) is not Truth.OPEN:
        return ()
    unanswered = tuple(name for name in when if known.get(name) is None)
    if not all(_can_be_asked(questions.get(name), known) for name in unanswered):
        return ()
    return unanswered


def _can_be_asked(question: Question | None, known: Answers) -> bool:
    if question is None or question.slug in known:
        return False
    return judge(condition(question.when), known) is not Truth.CONTRADICTED
