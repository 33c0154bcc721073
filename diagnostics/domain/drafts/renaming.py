"""Giving an object of a draft another slug: its row keeps its key, and whatever names it follows."""

from django.contrib.auth.models import AbstractBaseUser

from diagnostics.content.changes import renaming
from diagnostics.content.document.index import NAMES
from diagnostics.content.document.leaves import GUIDE
from diagnostics.domain import drafts
from diagnostics.domain.drafts.history import changing
from diagnostics.models import Guide, Option, Release
from diagnostics.models.drafts.tables import TABLES


class SlugRefused(Exception):
    """A slug that cannot be given; its text is a sentence for editors."""


class SlugTaken(SlugRefused):
    """A slug that belongs to something else, or once did."""


def rename(guide: Guide, part: str, old: str, new: str, *, by: AbstractBaseUser | None, question: str = "") -> Guide:
    """Give an object of the draft the slug ``new``; the old one stays as an alias where the object has an address.

    part: as in content/leaves.PARTS, "guide", or "options" with the slug of their question.
    Raises SlugRefused, SlugTaken, and DraftProblems where the draft cannot be read as a whole.
    """
    if new == old:
        return guide
    if reason := renaming.slug_fault(part, new):
        raise SlugRefused(reason)
    with changing(guide, by=by, comment=f"Renamed “{old}” to “{new}”.") as change:
        change.renamed[part, new] = old
        document = drafts.document(guide)
        _refuse_taken(guide, renaming.slug_conflict(document, part, old, new, question), part, new)
        if not _move(guide, part, old, new, question):
            raise SlugRefused(f"There is no {NAMES.get(part, 'guide')} “{old}” any more. Somebody may have renamed it.")
        return drafts.replace(renaming.with_new_slug(document, part, old, new, question))


def _refuse_taken(guide: Guide, reason: str, part: str, new: str) -> None:
    if part == GUIDE and not reason:
        reason = _guide_taken(guide, new)
    if reason:
        raise SlugTaken(reason)


def _guide_taken(guide: Guide, new: str) -> str:
    """Why another guide stands in the way of this slug; empty where none does."""
    others = dict(Guide.objects.exclude(pk=guide.pk).values_list("slug", "aliases"))
    if new in others:
        return f"The guide “{new}” is there already. Choose another slug."
    if owner := next((slug for slug, aliases in others.items() if new in aliases), None):
        return f"“{new}” is an old slug of the guide “{owner}”. Choose another slug."
    if new not in guide.aliases and Release.objects.of(new).exists():
        return f"There are releases of another guide under “{new}”. Choose another slug."
    return ""


def _move(guide: Guide, part: str, old: str, new: str, question: str) -> int:
    """Give the row itself its slug first, so that it is found again by it; how many rows that were."""
    if part == GUIDE:
        return Guide.objects.filter(pk=guide.pk, slug=old).update(slug=new)
    if part == renaming.OPTIONS:
        return Option.objects.filter(question__guide=guide, question__slug=question, slug=old).update(slug=new)
    return TABLES[part].objects.filter(guide=guide, slug=old).update(slug=new)
