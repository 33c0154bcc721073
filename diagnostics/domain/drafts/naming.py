"""Slugs: made once from an object's words, and never given to a second object."""

import re
from collections.abc import Collection
from typing import Final

from django.db.models import Model, QuerySet
from django.utils.text import slugify

from diagnostics.content.changes.renaming import slug_fault
from diagnostics.content.document.index import NAMES
from diagnostics.content.document.leaves import GUIDE
from diagnostics.models import Guide, Release

LONGEST: Final = 40
"""Of a slug that is made here; editors may choose longer ones."""
ARTICLES: Final = re.compile(r"^(a|an|the)-")


def new_slug(words: str, part: str, taken: Collection[str]) -> str:
    """A slug for an object of this part that says these words, unlike all that are taken."""
    stem = _stem(words) or slugify(NAMES.get(part, part))
    number = 1
    while (slug := stem if number == 1 else f"{stem}-{number}") in taken or slug_fault(part, slug):
        number += 1
    return slug


def _stem(words: str) -> str:
    slug = ARTICLES.sub("", re.sub(r"[_-]+", "-", slugify(words)).strip("-"))
    if len(slug) <= LONGEST:
        return slug
    return slug[: LONGEST + 1].rpartition("-")[0] or slug[:LONGEST]


def taken_slugs(rows: QuerySet[Model], *, but: int | None = None) -> dict[str, str]:
    """Every slug and alias of these rows, with the slug of its row; ``but`` is the key of a row that is left out."""
    columns = {field.name for field in rows.model._meta.fields} & {"slug", "aliases"}
    named = [(row["slug"], row.get("aliases", ())) for row in rows.exclude(pk=but).values(*columns)]
    return {alias: slug for slug, aliases in named for alias in aliases} | {slug: slug for slug, _ in named}


def refusal(part: str, slug: str, names: dict[str, str]) -> str:
    """Why an object of this part cannot have this slug, in a sentence; empty where it can."""
    kind = NAMES.get(part, part)
    if message := slug_fault(part, slug):
        return message
    if slug not in names:
        return ""
    if names[slug] == slug:
        article = "an" if kind[0] in "aeiou" else "a"
        return f"There is {article} {kind} “{slug}” already. Choose another word."
    return f"“{slug}” is an old address of the {kind} “{names[slug]}”, and still leads there. Choose another word."


def guide_refusal(slug: str, guide: Guide | None = None) -> str:
    """Why a guide, or a new one, cannot have this address, in a sentence; empty where it can."""
    if reason := refusal(GUIDE, slug, taken_slugs(Guide.objects.all(), but=guide.pk if guide else None)):
        return reason
    was_its_own = guide is not None and slug in guide.aliases
    has_releases = not was_its_own and Release.objects.of(slug).exists()
    return f"There are releases of another guide under “{slug}”. Choose another word." if has_releases else ""
