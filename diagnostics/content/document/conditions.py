"""Conditions that can never hold, variants that are never chosen, and rules that run in a circle."""

from collections.abc import Iterator, Mapping, Sequence

from diagnostics.content.document.index import Index, problem
from diagnostics.content.document.leaves import condition_key
from diagnostics.content.document.problems import Problem, location
from diagnostics.content.document.schema import Condition, Option, PathVariant, Question, Variant

type Variants = Sequence[Variant | PathVariant]


def condition_problems(index: Index) -> Iterator[Problem]:
    """All such problems in a document whose references hold: circles are errors, what never holds is a warning."""
    for part, slug, field, whens in _conditions(index):
        if why := _contradiction(index, whens):
            yield problem(part, slug, field, f"{why} So this can never hold. Change one of the conditions.", "warning")
    for part in ("steps", "paths"):
        for slug, item in index.parts[part].items():
            for field, message in _unreachable_variants(item.variants):
                yield problem(part, slug, field, message, "warning")
    yield from _circles(index)


def _conditions(index: Index) -> Iterator[tuple[str, str, str, tuple[Condition, ...]]]:
    """Part, slug and field of each condition, with the conditions that must hold together there."""
    for slug, question in index.questions.items():
        yield "questions", slug, "when", (question.when,)
        for option in question.options:
            yield "questions", slug, f"options.{option.slug}.when", (option.when, question.when)
    for slug, step in index.parts["steps"].items():
        yield "steps", slug, "when", (step.when,)
        for number, when in enumerate(step.never_while, start=1):
            yield "steps", slug, f"never_while.{number}", (when, step.when)
        for variant in step.variants:
            yield "steps", slug, f"variants.{condition_key(variant.when)}.when", (variant.when, step.when)
    for slug, path in index.parts["paths"].items():
        for path_variant in path.variants:
            yield "paths", slug, f"variants.{condition_key(path_variant.when)}.when", (path_variant.when,)
    for slug, alarm in index.parts["alarms"].items():
        yield "alarms", slug, "when", (alarm.when,)


def _contradiction(index: Index, whens: Sequence[Condition]) -> str:
    """Why these conditions cannot hold together; empty where they can."""
    own = whens[0]
    joint: dict[str, set[str]] = {}
    for when in whens:
        for name, options in when.items():
            joint[name] = joint.get(name, set(options)) & set(options)
    for name in own:
        if not own[name]:
            return f"“{name}” lists no option."
        if not joint[name]:
            return f"No answer to “{name}” fits both this condition and that of the whole."
        if not any(_is_possible(index, name, option, joint) for option in joint[name]):
            return f"“{name}” cannot be answered so while the other conditions hold: they hide it."
    return ""


def _is_possible(index: Index, name: str, option_slug: str, joint: Mapping[str, set[str]]) -> bool:
    """Whether a question and its option are shown under these conditions."""
    question = index.questions[name]
    option = index.options(question)[option_slug]
    whens = (question.when, option.when if isinstance(option, Option) else {})
    return all(set(when[other]) & joint[other] for when in whens for other in when if other in joint)


def _unreachable_variants(variants: Variants) -> Iterator[tuple[str, str]]:
    """Variants that an earlier one, with a wider condition, always precedes."""
    for number, late in enumerate(variants):
        earlier = (early for early in variants[:number] if early.when and late.when)
        if any(_covers(early.when, late.when) for early in earlier):
            field = f"variants.{condition_key(late.when)}"
            yield field, "A variant above it always fits first. Move this one up, or take it out."


def _covers(early: Condition, late: Condition) -> bool:
    return all(name in late and set(late[name]) <= set(options) for name, options in early.items())


def _circles(index: Index) -> Iterator[Problem]:
    follows = {slug: [question.follows] for slug, question in index.questions.items() if question.follows}
    for circle in _circles_of(follows):
        yield problem("questions", circle[0], "follows", _circle_sentence("follow each other", circle))
    needs = {slug: _needed_questions(question) for slug, question in index.questions.items()}
    for circle in _circles_of(needs):
        yield problem(
            "questions", circle[0], "when", _circle_sentence("depend on each other by their conditions", circle)
        )
    after = {slug: list(step.only_after) for slug, step in index.parts["steps"].items()}
    for circle in _circles_of(after):
        yield problem("steps", circle[0], "only_after", _circle_sentence("wait for each other", circle))


def _needed_questions(question: Question) -> list[str]:
    whens = (question.when, *(option.when for option in question.options))
    return [name for when in whens for name in when]


def _circle_sentence(how: str, circle: Sequence[str]) -> str:
    return f"These {how} in a circle: {location(*circle, circle[0])}. Take one of the links out."


def _circles_of(links: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, ...]]:
    """Each circle once, from its first member in the order of ``links``."""
    told: set[str] = set()
    for start in links:
        circle = _way_back(start, links)
        if circle and not told & set(circle):
            told |= set(circle)
            yield circle


def _way_back(start: str, links: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """A shortest way from ``start`` to itself; empty where there is none."""
    ways: list[tuple[str, ...]] = [(start,)]
    seen: set[str] = set()
    for way in ways:
        for name in links.get(way[-1], ()):
            if name == start:
                return way
            if name not in seen:
                seen.add(name)
                ways.append((*way, name))
    return ()
