"""``manage.py import_guide FOLDER``."""

from pathlib import Path
from typing import Any, Final, override

from django.core.management.base import CommandParser

from diagnostics.content.document.schema import GuideDocument
from diagnostics.content.markup.quantities import quantity
from diagnostics.domain.publishing.importing import ImportResult, import_folder
from diagnostics.management.guide_command import GuideCommand, word_problems

MOST_DIFFERENCES: Final = 40
"""Differences that are listed one by one."""
PARTS: Final = {"causes": "cause", "questions": "question", "steps": "step", "carriers": "carrier note"} | {
    "pages": "page",
    "cases": "case",
    "reports": "report",
}


class Command(GuideCommand):
    help = "Make the draft of a guide match a folder. Visitors see none of it until it is published."

    @override
    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path)
        self.add_let_through(parser)

    @override
    def run(self, *, folder: Path, let_through: str, **options: Any) -> None:
        imported = import_folder(folder, let_through=let_through)
        self.say(f"Imported the draft of {imported.document.slug}: {_size(imported.document)}. {_change(imported)}")
        for difference in (imported.differences or ())[:MOST_DIFFERENCES]:
            self.say(f"  {difference.message}")
        if (more := len(imported.differences or ()) - MOST_DIFFERENCES) > 0:
            self.say(f"  … and {quantity(more, 'more difference')}")
        if imported.errors:
            self.say(word_problems("It cannot be published yet", imported.errors))


def _size(document: GuideDocument) -> str:
    return ", ".join(quantity(len(getattr(document, part)), name) for part, name in PARTS.items())


def _change(imported: ImportResult) -> str:
    if imported.is_new:
        return "It is new."
    if imported.differences is None:
        return "It replaces a draft that did not hold together."
    count = len(imported.differences)
    return f"{quantity(count, 'difference')} from the draft before:" if count else "Nothing in it has changed."
