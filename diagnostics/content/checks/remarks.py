"""The engine's audit in sentences for editors: warnings, none of which blocks publishing."""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

from diagnostics.content.checks.known_usage import KnownUsage
from diagnostics.content.document.index import Index, problem
from diagnostics.content.document.problems import Problem
from diagnostics.content.document.references import references
from diagnostics.content.document.schema import GuideDocument
from diagnostics.content.markup.quotes import quote
from diagnostics.engine.network import Network
from diagnostics.engine.simulation.audit import Remark, RemarkWord, audit

_REMARKS: Final[Mapping[RemarkWord, tuple[str, str, str]]] = MappingProxyType(
    {
        "causes-alike": (
            "causes",
            "",
            "No question tells this cause from {other}. Give a question signs that differ, or merge the two.",
        ),
        "cause-never-first": (
            "causes",
            "commonness",
            "This cause can never come first, whatever the answers. Look at its signs and commonness.",
        ),
        "cause-never-volunteered": (
            "causes",
            "commonness",
            (
                "Whatever people say at first, another cause of this place stays ahead of this one. "
                "Give it a stronger sign at a question that everybody is asked, or look at how common it is."
            ),
        ),
        "cause-seldom-asked": (
            "causes",
            "commonness",
            (
                "What speaks most for this cause is seldom asked: {other} came up for fewer than half of its simulated visitors. "
                "Make it easier to answer, ask it earlier, or add the fact to a list that everybody sees."
            ),
        ),
        "questions-alike": (
            "questions",
            "signs",
            "This question says nearly the same as {other}, so its signs count twice. Choose milder words.",
        ),
        "fact-alike": (
            "questions",
            "options",
            "This says nearly the same as {other}, so its signs count twice. Choose milder words.",
        ),
        "question-tells-nothing": (
            "questions",
            "signs",
            "No option of this question speaks for or against any cause. Give it signs that differ.",
        ),
        "option-tells-nothing": (
            "questions",
            "options",
            "This option speaks for no cause and against none. Give it signs, or take it out.",
        ),
        "step-cures-nothing": (
            "steps",
            "remedies",
            "This step cures no cause, so it is never offered. Write its remedies.",
        ),
        "step-never-planned": (
            "steps",
            "minutes",
            "This step is never worth its minutes, not even when the cause is certain. Look at its minutes and its remedies.",
        ),
        "question-never-asked": (
            "questions",
            "signs",
            (
                "Hardly anybody is asked this: none of the simulated visitors was. "
                "Give it stronger signs, make it easier to answer, or take it out."
            ),
        ),
        "step-never-offered": (
            "steps",
            "remedies",
            (
                "Hardly anybody is offered this step: none of the simulated visitors was. Others come first each time, "
                "or it never applies. Look at its remedies, its minutes and its conditions."
            ),
        ),
    }
)
"""Part, the field that cures it, and what is said."""
_SAID_MORE_EXACTLY: Final = ("step-cures-nothing", "step-never-planned")
"""Kinds beside which "never offered" says nothing new."""


def audit_remarks(
    document: GuideDocument,
    network: Network,
    tell: Callable[[float], object] = lambda _share: None,
    known: KnownUsage | None = None,
) -> tuple[Problem, ...]:
    """What looks odd in a document without errors; ``network`` is that document, compiled."""
    usage = known or KnownUsage()
    index = Index(document)
    remarks = audit(network)
    explained = {remark.slugs[0] for remark in remarks if remark.kind in _SAID_MORE_EXACTLY}
    remarks += usage.remarks(network, explained | set(_inline_questions(index)), tell)
    no_remedies = {slug for slug, step in index.parts["steps"].items() if not step.remedies}
    worth_telling = (one for one in remarks if one.kind != "step-cures-nothing" or one.slugs[0] not in no_remedies)
    return tuple(_problem(remark, index) for remark in worth_telling)


def _inline_questions(index: Index) -> Iterator[str]:
    """Questions without signs that something else needs: a step asks them where they are needed."""
    needed = {reference.word for reference in references(index.document) if reference.to == "questions"}
    carrier_notes = any(carrier.notes for carrier in index.document.carriers)
    for slug, question in index.questions.items():
        if not question.signs and (slug in needed or (question.options_from and carrier_notes)):
            yield slug


def _problem(remark: Remark, index: Index) -> Problem:
    part, field, sentence = _REMARKS[remark.kind]
    about, *others = remark.slugs
    if field == "options":
        field = f"options.{others.pop(0)}"
    elsewhere = "questions" if remark.kind == "cause-seldom-asked" else part
    other = quote(_title(index, elsewhere, *others)) if others else ""
    return problem(part, about, field, sentence.format(other=other), "warning")


def _title(index: Index, part: str, slug: str, option: str = "") -> str:
    """What a part is called, or a fact of it."""
    facts = index.questions[slug].options if option else ()
    return next((fact.text for fact in facts if fact.slug == option), "") or index.title(part, slug)
