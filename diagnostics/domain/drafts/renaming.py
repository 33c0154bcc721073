"""Giving an object of a draft another slug: its row keeps its key, and whatever names it follows."""

from collections.abc import Iterable
from contextlib import suppress

from django.contrib.auth.models import AbstractBaseUser
from django.db import IntegrityError, transaction

from diagnostics.content.changes import renaming
from diagnostics.content.changes.pairing import Renaming
from diagnostics.content.document.index import NAMES
from diagnostics.content.document.leaves import GUIDE
from diagnostics.domain import drafts
from diagnostics.domain.drafts import naming
from diagnostics.domain.drafts.history import Change, changing
from diagnostics.models import Guide, Option
from diagnostics.models.drafts.tables import TABLES


class SlugRefused(Exception):
    """A slug that cannot be given; its text is a sentence for editors."""


def rename(guide: Guide, part: str, old: str, new: str, *, by: AbstractBaseUser | None, question: str = "") -> Guide:
    """Give an object of the draft the slug ``new``; the old one stays as an alias where the object has an address.

    part: as in content/leaves.PARTS, "guide", or "options" with the slug of their question.
    Raises SlugRefused, and DraftProblems where the draft cannot be read as a whole.
    """
    if new == old:
        return guide
    if reason := renaming.slug_fault(part, new):
        raise SlugRefused(reason)
    with changing(guide, by=by, comment=f"Renamed “{old}” to “{new}”.") as change:
        change.renamed[part, new] = old
        document = drafts.document(guide)
        reason = renaming.slug_conflict(document, part, old, new, question)
        if reason := reason or (naming.guide_refusal(new, guide) if part == GUIDE else ""):
            raise SlugRefused(reason)
        if not _move(guide, part, old, new, question):
            raise SlugRefused(f"There is no {NAMES.get(part, 'guide')} “{old}” any more. Somebody may have renamed it.")
        return drafts.replace(renaming.with_new_slug(document, part, old, new, question))


def move_rows(guide: Guide, renamings: Iterable[Renaming], change: Change) -> None:
    """Before ``drafts.replace``: give rows the slugs that they have in the document, so that each is found again by it."""
    for one in renamings:
        with suppress(IntegrityError), transaction.atomic():
            if _move(guide, one.part, one.old, one.new, one.question) and one.part in TABLES:
                change.renamed[one.part, one.new] = one.old


def _move(guide: Guide, part: str, old: str, new: str, question: str) -> int:
    """Give the row itself its slug first, so that it is found again by it; how many rows that were."""
    if part == GUIDE:
        return Guide.objects.filter(pk=guide.pk, slug=old).update(slug=new)
    if part == renaming.OPTIONS:
        return Option.objects.filter(question__guide=guide, question__slug=question, slug=old).update(slug=new)
    return TABLES[part].objects.filter(guide=guide, slug=old).update(slug=new)
