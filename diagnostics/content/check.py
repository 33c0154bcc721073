"""Everything that is wrong with a document, before anyone sees it."""

from diagnostics.content.cases import case_problems
from diagnostics.content.conditions import condition_problems
from diagnostics.content.document import GuideDocument
from diagnostics.content.index import Index
from diagnostics.content.problems import Problem
from diagnostics.content.references import broken_references
from diagnostics.content.remarks import audit_remarks
from diagnostics.content.rules import rule_problems
from diagnostics.content.slugs import slug_problems
from diagnostics.content.text_rules import text_problems
from diagnostics.content.translations import translation_problems


def check(document: GuideDocument) -> tuple[Problem, ...]:
    """All errors and warnings, the errors first. Conditions and cases are judged once every name stands for something."""
    index = Index(document)
    names = (*slug_problems(index), *broken_references(index))
    found = [*names, *rule_problems(index), *text_problems(index), *translation_problems(document)]
    if not names:
        found += condition_problems(index)
    if not has_errors(found):
        found += [*case_problems(document), *audit_remarks(document)]
    return tuple(sorted(dict.fromkeys(found), key=lambda problem: problem.severity == "warning"))


def has_errors(problems: tuple[Problem, ...] | list[Problem]) -> bool:
    """Whether one of the problems blocks publishing."""
    return any(problem.severity == "error" for problem in problems)
