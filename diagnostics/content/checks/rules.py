"""What a guide must hold so that no visitor is left alone: one open cause, a way out, what is lost, sources."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from diagnostics.content.checks.reviews import REVIEWED_PARTS
from diagnostics.content.document.index import NAMES, Index, problem
from diagnostics.content.document.leaves import GUIDE, condition_key
from diagnostics.content.document.problems import Problem, Severity, join_words
from diagnostics.content.document.schema import Cause, GuideDocument, Option, Question, Step, Variant
from diagnostics.content.feeds.reading import service_names
from diagnostics.engine.guide import NONE

_LOSES: Final = {"costs-money": "costs money", "loses-settings": "loses settings", "loses-data": "loses data"}
FEWEST_OPTIONS: Final = 2
MOST_SECOND: Final = 4

type Fault = tuple[str, str]
"""Field and sentence."""


def rule_problems(index: Index) -> Iterator[Problem]:
    document = index.document
    for field, message in (*_guide_faults(document), *_cause_list_faults(document)):
        yield problem(GUIDE, document.slug, field, message)
    yield from _cause_problems(document)
    for question in document.questions:
        for field, message in _question_faults(question, document):
            yield problem("questions", question.slug, field, message)
        yield from _row_problems(question, document)
        yield from _service_problems(question)
    yield from _step_problems(document)
    yield from _variant_problems(document)
    yield from _source_problems(document)
    for alarm in document.alarms:
        if not alarm.when:
            message = "An alarm needs answers that raise it. Write them under “Raised where”."
            yield problem("alarms", alarm.slug, "when", message)


def _guide_faults(document: GuideDocument) -> Iterator[Fault]:
    counts = {name: [q.slug for q in document.questions if q.asked == name] for name in ("first", "second")}
    if not document.places:
        yield "places", "There is no place. Write at least one, in the order in which things travel."
    if len(counts["first"]) != 1:
        yield "questions", _wrong_count("question is asked first", counts["first"], "Mark exactly one.")
    if len(counts["second"]) > MOST_SECOND:
        what = f"four questions are asked second: {join_words(counts['second'])}"
        yield "questions", f"More than {what}. Mark at most four; they are asked in their order."
    if not any(step.kind == "escalation" for step in document.steps):
        yield "steps", "There is no escalation. Write a step of this kind: where the visitor finds help in the end."


def _cause_list_faults(document: GuideDocument) -> Iterator[Fault]:
    opens = [cause.slug for cause in document.causes if cause.open]
    if len(opens) != 1:
        yield "causes", _wrong_count("cause is the open one", opens, "Mark exactly one, “something else”.")
    if len(opens) == len(document.causes):
        yield "causes", "No other cause is listed. Write what may be wrong, one cause for each thing."


def _wrong_count(what: str, found: Sequence[str], write: str) -> str:
    if not found:
        return f"No {what}. {write}"
    return f"More than one {what}: {join_words(found)}. {write}"


def _cause_problems(document: GuideDocument) -> Iterator[Problem]:
    for cause in document.causes:
        cures = [step for step in document.steps if cause.slug in step.remedies and step.kind != "workaround"]
        if not cause.open and not cures:
            message = "No step cures this cause. Name it in the remedies of a repair, wait, verdict or escalation."
            yield _missing_remedy(cause, message)
        elif not cause.open and all(step.remedies[cause.slug] == "seldom" for step in cures):
            message = (
                "Every step cures this cause “seldom”. Say how often one of them really does, or write a better step."
            )
            yield _missing_remedy(cause, message, "warning")


def _missing_remedy(cause: Cause, message: str, severity: Severity = "error") -> Problem:
    """Folders keep remedies with the steps, the admin shows them with the cause too: the link leads there."""
    return replace(problem("causes", cause.slug, "", message, severity), field="remedies")


def _question_faults(question: Question, document: GuideDocument) -> Iterator[Fault]:
    if question.asked == "first" and (question.follows or question.when):
        field = "follows" if question.follows else "when"
        yield field, "The first question is asked before any other. Take this out, or mark another one first."
    same = [other.slug for other in document.questions if question.finding and other.finding == question.finding]
    if same and same[0] != question.slug:
        yield "finding", f"The finding “{question.finding}” answers “{same[0]}” already. Take one of them out."
    if question.options_from and len(document.carriers) < FEWEST_OPTIONS:
        yield (
            "options_from",
            "The options are the carriers, and there are fewer than two. Write carrier notes, or options of its own.",
        )
    if question.options_from and question.options:
        yield "options", "The options are the carriers already. Take these options out, or do not take the carriers."
    for option in question.options:
        if fault := _meaning_fault(question, option):
            yield f"options.{option.slug}.means", fault
    if question.kind == "several":
        yield from _list_faults(question)
    elif not question.options_from and len(question.options) < FEWEST_OPTIONS:
        yield "options", "A question needs at least two options. Write what else a visitor may answer."


def _meaning_fault(question: Question, option: Option) -> str:
    """What is wrong with what an answer says about other questions; empty where all is well."""
    if question.slug in option.means:
        return "An answer does not answer its own question again. Take this out."
    if any(len(options) != 1 for options in option.means.values()):
        return "Name one answer to each question."
    return ""


def _list_faults(question: Question) -> Iterator[Fault]:
    """Of a question that is answered by ticking everything that is so."""
    if question.options_from:
        yield "options_from", "The carriers are one choice, not a list of facts. Take one answer, or write facts."
    elif not question.options:
        yield "options", "There is nothing to tick. Write what may be so, one answer for each fact."
    if any(option.slug == NONE for option in question.options):
        yield "options", "“None of these” stands last by itself. Take the answer “none” out."


def _row_problems(question: Question, document: GuideDocument) -> Iterator[Problem]:
    opens = {cause.slug for cause in document.causes if cause.open}
    places = {f"@{cause.place}" for cause in document.causes if not cause.open}
    for row in question.signs:
        if row in opens:
            message = "The open cause answers like the average cause, so it takes no signs. Take this row out."
            yield problem("questions", question.slug, f"signs.{row}", message)
        if row.startswith("@") and row not in places:
            message = "No cause stands in this place, so the row says nothing. Take it out."
            yield problem("questions", question.slug, f"signs.{row}", message, "warning")


def _service_problems(question: Question) -> Iterator[Problem]:
    """What keeps a status feed from answering the question."""
    named = [option for option in question.options if option.services]
    for option in named if not question.finding else ():
        message = "Services answer only a question with a finding. Name the finding, or take the services out."
        yield problem("questions", question.slug, f"options.{option.slug}.services", message)
    if question.finding and (fault := _finding_fault(question, named)):
        yield problem("questions", question.slug, "finding", fault, "warning")
    first: dict[str, Option] = {}
    for option in named:
        for name in (name for written in option.services for name in service_names(written)):
            if (other := first.setdefault(name, option)) is not option:
                message = f"The service “{name}” stands under “{other.text}” already, and counts there. Take one out."
                yield problem("questions", question.slug, f"options.{option.slug}.services", message, "warning")


def _finding_fault(question: Question, named: Sequence[Option]) -> str:
    quiet = [option.text for option in question.options if option not in named]
    if not named:
        return "No answer names a service of the status feed, so the site never answers this by itself. Name them."
    if not quiet:
        return "Every answer names services, so none says that nothing is reported. Leave one answer without services."
    if len(quiet) > 1:
        return f"Answers without services: {join_words(quiet)}. The first is given where nothing is reported; keep one."
    return ""


def _step_problems(document: GuideDocument) -> Iterator[Problem]:
    opens = {cause.slug for cause in document.causes if cause.open}
    for step in document.steps:
        for field, message in _step_faults(step):
            yield problem("steps", step.slug, field, message)
        if opens & step.remedies.keys() and step.kind != "escalation":
            message = "Nothing but an escalation cures the open cause. Take it out of the remedies."
            yield problem("steps", step.slug, "remedies", message)
        if step.kind == "verdict" and not step.needs:
            message = "It may be said to somebody who answered nothing of the kind. Write what it needs to have heard."
            yield problem("steps", step.slug, "needs", message, "warning")
        if step.kind == "wait" and step.waiting == "none":
            message = "Nobody can say “I’m waiting now”, because it takes no time. Choose how long one waits."
            yield problem("steps", step.slug, "waiting", message, "warning")
        if not step.remedies and step.kind in ("repair", "wait", "verdict"):
            message = "This step cures no cause, so it is never offered. Write its remedies."
            yield problem("steps", step.slug, "remedies", message, "warning")


def _step_faults(step: Step) -> Iterator[Fault]:
    if step.kind == "verdict" and not step.unproven:
        yield "unproven", "A verdict must say what it does not prove. Write it."
    if step.kind == "wait" and not step.until:
        yield "until", "A wait must say until when. Write it."
    if step.kind == "workaround" and step.remedies:
        yield "remedies", "A workaround repairs nothing. Take the remedies out, or give the step another kind."
    if step.often_tried and step.kind not in ("repair", "wait"):
        yield "often_tried", "It is no repair and no wait, so having done it before tells nothing. Take the tick away."
    if step.disruption in _LOSES and not step.loses:
        yield "loses", f"The step {_LOSES[step.disruption]}. Write exactly what is lost, and how to keep it."
    if step.never_while and not step.never_because:
        yield "never_because", "The step is never done while something holds. Write in one sentence why it waits then."
    if step.never_because and not step.never_while:
        yield (
            "never_because",
            "Nothing says when the step must wait. Write when it is never done, or take this sentence out.",
        )


def _variant_problems(document: GuideDocument) -> Iterator[Problem]:
    for part, items in (("steps", document.steps), ("paths", document.paths)):
        for item in items:
            defaults = sum(not variant.when for variant in item.variants)
            if defaults != 1:
                found = "No variant is" if defaults == 0 else f"{defaults} variants are"
                message = (
                    f"{found} without a condition. Write exactly one: it is for everyone whom no other variant fits."
                )
                yield problem(part, item.slug, "variants", message)
    for step in document.steps:
        for variant in unwritten_variants(step):
            field = f"variants.{condition_key(variant.when)}.text"
            yield problem("steps", step.slug, field, "There are no instructions here. Write them.")
    for path in document.paths:
        for way in path.variants:
            if not way.menu:
                yield problem("paths", path.slug, "variants", "A menu path has no screens. Write them, one per line.")


def unwritten_variants(step: Step) -> tuple[Variant, ...]:
    """Those whose instructions are missing. A verdict is read, and a wait passes: their other texts may say all."""
    needed = step.kind not in ("verdict", "wait")
    return tuple(variant for variant in step.variants if needed and not variant.text)


def _source_problems(document: GuideDocument) -> Iterator[Problem]:
    for part in REVIEWED_PARTS:
        for item in getattr(document, part):
            if not item.sources and not getattr(item, "open", False):
                message = f"This {NAMES[part]} has no source. Name at least one."
                yield problem(part, item.slug, "sources", message)
    for carrier in document.carriers:
        for number, fact in enumerate(carrier.facts, start=1):
            if not fact.sources:
                message = "This fact has no source. Name at least one."
                yield problem("carriers", carrier.slug, f"facts.{number}", message)
