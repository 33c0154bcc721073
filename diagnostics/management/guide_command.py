"""What the commands for guides share: errors as whole sentences, and problems grouped for reading."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from diagnostics.content.checks.kinds import Kind, kinds
from diagnostics.content.document.problems import FileErrors, FolderErrors, Problem, ProblemsFound, join_words, location
from diagnostics.content.markup.quantities import quantity
from diagnostics.domain.drafts import DraftProblems, UnknownGuide
from diagnostics.domain.editing.new_guide import NotBegun
from diagnostics.domain.publishing.exporting import NotAGuideFolder
from diagnostics.domain.publishing.publishing import AlreadyLive, Blocked, Overtaken
from diagnostics.domain.publishing.recalls import NotRecalled, RecalledText
from diagnostics.domain.publishing.releases import DamagedRelease, UnknownRelease

REFUSALS: Final = (
    *(UnknownGuide, UnknownRelease, DamagedRelease, NotAGuideFolder),
    *(AlreadyLive, Overtaken, NotBegun, NotRecalled),
)
"""Errors whose message is a sentence for the person at the keyboard."""
HEADLINES: Final[Mapping[type[ProblemsFound], str]] = {
    FolderErrors: "The folder cannot be read, nothing was changed",
    FileErrors: "The file cannot be used",
    DraftProblems: "The draft does not hold together, nothing was changed",
    Blocked: "The guide has errors and was not published",
    RecalledText: "This was recalled, so nothing was changed. Rewrite it, or say with --let-through why it may be shown",
}
HERE: Final = "the command line"
MANY: Final = 5
"""Objects of one part that share a problem are listed by their names alone from so many on."""


class GuideCommand(BaseCommand):
    """A command about guides. Failures end it with sentences and exit code 1, never a traceback."""

    requires_system_checks = ()
    refused: int = 1
    """The exit code where it can do nothing."""
    run: Callable[..., None]
    """What the command does; it is handed the options by name."""

    def handle(self, *_: Any, **options: Any) -> None:
        try:
            self.run(**options)
        except REFUSALS as refusal:
            raise CommandError(str(refusal), returncode=self.refused) from refusal
        except ProblemsFound as found:
            sentences = word_problems(HEADLINES[type(found)], found.problems)
            raise CommandError(sentences, returncode=self.refused) from found
        except DatabaseError as error:
            reason = str(error).strip().partition("\n")[0].rstrip(".")
            sentence = f"The database cannot be used: {reason}. Is it there, and migrated?"
            raise CommandError(sentence, returncode=self.refused) from error
        except OSError as error:
            sentence = f"{error.filename or 'A file'} cannot be used: {error.strerror}."
            raise CommandError(sentence, returncode=self.refused) from error

    def add_let_through(self, parser: CommandParser) -> None:
        """The option for whoever knows that something was recalled, and has a reason."""
        parser.add_argument("--let-through", default="", metavar="WHY", help="Why it may hold what was recalled.")

    def say(self, line: str = "") -> None:
        self.stdout.write(line)


def word_problems(headline: str, problems: Iterable[Problem]) -> str:
    """Problems under a headline that counts them, by file and in order."""
    found = tuple(problems)
    head = f"{headline} ({count_problems(found)}):" if headline else f"{count_problems(found).capitalize()}:"
    return "\n".join([head, *(f"  {problem}" for problem in found)])


def word_kinds(problems: Iterable[Problem]) -> str:
    """Problems in indented lines, those that matter first; what is said of several is said once, with all their names."""
    return "\n".join(line for kind in kinds(problems) for line in _kind_lines(kind))


def _kind_lines(kind: Kind) -> Iterator[str]:
    if len(kind.problems) == 1:
        yield f"  {kind.problems[0]}"
        return
    yield f"  {kind.sentence} ({len(kind.problems)} times)"
    by_part = {problem.part: [one for one in kind.problems if one.part == problem.part] for problem in kind.problems}
    for part, some in by_part.items():
        if part and len(some) >= MANY and len({one.field for one in some}) == 1 and not any(map(kind.values, some)):
            yield f"    {part}: {join_words(one.slug for one in some)}"
        else:
            yield from (_line_of_kind(kind, one) for one in some)


def _line_of_kind(kind: Kind, one: Problem) -> str:
    line = f" (line {one.line})" if one.line else ""
    values = f" ({values})" if (values := kind.values(one)) else ""
    return f"    {location(one.file, one.location)}{line}{values}"


def count_problems(problems: Iterable[Problem]) -> str:
    """In words: "2 errors, 1 warning"."""
    severities = [problem.severity for problem in problems]
    errors, warnings = severities.count("error"), severities.count("warning")
    parts = [quantity(errors, "error") if errors else "", quantity(warnings, "warning") if warnings else ""]
    return ", ".join(filter(None, parts)) or "no errors, no warnings"
