"""Every name in a document that refers to something else in it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from diagnostics.content.document.index import Index, problem
from diagnostics.content.document.leaves import GUIDE, Leaf, condition_key, leaves
from diagnostics.content.document.problems import Problem
from diagnostics.content.document.schema import Case, Condition, GuideDocument, Question, Step
from diagnostics.content.document.text_fields import Words
from diagnostics.content.markup.markdown import FOLDERS, INTERNAL, PATH_MARK, TERM_MARK, links


@dataclass(frozen=True, slots=True)
class Reference:
    """One name that refers to something else.

    part, slug, field: where the name is.
    to: part of what it stands for. word: the name.
    of: the question, where ``to`` is "options".
    """

    part: str
    slug: str
    field: str
    to: str
    word: str
    of: str = ""


def references(document: GuideDocument, texts: Iterable[Leaf] | None = None) -> Iterator[Reference]:
    """All of them, in the document's order; ``texts``: its leaves, if they are known already."""
    yield from _guide_references(document)
    yield from _source_references(document)
    for cause in document.causes:
        yield Reference("causes", cause.slug, "place", "places", cause.place)
    for question in document.questions:
        yield from _question_references(question)
    for step in document.steps:
        yield from _step_references(step)
    for path in document.paths:
        for path_variant in path.variants:
            field = f"variants.{condition_key(path_variant.when)}.when"
            yield from _condition_references("paths", path.slug, field, path_variant.when)
    for alarm in document.alarms:
        yield from _condition_references("alarms", alarm.slug, "when", alarm.when)
    for case in document.cases:
        yield from _case_references(case, document)
    yield from _text_references(leaves(document) if texts is None else texts)


def broken_references(index: Index) -> Iterator[Problem]:
    """A problem for each name that refers to nothing."""
    for reference in references(index.document, index.leaves):
        of = index.questions.get(reference.of)
        if reference.of and of is None:
            continue  # the question itself is reported
        if message := index.unknown(reference.to, reference.word, of):
            yield problem(reference.part, reference.slug, reference.field, message)


def _references(part: str, slug: str, field: str, to: str, words: Iterable[str]) -> Iterator[Reference]:
    return (Reference(part, slug, field, to, word) for word in words)


def _guide_references(document: GuideDocument) -> Iterator[Reference]:
    pages = {"urgent_page": document.urgent_page, "prevention_page": document.prevention_page}
    for field, page in pages.items():
        if page:
            yield Reference(GUIDE, document.slug, field, "pages", page)
    lists = document.comparisons
    yield from _references(GUIDE, document.slug, "comparisons.usual", "steps", lists.usual)
    first = next((question.slug for question in document.questions if question.asked == "first"), "")
    for option, steps in lists.by_option.items():
        if first:
            yield Reference(GUIDE, document.slug, "comparisons.by_option", "options", option, first)
        yield from _references(GUIDE, document.slug, f"comparisons.by_option.{option}", "steps", steps)


def _source_references(document: GuideDocument) -> Iterator[Reference]:
    for part in ("causes", "steps", "carriers", "alarms", "pages"):
        for item in getattr(document, part):
            yield from _references(part, item.slug, "sources", "sources", item.sources)
    for carrier in document.carriers:
        for number, fact in enumerate(carrier.facts, start=1):
            yield from _references("carriers", carrier.slug, f"facts.{number}.sources", "sources", fact.sources)
        yield from _references("carriers", carrier.slug, "notes", "steps", carrier.notes)


def _condition_references(part: str, slug: str, field: str, when: Condition) -> Iterator[Reference]:
    for question, options in when.items():
        yield Reference(part, slug, field, "questions", question)
        for option in options:
            yield Reference(part, slug, f"{field}.{question}", "options", option, question)


def _question_references(question: Question) -> Iterator[Reference]:
    slug = question.slug
    if question.follows:
        yield Reference("questions", slug, "follows", "questions", question.follows)
    yield from _condition_references("questions", slug, "when", question.when)
    for option in question.options:
        yield from _condition_references("questions", slug, f"options.{option.slug}.when", option.when)
    for row, signs in question.signs.items():
        if row != "*":
            to = "places" if row.startswith("@") else "causes"
            yield Reference("questions", slug, f"signs.{row}", to, row.removeprefix("@"))
        for option_slug in signs:
            yield Reference("questions", slug, f"signs.{row}", "options", option_slug, slug)


def _step_references(step: Step) -> Iterator[Reference]:
    yield from _condition_references("steps", step.slug, "when", step.when)
    yield from _references("steps", step.slug, "only_after", "steps", step.only_after)
    for number, when in enumerate(step.never_while, start=1):
        yield from _condition_references("steps", step.slug, f"never_while.{number}", when)
    yield from _references("steps", step.slug, "remedies", "causes", step.remedies)
    for variant in step.variants:
        yield from _condition_references(
            "steps", step.slug, f"variants.{condition_key(variant.when)}.when", variant.when
        )


def _case_references(case: Case, document: GuideDocument) -> Iterator[Reference]:
    slug = case.slug
    answers: Condition = {question: (option,) for question, option in case.answers.items()}
    yield from _condition_references("cases", slug, "answers", answers)
    yield from _references("cases", slug, "tried", "steps", case.tried)
    yield from _references("cases", slug, "cannot", "steps", case.cannot)
    answered_by = {question.finding: question.slug for question in document.questions if question.finding}
    for finding, option in case.findings.items():
        yield Reference("cases", slug, "findings", "findings", finding)
        if finding in answered_by:
            yield Reference("cases", slug, f"findings.{finding}", "options", option, answered_by[finding])
    expected = case.expect
    for name in ("first", "within_three", "never", "not_first"):
        yield from _references("cases", slug, f"expect.{name}", "steps", getattr(expected, name))
    yield from _references("cases", slug, "expect.cause", "causes", [expected.cause] if expected.cause else [])
    yield from _references("cases", slug, "expect.alarm", "alarms", [expected.alarm] if expected.alarm else [])


def _text_references(texts: Iterable[Leaf]) -> Iterator[Reference]:
    for leaf in texts:
        here = (leaf.part, leaf.slug, leaf.field)
        if "[[" in leaf.text or "{{" in leaf.text:
            yield from _references(*here, "paths", PATH_MARK.findall(leaf.text))
            yield from _references(*here, "terms", TERM_MARK.findall(leaf.text))
        if leaf.words is Words.TEXT:
            linked = (INTERNAL.fullmatch(link) for link in links(leaf.text))
            for match in linked:
                if match and match[1]:
                    yield Reference(*here, FOLDERS[match[1]], match[2])
