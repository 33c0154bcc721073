"""Problems as pages list them: each with a link to the field that cures it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from diagnostics.admin.frame.edit_links import Links
from diagnostics.content.checks.kinds import kinds
from diagnostics.content.document.problems import Problem
from diagnostics.content.document.schema import GuideDocument
from diagnostics.content.document.where import SLUGS, object_and_field
from diagnostics.content.markup.quotes import quote
from diagnostics.content.wording.names import Names
from diagnostics.domain.publishing.gate import Fault


@dataclass(frozen=True, slots=True)
class Line:
    """One problem.

    where: the object and field, or the file and line. address: of the field. advice: what to tick too.
    values: what is said of it alone, where the sentence stands above several. is_live: the live release has it too.
    """

    where: str
    message: str
    address: str = ""
    advice: str = ""
    values: str = ""
    is_live: bool = False


@dataclass(frozen=True, slots=True)
class LinesOfKind:
    """Problems that say the same, under that sentence."""

    sentence: str
    lines: tuple[Line, ...]


def lines(
    problems: Iterable[Problem], links: Links | None = None, document: GuideDocument | None = None
) -> tuple[Line, ...]:
    """Problems with their links; objects of the document go by their titles."""
    names = Names(document) if document else None
    return tuple(_line(problem, links, names) for problem in problems)


def by_kind(
    problems: Iterable[Problem],
    links: Links,
    document: GuideDocument | None,
    is_live: Callable[[Problem], bool] = lambda _problem: False,
) -> tuple[LinesOfKind, ...]:
    """Problems with their links, those that matter first."""
    names = Names(document) if document else None

    def line(problem: Problem, values: str) -> Line:
        return replace(_line(problem, links, names), values=values, is_live=is_live(problem))

    return tuple(
        LinesOfKind(kind.sentence, tuple(line(problem, kind.values(problem)) for problem in kind.problems))
        for kind in kinds(problems)
    )


def faults(found: Iterable[Fault], links: Links, document: GuideDocument) -> tuple[Line, ...]:
    """Errors, and whether they come of something that was not ticked."""
    names = Names(document)
    return tuple(_line(fault.problem, links, names, _advice(fault)) for fault in found)


def _line(problem: Problem, links: Links | None, names: Names | None, advice: str = "") -> Line:
    address = links.to(problem.part, problem.slug, problem.field) if links and problem.part else ""
    return Line(_where(problem, names), problem.message, address, advice)


def _where(problem: Problem, names: Names | None) -> str:
    """The object by its title and the field; of what stands in a file, the file and the line."""
    if problem.part and (names or not problem.line):
        return object_and_field(names or SLUGS, problem.part, problem.slug, problem.field)
    at = " › ".join(part for part in (problem.file, problem.location) if part)
    return f"{at} (line {problem.line})" if problem.line else at


def _advice(fault: Fault) -> str:
    if fault.cures:
        titles = " or ".join(f"{quote(choice.title)}" for choice in fault.cures)
        return f"This comes from leaving something out. Tick {titles} too."
    return (
        "This comes from leaving something out: with everything ticked it does not occur." if fault.is_left_out else ""
    )
