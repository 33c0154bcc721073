"""Conditions that can never hold, variants that are never chosen, and rules that run in a circle."""

from collections.abc import Iterator, Mapping, Sequence

from diagnostics.content.document.fields import Condition
from diagnostics.content.document.index import Index, problem
from diagnostics.content.document.leaves import condition_key
from diagnostics.content.document.problems import Problem, location
from diagnostics.content.document.references import conditions_in
from diagnostics.content.document.schema import AnyVariant, Option


def condition_problems(index: Index) -> Iterator[Problem]:
    """All such problems in a document whose references hold: circles are errors, what never holds is a warning."""
    for part, items in index.parts.items():
        for slug, item in items.items():
            for field, when in conditions_in(item):
                if why := _contradiction(index, when, getattr(item, "when", {})):
                    why += " So this can never hold. Change one of the conditions."
                    yield problem(part, slug, field, why, "warning")
    for part in ("steps", "paths"):
        for slug, item in index.parts[part].items():
            for field, message in _unreachable_variants(item.variants):
                yield problem(part, slug, field, message, "warning")
    yield from _circles(index)


def _contradiction(index: Index, own: Condition, whole: Condition) -> str:
    """Why a condition cannot hold together with that of the whole object; empty where it can."""
    joint: dict[str, set[str]] = {}
    for when in (own, whole):
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


def _unreachable_variants(variants: Sequence[AnyVariant]) -> Iterator[tuple[str, str]]:
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
    yield from _circle_problems("questions", "follows", "follow each other", follows)
    needs = {
        slug: [name for field, when in conditions_in(one) if not field.endswith("means") for name in when]
        for slug, one in index.questions.items()
    }
    yield from _circle_problems("questions", "when", "depend on each other by their conditions", needs)
    after = {slug: step.only_after for slug, step in index.parts["steps"].items()}
    yield from _circle_problems("steps", "only_after", "wait for each other", after)


def _circle_problems(part: str, field: str, how: str, links: Mapping[str, Sequence[str]]) -> Iterator[Problem]:
    for circle in _circles_of(links):
        way = location(*circle, circle[0])
        yield problem(part, circle[0], field, f"These {how} in a circle: {way}. Take one of the links out.")


def _circles_of(links: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, ...]]:
    """Each circle once, from its first member in the order of ``links``."""
    found: set[str] = set()
    for start in links:
        circle = _way_back(start, links)
        if circle and not found & set(circle):
            found |= set(circle)
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
