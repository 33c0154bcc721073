"""Names in a document: each stands for one thing, now and later, and what refers to something finds it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from diagnostics.content.document.field_words import label
from diagnostics.content.document.fields import CONDITIONS, Condition, Part, SaidAnswer, Words, options_said
from diagnostics.content.document.index import NAMES, HasSlug, Index, problem
from diagnostics.content.document.leaves import GUIDE, PARTS, Leaf, condition_key, leaves
from diagnostics.content.document.measures import Case, Expectation
from diagnostics.content.document.problems import Problem
from diagnostics.content.document.schema import GuideDocument, Question
from diagnostics.content.markup.markdown import FOLDERS, INTERNAL, PATH_MARK, TERM_MARK, links

REFERENCES: Final[Mapping[str, str]] = {
    "place": "places",
    "follows": "questions",
    "asks": "questions",
    "urgent_page": "pages",
    "prevention_page": "pages",
    "sources": "sources",
    "only_after": "steps",
    "notes": "steps",
    "remedies": "causes",
    "tried": "steps",
    "cannot": "steps",
    "did": "steps",
    "solved_by": "steps",
    "helped": "steps",
    "first": "steps",
    "within_three": "steps",
    "never": "steps",
    "not_first": "steps",
    "cause": "causes",
    "alarm": "alarms",
}
"""Fields that name objects, by the part that they name: one name, a list of them, or the keys of a mapping."""
_ITSELF: Final = "“{alias}” is what this is called now, so it is not an old address. Take it out of the old addresses."


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
    for part in PARTS:
        for item in getattr(document, part):
            yield from _named_objects(part, item.slug, item)
            for field, when in conditions_in(item):
                yield from _condition_references(part, item.slug, field, when)
    for question in document.questions:
        yield from _sign_references(question)
    for case in document.cases:
        yield from _case_references(case, Index(document).findings)
    for report in document.reports:
        yield from _condition_references("reports", report.slug, "says", _options_by_question(report.says))
    yield from _text_references(leaves(document) if texts is None else texts)


def conditions_in(item: object) -> Iterator[tuple[str, Condition]]:
    """Every condition of an object of any part, with its field: its own, and those of what stands inside it."""
    for field in CONDITIONS:
        if when := getattr(item, field, None):
            yield field, when
    for number, when in enumerate(getattr(item, "never_while", ()), start=1):
        yield f"never_while.{number}", when
    for option in getattr(item, "options", ()):
        yield f"options.{option.slug}.when", option.when
        if option.means:
            yield f"options.{option.slug}.means", option.means
    for variant in getattr(item, "variants", ()):
        yield f"variants.{condition_key(variant.when)}.when", variant.when


def broken_references(index: Index) -> Iterator[Problem]:
    """A problem for each name that refers to nothing."""
    return (problem(one.part, one.slug, one.field, message) for one, message in explain_broken(index))


def explain_broken(index: Index) -> Iterator[tuple[Reference, str]]:
    """Each name that refers to nothing, with the sentence that says so."""
    for reference in references(index.document, index.leaves):
        of = index.questions.get(reference.of)
        if reference.of and of is None:
            continue  # the question itself is reported
        if message := index.unknown(reference.to, reference.word, of):
            yield reference, message


def _references(part: str, slug: str, field: str, to: str, words: Iterable[str]) -> Iterator[Reference]:
    return (Reference(part, slug, field, to, word) for word in words)


def _guide_references(document: GuideDocument) -> Iterator[Reference]:
    slug, lists = document.slug, document.comparisons
    for field in ("urgent_page", "prevention_page"):
        if page := getattr(document, field):
            yield Reference(GUIDE, slug, field, "pages", page)
    yield from _references(GUIDE, slug, "comparisons.usual", "steps", lists.usual)
    first = Index(document).first_question
    for option, steps in lists.by_option.items():
        if first:
            yield Reference(GUIDE, slug, "comparisons.by_option", "options", option, first.slug)
        yield from _references(GUIDE, slug, f"comparisons.by_option.{option}", "steps", steps)


def _named_objects(part: str, slug: str, item: Part, inside: str = "") -> Iterator[Reference]:
    """What the fields of an object name; ``inside``: the beginning of their paths, for what stands inside an object."""
    for name in type(item).model_fields:
        value, field = getattr(item, name), f"{inside}{name}"
        if value and name in REFERENCES:
            words = (value,) if isinstance(value, str) else value
            yield from _references(part, slug, field, REFERENCES[name], words)
        elif isinstance(value, Expectation):
            yield from _named_objects(part, slug, value, f"{field}.")
        elif name == "facts":
            for number, fact in enumerate(value, start=1):
                yield from _named_objects(part, slug, fact, f"{field}.{number}.")


def _condition_references(part: str, slug: str, field: str, when: Condition) -> Iterator[Reference]:
    for question, options in when.items():
        yield Reference(part, slug, field, "questions", question)
        for option in options:
            yield Reference(part, slug, f"{field}.{question}", "options", option, question)


def _sign_references(question: Question) -> Iterator[Reference]:
    for row, signs in question.signs.items():
        if row != "*":
            to = "places" if row.startswith("@") else "causes"
            yield Reference("questions", question.slug, f"signs.{row}", to, row.removeprefix("@"))
        for option in signs:
            yield Reference("questions", question.slug, f"signs.{row}", "options", option, question.slug)


def _options_by_question(answers: Mapping[str, SaidAnswer]) -> Condition:
    return {question: options_said(answer) for question, answer in answers.items()}


def _case_references(case: Case, findings: Mapping[str, Question]) -> Iterator[Reference]:
    yield from _condition_references("cases", case.slug, "answers", _options_by_question(case.answers))
    for finding, option in case.findings.items():
        yield Reference("cases", case.slug, "findings", "findings", finding)
        if finding in findings:
            yield Reference("cases", case.slug, f"findings.{finding}", "options", option, findings[finding].slug)


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


def slug_problems(index: Index) -> Iterator[Problem]:
    """Slugs that occur twice, and aliases that are taken."""
    document = index.document
    for part in PARTS:
        for slug, field, message in _collisions(getattr(document, part), NAMES[part], label(part, "slug")):
            yield problem(part, slug, field, message)
    for question in document.questions:
        for slug, field, message in _collisions(question.options, "answer", label("questions", "options", "slug")):
            yield problem("questions", question.slug, f"options.{slug}.{field}", message)
    if document.slug in document.aliases:
        yield problem(GUIDE, document.slug, "aliases", _ITSELF.format(alias=document.slug))


def _collisions(items: Iterable[HasSlug], name: str, called: str) -> Iterator[tuple[str, str, str]]:
    """Slug of the object at fault, its field, and the sentence; ``called``: what editors call the slug."""
    items, called = tuple(items), called.lower()
    seen: set[str] = set()
    for item in items:
        if item.slug in seen:
            yield item.slug, "slug", f"The {name} “{item.slug}” is here twice. Give one of them another {called}."
        seen.add(item.slug)
    taken: dict[str, str] = {}
    for item in items:
        for alias in getattr(item, "aliases", ()):
            if alias == item.slug:
                yield item.slug, "aliases", _ITSELF.format(alias=alias)
            elif alias in seen:
                message = (
                    f"The old address “{alias}” is the {called} of another {name}. Take it out of the old addresses."
                )
                yield item.slug, "aliases", message
            elif taken.setdefault(alias, item.slug) != item.slug:
                message = f"The old address “{alias}” belongs to “{taken[alias]}” already. Keep it in one place."
                yield item.slug, "aliases", message
