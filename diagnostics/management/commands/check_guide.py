"""``manage.py check_guide SLUG``."""

from collections.abc import Iterator
from typing import Any, Final, override

from django.core.management.base import CommandError, CommandParser

from diagnostics.content.cases.cases import outcomes
from diagnostics.content.checks.check import check, has_errors
from diagnostics.content.document.problems import Problem, join_words
from diagnostics.content.document.schema import GuideDocument
from diagnostics.domain import drafts
from diagnostics.domain.publishing.recalls import recalled_text
from diagnostics.management.guide_command import GuideCommand, count_problems, quantity

MANY: Final = 5
"""Problems of one file that say the same are listed together from so many on."""


class Command(GuideCommand):
    help = "Say what is wrong with the draft of a guide, and whether it could be published."

    @override
    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug")

    @override
    def run(self, *, slug: str, **options: Any) -> None:
        document = drafts.document(drafts.named(slug))
        problems = (*check(document, tell=self._tell), *recalled_text(document, "warning"))
        self._tell(1, "")
        for severity, title in (("error", "Errors"), ("warning", "Warnings")):
            if some := [problem for problem in problems if problem.severity == severity]:
                self.say("\n".join([f"{title} ({len(some)}):", *(f"  {line}" for line in _lines(some)), ""]))
        self.say(_cases(document, problems))
        if has_errors(problems):
            raise CommandError(f"{slug} has {count_problems(problems)} and cannot be published.")
        self.say(f"{slug} has {count_problems(problems)} and can be published.")

    def _tell(self, share: float, doing: str) -> None:
        """Show progress on one line that is overwritten, if somebody is watching."""
        if self.stderr.isatty():
            text = f"{share:4.0%} {doing}" if doing else ""
            self.stderr.write(f"\r{text:<79}" + ("" if text else "\r"), style_func=str, ending="")


def _lines(problems: list[Problem]) -> Iterator[str]:
    """Each problem on a line; one that many share is told once, with all their names."""
    alike: dict[tuple[str, str], list[Problem]] = {}
    for problem in problems:
        alike.setdefault((problem.file, problem.message), []).append(problem)
    for (file, message), some in alike.items():
        if len(some) < MANY:
            yield from map(str, some)
        else:
            yield f"{file}: {len(some)} of them: {message}"
            yield f"  {join_words(problem.slug for problem in some)}"


def _cases(document: GuideDocument, problems: tuple[Problem, ...]) -> str:
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
