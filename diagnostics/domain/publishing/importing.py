"""Importing a guide as its draft: all or nothing, and in the workplace only after somebody has seen what changes."""

from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cached_property
from pathlib import Path
from typing import Final

from django.contrib.auth.models import User
from django.utils import timezone

from diagnostics.content.changes.differences import Difference, differences
from diagnostics.content.changes.merging import Choice, choices
from diagnostics.content.checks.check import errors, quick_check
from diagnostics.content.document.canonical import canonical_json, load, sha256
from diagnostics.content.document.problems import FolderErrors, Problem
from diagnostics.content.document.schema import GuideDocument
from diagnostics.content.files.archive import unpack
from diagnostics.content.files.folder import read_folder_with_lines
from diagnostics.domain import drafts
from diagnostics.domain.drafts.documents import home_of
from diagnostics.domain.drafts.history import changing, say
from diagnostics.domain.drafts.unstorable import storage_problems
from diagnostics.domain.publishing.guide_names import collisions
from diagnostics.domain.publishing.recalls import reason_to_keep, recalled_text
from diagnostics.models import Guide, Upload

WAITS: Final = timedelta(days=1)
"""How long an upload waits to be accepted."""


@dataclass(frozen=True, slots=True)
class ImportResult:
    """The result of an import.

    Attributes: ``document`` that the draft is now; ``is_new`` whether there was no draft of the guide before;
    ``differences`` from that one, None where it could not be read; ``errors`` that stand in the way of publishing.
    """

    document: GuideDocument
    is_new: bool
    differences: tuple[Difference, ...] | None
    errors: tuple[Problem, ...] = ()


class DraftChanged(Exception):
    """The draft is no longer the one that the upload was compared with; nothing was written."""


def import_folder(path: Path, *, let_through: str = "") -> ImportResult:
    """Make the draft match a folder; raises FolderErrors, DraftProblems, RecalledText and then changes nothing.

    let_through: why it may hold what was recalled, if it does; kept in the history.
    """
    reading = read_folder_with_lines(path)
    try:
        done = import_document(reading.document, let_through=let_through)
    except drafts.DraftProblems as found:
        raise drafts.DraftProblems(reading.with_lines(found.problems)) from found
    return replace(done, errors=reading.with_lines(errors(quick_check(done.document))))


def import_document(document: GuideDocument, *, let_through: str = "") -> ImportResult:
    """The same with a document."""
    guide = home_of(document)
    before = drafts.read(guide).document if guide else None
    with changing(guide, by=None, comment="Imported from a folder."):
        _refuse_collisions(document)
        _refuse_recalled_text(document, let_through)
        drafts.replace(document)
    return ImportResult(document, guide is None, differences(before, document) if before else None)


def read_upload(content: bytes) -> GuideDocument:
    """The document of a zip file; raises FolderErrors, also for what no draft can hold."""
    reading = unpack(content)
    if problems := storage_problems(reading.document):
        raise FolderErrors(reading.with_lines(problems))
    return reading.document


def keep_upload(document: GuideDocument, *, by: User) -> Upload:
    """Keep an upload until somebody has looked at it; abandoned ones are thrown away."""
    Upload.objects.filter(at__lt=timezone.now() - WAITS).delete()
    return Upload.objects.create(guide=document.slug, text=canonical_json(document), by=by)


def find_upload(number: int, *, by: User) -> Upload | None:
    """An upload of this person that is still waiting."""
    return Upload.objects.filter(pk=number, by=by, at__gte=timezone.now() - WAITS).first()


@dataclass(frozen=True)
class Review:
    """What accepting an upload would do.

    guide: whose draft it replaces; None for a guide that is not there yet.
    before: that draft; None where there is none or where it does not hold together.
    """

    upload: Upload
    document: GuideDocument
    guide: Guide | None
    before: GuideDocument | None

    @cached_property
    def choices(self) -> tuple[Choice, ...]:
        """How the two differ."""
        return choices(self.before, self.document) if self.before else ()

    @cached_property
    def refusals(self) -> tuple[Problem, ...]:
        """Why it cannot be accepted: what no draft can hold, and names that belong to another guide."""
        return (*_name_collisions(self.document), *storage_problems(self.document))

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """What reading alone finds wrong; a draft may have such problems."""
        return () if self.refusals else quick_check(self.document)

    @cached_property
    def recalled(self) -> tuple[Problem, ...]:
        """What of it was recalled, and needs a reason."""
        return recalled_text(self.document)

    @cached_property
    def fingerprint(self) -> str:
        """Lets a form recognise what the upload was compared with."""
        return _fingerprint(self.guide)


def review(upload: Upload) -> Review:
    """Compare an upload with the draft as it is now."""
    document = load(upload.text)
    guide = home_of(document)
    return Review(upload, document, guide, drafts.read(guide).document if guide else None)


def take_over(upload: Upload, *, by: User, fingerprint: str, let_through: str = "") -> Guide:
    """Make the draft match the upload. Raises DraftProblems, DraftChanged, RecalledText and then changes nothing."""
    document = load(upload.text)
    with changing(None, by=by, comment="Imported from a zip file."):
        if _fingerprint(home_of(document), lock=True) != fingerprint:
            raise DraftChanged
        _refuse_collisions(document)
        _refuse_recalled_text(document, let_through)
        guide = drafts.replace(document)
        upload.delete()
    return guide


def _refuse_collisions(document: GuideDocument) -> None:
    if found := _name_collisions(document):
        raise drafts.DraftProblems(found)


def _refuse_recalled_text(document: GuideDocument, let_through: str) -> None:
    if reason := reason_to_keep(document, let_through):
        say(f"It holds what was recalled, for this reason: {reason}")


def _name_collisions(document: GuideDocument) -> tuple[Problem, ...]:
    """Names of the document that belong to another guide than the one whose draft it replaces."""
    home = home_of(document)
    return collisions(document, home.slug if home else None)


def _fingerprint(guide: Guide | None, *, lock: bool = False) -> str:
    """Of the draft, also of one that makes no document."""
    if guide is None:
        return "none"
    if lock:
        Guide.objects.select_for_update().get(pk=guide.pk)
    draft = drafts.read(guide)
    return sha256(canonical_json(draft.document) if draft.document else "\n".join(map(str, draft.problems)))
