"""The instructions of a step for every device and version: those that fit the walk, then all others."""

from collections.abc import Iterator
from dataclasses import dataclass

from diagnostics.content.document.compile import condition
from diagnostics.content.document.fields import Condition
from diagnostics.content.document.schema import GuideDocument, MenuPath, PathVariant, Step, Variant
from diagnostics.content.markup.markdown import PATH_MARK
from diagnostics.content.wording.instructions import choose_path, choose_variant
from diagnostics.engine.guide import NOTHING, Answers, Truth, judge


@dataclass(frozen=True, slots=True)
class Instructions:
    """What to do on one device and version.

    whom: labels that name it together, "iPad" and "iOS 17 or earlier"; empty for everyone else.
    text: Markdown. known: the answers that the text is to follow.
    """

    whom: tuple[str, ...]
    text: str
    known: Answers


def instructions_by_device(document: GuideDocument, step: Step, known: Answers = NOTHING) -> Iterator[Instructions]:
    """One for each way that the step can read: first what fits these answers, then the same variant, then the others."""
    seen: set[tuple[int, tuple[tuple[str, ...], ...]]] = set()
    for number, variant in _in_order(step, known):
        paths = _paths_in(document, variant)
        for assumed in _assumptions(document, step, variant, known):
            ways = [choose_path(path, assumed) for path in paths]
            reading = number, tuple(way.menu for way in ways)
            if reading not in seen:
                seen.add(reading)
                yield Instructions(_whom(variant, ways), variant.text, assumed)


def _in_order(step: Step, known: Answers) -> list[tuple[int, Variant]]:
    """What fits first, the default before what is for one device only."""
    fits = choose_variant(step, known) if step.variants else None
    return sorted(enumerate(step.variants), key=lambda each: (each[1] is not fits, bool(each[1].when)))


def _paths_in(document: GuideDocument, variant: Variant) -> list[MenuPath]:
    named = set(PATH_MARK.findall(variant.text))
    return [path for path in document.paths if path.slug in named]


def _assumptions(document: GuideDocument, step: Step, variant: Variant, known: Answers) -> Iterator[Answers]:
    """Answers with which this variant is chosen: as near to what is known as can be, then one for each way in it."""
    own = _example(variant.when)
    rival = {name for one in step.variants for name in one.when}
    start = known
    if choose_variant(step, known) is not variant:
        start = {**_without(known, rival), **own}
    yield start
    for path in _paths_in(document, variant):
        for way in path.variants:
            assumed = (
                {**start, **_example(way.when)}
                if way.when
                else {**_without(start, _deciding_questions(path, start)), **own}
            )
            if choose_variant(step, assumed) is variant and _is_possible(document, step, way, assumed):
                yield assumed


def _example(when: Condition) -> dict[str, str | None]:
    """Answers that this condition holds for."""
    return {question: options[0] for question, options in when.items() if options}


def _without(known: Answers, names: set[str]) -> Answers:
    return {name: answer for name, answer in known.items() if name not in names}


def _deciding_questions(path: MenuPath, known: Answers) -> set[str]:
    """The questions whose answers lead to other ways than the default."""
    ways = (way.when for way in path.variants if judge(condition(way.when), known) is Truth.HOLDS)
    return {name for when in ways for name in when}


def _is_possible(document: GuideDocument, step: Step, way: PathVariant, assumed: Answers) -> bool:
    """Whether somebody could answer so and be offered the step."""
    asked = (question.when for question in document.questions if question.slug in way.when)
    return all(judge(condition(when), assumed) is not Truth.CONTRADICTED for when in (step.when, *asked))


def _whom(variant: Variant, ways: list[PathVariant]) -> tuple[str, ...]:
    """The label of the variant unless a way names a part of it, then those of the ways."""
    of_ways = tuple(dict.fromkeys(way.label for way in ways if way.label))
    general = variant.label or ""
    is_named = any(label in general for label in of_ways)
    return of_ways if is_named or not general else (general, *of_ways)
