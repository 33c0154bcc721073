"""The engine's audit in sentences for editors: warnings, none of which blocks publishing."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from diagnostics.content.compile import engine_guide
from diagnostics.content.document import GuideDocument
from diagnostics.content.problems import Problem, place
from diagnostics.engine.audit import Remark, audit
from diagnostics.engine.network import compile_guide

_FILES: Final[Mapping[str, str]] = MappingProxyType(
    {"cause": "causes.yaml", "question": "questions.yaml", "option": "questions.yaml", "step": "steps.yaml"}
)
_SENTENCES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "causes-alike": "No question tells this cause from “{1}”. Give a question signs that differ, or make them one.",
        "cause-never-first": "This cause can never come first, whatever the answers. Look at its signs and commonness.",
        "questions-alike": "This question says nearly the same as “{1}”, so its signs count twice. Choose milder words.",
        "question-tells-nothing": "No option of this question speaks for or against any cause. Give it signs that differ.",
        "option-tells-nothing": "This option speaks for no cause and against none. Give it signs, or take it out.",
        "step-cures-nothing": "This step cures no cause. Give it remedies, or make it a workaround.",
        "step-never-planned": "This step is never worth its minutes, not even when the cause is certain. Look at both.",
    }
)


def audit_remarks(document: GuideDocument) -> tuple[Problem, ...]:
    """What looks odd in a document that has no errors."""
    return tuple(_problem(remark) for remark in audit(compile_guide(engine_guide(document))))


def _problem(remark: Remark) -> Problem:
    about = remark.kind.partition("-")[0].removesuffix("s")
    where = place(*remark.slugs) if about == "option" else remark.slugs[0]
    return Problem(_FILES[about], where, _SENTENCES[remark.kind].format(*remark.slugs), severity="warning")
