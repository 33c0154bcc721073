"""What a guide is called and was called: every name leads to one guide only, whoever wrote it down."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from django.db.models import Q

from diagnostics.content.changes.former_names import published_names
from diagnostics.content.document.index import problem
from diagnostics.content.document.leaves import GUIDE
from diagnostics.content.document.problems import Problem
from diagnostics.content.document.schema import GuideDocument
from diagnostics.content.markup.quotes import quote
from diagnostics.models import Guide, Publication, PublishedName

NO_DRAFT: Final = "the guide “{}”, which is live"


@dataclass(frozen=True, slots=True)
class _Owner:
    """The guide that has a name. now: it is its address; else an old one that still leads there."""

    words: str
    now: bool


type _Drafts = Mapping[str, Guide]
"""All drafts by slug, with title and old slugs."""


def names(slug: str) -> tuple[str, ...]:
    """Every name of the guide that has or had this name; where no draft knows it, this name alone."""
    drafts = _drafts()
    owner = slug if slug in drafts else next((new for new, guide in drafts.items() if slug in guide.aliases), slug)
    return _names_of(owner, drafts)


def every_name(slug: str) -> set[str]:
    """The same with those that were published and dropped since."""
    known = names(slug)
    return {*known, *PublishedName.objects.filter(kind=GUIDE, slug__in=known).values_list("name", flat=True)}


def find_renamed(slug: str) -> Guide | None:
    """The draft that has or once had this slug."""
    return Guide.objects.with_slug(names(slug)[0])


def collisions(document: GuideDocument, draft: str | None = None) -> tuple[Problem, ...]:
    """Names of this document that belong to another guide: to a draft, or to what is live.

    draft: slug of the draft that the document belongs to, or is to replace; without it, that of the document.
    """
    drafts, own = _drafts(), draft or document.slug
    wanted = (document.slug, *document.aliases)
    owners = _live_owners(wanted, _names_of(own, drafts)) | _draft_owners(drafts, own)
    return tuple(_problem(document, name, owners[name]) for name in dict.fromkeys(wanted) if name in owners)


def remember_names(document: GuideDocument) -> None:
    """Keep every name that is published with this document: its address will always lead somewhere, or say that it is gone."""
    PublishedName.objects.bulk_create(
        (
            PublishedName(guide=document.slug, kind=kind, name=name, slug=slug)
            for kind, name, slug in published_names(document)
        ),
        ignore_conflicts=True,
    )


def _drafts() -> _Drafts:
    return {guide.slug: guide for guide in Guide.objects.only("slug", "title", "aliases")}


def _names_of(slug: str, drafts: _Drafts) -> tuple[str, ...]:
    """A draft's slug and old slugs, without any that is another draft's slug now."""
    aliases = drafts[slug].aliases if slug in drafts else ()
    return (slug, *(alias for alias in aliases if alias not in drafts))


def _draft_owners(drafts: _Drafts, own: str) -> dict[str, _Owner]:
    """The owner of each name, of all drafts but this one."""
    others = [guide for slug, guide in drafts.items() if slug != own]
    old = {alias: _Owner(f"the guide {quote(guide.title)}", now=False) for guide in others for alias in guide.aliases}
    return old | {guide.slug: _Owner(f"the guide {quote(guide.title)}", now=True) for guide in others}


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
