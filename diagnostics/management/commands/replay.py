"""``manage.py replay GUIDE``."""

import json
from pathlib import Path
from typing import Any, override

from django.core.management.base import CommandError, CommandParser

from diagnostics.content.checks.check import errors, quick_check
from diagnostics.content.document.problems import nearest
from diagnostics.content.document.schema import GuideDocument
from diagnostics.content.files.folder import read_folder, read_list
from diagnostics.content.reports.figures import Figures, figures
from diagnostics.content.reports.replay import Stage
from diagnostics.domain import drafts
from diagnostics.domain.publishing import releases
from diagnostics.management.guide_command import GuideCommand, word_problems
from diagnostics.management.replays import as_data, page_by_page, shortfalls, table

UNUSABLE = 2


class Command(GuideCommand):
    help = (
        "Play the real reports of a guide, or of a file, through its live release: when does the step come that ended the trouble? "
        "Exit code 0: played; 1: played, and less than --least asks for; 2: nothing could be played."
    )
    refused = UNUSABLE

    @override
    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("guide", help="its slug; or a folder of files that hold a guide, with a slash in it")
        parser.add_argument("--draft", action="store_true", help="the draft instead of the live release")
        parser.add_argument(
            "--reports", type=Path, metavar="FILE", help="these reports instead of the guide's own (YAML)"
        )
        parser.add_argument("--only", metavar="SLUG", help="one report, page by page")
        parser.add_argument("--json", action="store_true", help="everything as JSON, for scripts")
        parser.add_argument(
            "--least",
            nargs=2,
            type=int,
            metavar=("ORDINARY", "ALL"),
            help="per cent that must have their cure among the first three steps, and no false verdict on the way (75 60)",
        )

    @override
    def run(self, **options: Any) -> None:
        document = _document(options["guide"], draft=options["draft"])
        # What a case names matters to no replay.
        if problems := [one for one in errors(quick_check(document)) if one.part != "cases"]:
            self._refuse(word_problems("The guide has errors and cannot be played", problems))
        if options["reports"]:
            document = read_list(options["reports"], "reports", document).document
        if options["only"]:
            document = _only(document, options["only"])
        if not document.reports:
            self._refuse(f"{document.slug} has no reports. Name a file of them with --reports.")
        found = figures(Stage.of(document).play_all())
        self._show(document, found, **options)
        if options["least"] and (short := tuple(shortfalls(found, *options["least"]))):
            raise CommandError(" ".join(short))

    def _show(self, document: GuideDocument, found: Figures, **options: Any) -> None:
        if options["json"]:
            self.say(json.dumps(as_data(document.slug, found), ensure_ascii=False, indent=2))
            return
        for line in page_by_page(found.replays[0]) if options["only"] else table(document.slug, found):
            self.say(line)

    def _refuse(self, sentence: str) -> None:
        raise CommandError(sentence, returncode=UNUSABLE)


def _document(guide: str, *, draft: bool) -> GuideDocument:
    if "/" in guide:
        return read_folder(Path(guide))
    if draft:
        return drafts.document(drafts.get_guide(guide))
    live = releases.live(guide)
    if live is None:
        sentence = f"{guide} is not published. Play its draft with: manage.py replay {guide} --draft"
        raise CommandError(sentence, returncode=UNUSABLE)
    return releases.document_of(live.release)


def _only(document: GuideDocument, slug: str) -> GuideDocument:
    """The document with this report alone."""
    found = tuple(report for report in document.reports if report.slug == slug)
    if not found:
        close = nearest(slug, (report.slug for report in document.reports))
        raise CommandError(f"There is no report “{slug}”.{close}", returncode=UNUSABLE)
    return document.model_copy(update={"reports": found})
