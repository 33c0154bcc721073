"""Pages: Markdown files that begin with a few lines of YAML between two lines "---"."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from diagnostics.content.document.problems import Loc, Problem
from diagnostics.content.files.yaml_reader import read_yaml
from diagnostics.content.files.yaml_writer import write_yaml

FENCE: Final = "---"
LAST: Final = 1_000_000
"""Order of a page that gives none."""


@dataclass(frozen=True, slots=True)
class PageFile:
    """The content of one page's file.

    order: place among the pages. fields: of the document's Page, its text included.
    """

    order: int
    fields: Mapping[str, object]
    lines: Mapping[Loc, int]
    problems: tuple[Problem, ...] = ()


def read_page(source: str, file: str, slug: str) -> PageFile:
    """Read one page; never raises."""
    lines = source.replace("\r\n", "\n").split("\n")
    ends = [number for number, line in enumerate(lines) if line.rstrip() == FENCE]
    if len(ends) < 2 or ends[0] != 0:
        message = (
            "A page begins with a line “---”, then “title: …” and “summary: …”, then “---” again. Write these lines."
        )
        return PageFile(LAST, {}, {}, (Problem(file, "", message, line=1),))
    reading = read_yaml("\n".join(lines[1 : ends[1]]), file, first_line=2)
    if reading.broken or not isinstance(reading.value, dict):
        message = "Write “title: …” and “summary: …” between the two lines “---”."
        return PageFile(LAST, {}, {}, reading.problems or (Problem(file, "", message, line=2),))
    fields = dict(reading.value)
    order = fields.pop("order", LAST)
    problems = (*reading.problems, *_placement_problems(fields, order, file))
    text = "\n".join(lines[ends[1] + 1 :])
    return PageFile(
        order if isinstance(order, int) else LAST, fields | {"slug": slug, "text": text}, reading.lines, problems
    )


def _placement_problems(fields: Mapping[str, object], order: object, file: str) -> list[Problem]:
    faults = {
        "slug": "The name of the file is the slug. Take this line out.",
        "text": "The text of a page comes below the second line “---”. Move it there.",
    }
    problems = [Problem(file, name, message) for name, message in faults.items() if name in fields]
    if not isinstance(order, int):
        problems.append(Problem(file, "order", "This must be a whole number, such as 3."))
    return problems


def write_page(fields: Mapping[str, object], order: int) -> str:
    """The file of one page."""
    front = {name: value for name, value in fields.items() if name not in ("slug", "text")}
    return f"{FENCE}\n{write_yaml({**front, 'order': order})}{FENCE}\n\n{fields['text']}\n"
