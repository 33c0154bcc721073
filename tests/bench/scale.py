"""The starter guide many times over: copies of its causes, questions and steps that speak about each other."""

from dataclasses import replace

from diagnostics.engine.guide import Cause, Condition, Guide, Option, Question, Step


def scale(guide: Guide, causes: int, questions: int, steps: int) -> Guide:
    """A guide with so many times the causes, questions and steps; the first copy is the guide itself."""
    if causes == 1:
        return guide
    return replace(
        guide,
        causes=tuple(_cause(cause, i) for i in range(causes) for cause in guide.causes if i == 0 or not cause.open),
        questions=tuple(
            _question(question, i, causes, questions) for i in range(questions) for question in guide.questions
        ),
        steps=tuple(
            _step(step, i, causes, steps) for i in range(steps) for step in guide.steps if i == 0 or step.in_order
        ),
    )


def _name(slug: str, copy: int) -> str:
    return f"{slug}-{copy}" if copy else slug


def _cause(cause: Cause, copy: int) -> Cause:
    return replace(cause, slug=_name(cause.slug, copy))


def _condition(condition: Condition, copy: int) -> Condition:
    return tuple((_name(question, copy), options) for question, options in condition)


def _question(question: Question, copy: int, causes: int, copies: int) -> Question:
    signs = {_name(c, i): row for c, row in question.signs.items() for i in range(copy, causes, copies)}
    return replace(
        question,
        slug=_name(question.slug, copy),
        asked=question.asked if copy == 0 else "by-value",
        options=tuple(_option(option, copy) for option in question.options),
        when=_condition(question.when, copy),
        follows=_name(question.follows, copy) if question.follows else None,
        signs=signs,
        aliases=(),
    )


def _option(option: Option, copy: int) -> Option:
    means = tuple((_name(question, copy), said) for question, said in option.means)
    return replace(option, when=_condition(option.when, copy), means=means)


def _step(step: Step, copy: int, causes: int, copies: int) -> Step:
    return replace(
        step,
        slug=_name(step.slug, copy),
        remedies={_name(c, i): word for c, word in step.remedies.items() for i in range(copy, causes, copies)},
        when=(),
        needs=(),
        only_after=(),
        never_while=(),
        aliases=(),
    )
