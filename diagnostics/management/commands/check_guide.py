"""``manage.py check_guide SLUG``."""

from typing import Any, override

from django.core.management.base import CommandError, CommandParser

from diagnostics.content.cases.cases import outcomes
from diagnostics.content.cases.failures import case_problems
from diagnostics.content.checks.check import Problems, check, has_errors
from diagnostics.content.document.problems import Problem
from diagnostics.content.document.schema import GuideDocument
from diagnostics.content.markup.quantities import quantity
from diagnostics.domain import drafts
from diagnostics.domain.publishing.recalls import recalled_text
from diagnostics.management.guide_command import GuideCommand, count_problems, word_kinds


class Command(GuideCommand):
    help = "Say what is wrong with the draft of a guide, and whether it could be published."

    @override
    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug")

    @override
    def run(self, *, slug: str, **options: Any) -> None:
        document = drafts.document(drafts.get_guide(slug))
        found = (*check(document, tell=self._tell), *recalled_text(document, "warning"))
        problems = _with_slugs(document, found)
        self._tell(1, "")
        for severity, title in (("error", "Errors"), ("warning", "Warnings")):
            if some := [problem for problem in problems if problem.severity == severity]:
                self.say(f"{title} ({len(some)}):\n{word_kinds(some)}\n")
        self.say(_cases(document, problems))
        if has_errors(problems):
            raise CommandError(f"{slug} has {count_problems(problems)} and cannot be published.")
        self.say(f"{slug} has {count_problems(problems)} and can be published.")

    def _tell(self, share: float, doing: str) -> None:
        """Show progress on one line that is overwritten, if somebody is watching."""
        if self.stderr.isatty():
            text = f"{share:4.0%} {doing}" if doing else ""
            self.stderr.write(f"\r{text:<79}" + ("" if text else "\r"), style_func=str, ending="")


def _with_slugs(document: GuideDocument, problems: Problems) -> Problems:
    """Failing cases name slugs beside titles, for those who edit files."""
    if not any(map(_is_failing_case, problems)):
        return problems
    others = (problem for problem in problems if not _is_failing_case(problem))
    return (*case_problems(document, with_slugs=True), *others)


def _is_failing_case(problem: Problem) -> bool:
    return (problem.part, problem.field) == ("cases", "expect")


def _cases(document: GuideDocument, problems: Problems) -> str:
    """How the cases came out; they are played once everything else is right."""
    if not document.cases:
        return "There are no cases yet, so nothing says what must come out."
    others = [problem for problem in problems if problem.file != "cases.yaml"]
    if has_errors(others):
        count = len(document.cases)
        return f"The {quantity(count, 'case')} {'was' if count == 1 else 'were'} not played: correct the errors first."
    results = outcomes(document)
    passed = sum(result.passes for result in results)
    return f"{quantity(passed, 'case')} of {len(results)} came out as expected."
