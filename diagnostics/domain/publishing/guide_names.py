"""What a guide is called and was called: every name leads to one guide only, whoever wrote it down."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Self

from django.db.models import Q

from diagnostics.content.document.index import problem
from diagnostics.content.document.leaves import GUIDE
from diagnostics.content.document.problems import Problem
from diagnostics.content.document.schema import GuideDocument
from diagnostics.models import Guide, Publication

NO_DRAFT: Final = "the guide “{}”, which is live"


@dataclass(frozen=True, slots=True)
class _Owner:
    """The guide that has a name. now: it is its address; else an old one that still leads there."""

    words: str
    now: bool


@dataclass(frozen=True, slots=True)
class _Names:
    """The names of all drafts, read at once: slug, title and old slugs."""

    rows: tuple[tuple[str, str, tuple[str, ...]], ...]

    @classmethod
    def read(cls) -> Self:
        rows = Guide.objects.values_list("slug", "title", "aliases")
        return cls(tuple((slug, title, tuple(aliases)) for slug, title, aliases in rows))

    def owner(self, name: str) -> str:
        """The slug of the draft that has or had this name; empty where there is none."""
        slugs = [slug for slug, _, _ in self.rows if slug == name]
        return next(iter(slugs or [slug for slug, _, aliases in self.rows if name in aliases]), "")

    def of(self, slug: str) -> tuple[str, ...]:
        """A draft's slug and old slugs, without any that is another draft's slug now."""
        others = {other for other, _, _ in self.rows} - {slug}
        aliases = next((aliases for other, _, aliases in self.rows if other == slug), ())
        return (slug, *(alias for alias in aliases if alias not in others))

    def other_owners(self, own: str) -> dict[str, _Owner]:
        """The owner of each name, of all drafts but this one."""
        rows = [row for row in self.rows if row[0] != own]
        old = {alias: _Owner(f"the guide “{title}”", now=False) for _, title, aliases in rows for alias in aliases}
        return old | {slug: _Owner(f"the guide “{title}”", now=True) for slug, title, _ in rows}


def names(slug: str) -> tuple[str, ...]:
    """Every name of the guide that has or had this name; where no draft knows it, this name alone."""
    found = _Names.read()
    return found.of(found.owner(slug) or slug)


def find_renamed(slug: str) -> Guide | None:
    """The draft that once had this slug."""
    owner = _Names.read().owner(slug)
    return Guide.objects.with_slug(owner) if owner else None


def collisions(document: GuideDocument, draft: str | None = None) -> tuple[Problem, ...]:
    """Names of this document that belong to another guide: to a draft, or to what is live.

    draft: slug of the draft that the document belongs to, or is to replace; without it, that of the document.
    """
    known, own = _Names.read(), draft or document.slug
    wanted = (document.slug, *document.aliases)
    owners = _live_owners(wanted, known.of(own)) | known.other_owners(own)
    return tuple(_problem(document, name, owners[name]) for name in dict.fromkeys(wanted) if name in owners)


def _problem(document: GuideDocument, name: str, owner: _Owner) -> Problem:
    is_what = "is the address of" if owner.now else "is an old address of"
    still = "" if owner.now else ", and still leads there"
    if name == document.slug:
        return problem(GUIDE, name, "slug", f"“{name}” {is_what} {owner.words}{still}. Choose another address.")
    message = f"“{name}” {is_what} {owner.words}{still}. Take it out of the old addresses of this guide."
    return problem(GUIDE, document.slug, "aliases", message)


def _live_owners(wanted: tuple[str, ...], own: tuple[str, ...]) -> dict[str, _Owner]:
    """Who has which of these names, of all that is live but this guide. Texts that name none of them are not read.

    What this guide is live with counts as its own, also where its draft is gone and comes back.
    """
    matching = Q(guide__in=wanted)
    for name in wanted:
        matching |= Q(release__text__contains=json.dumps(name))
    rows = Publication.objects.live().filter(matching).values_list("guide", "release__text")
    found = {guide: dict(_live_names(guide, text)) for guide, text in rows}
    kept = {*own, *(name for slug in own for name in found.get(slug, ()))}
    return {name: owner for guide, known in found.items() if guide not in kept for name, owner in known.items()}


def _live_names(guide: str, text: str) -> Iterator[tuple[str, _Owner]]:
    """Names of one live guide; of a damaged one, its address alone."""
    try:
        aliases = [str(alias) for alias in json.loads(text).get("aliases", ())]
    except (ValueError, AttributeError, TypeError):
        aliases = []
    yield from ((alias, _Owner(NO_DRAFT.format(guide), now=False)) for alias in aliases)
    yield guide, _Owner(NO_DRAFT.format(guide), now=True)
