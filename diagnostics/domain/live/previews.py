"""Drafts as visitors would meet them: the live site with drafts laid over it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, override

from django.utils import timezone

from diagnostics.content.checks.check import errors, quick_check
from diagnostics.content.document.canonical import canonical_json, sha256
from diagnostics.content.document.compile import engine_guide
from diagnostics.content.document.problems import Problem
from diagnostics.content.document.schema import GuideDocument
from diagnostics.content.wording.texts import Texts
from diagnostics.domain import drafts, live
from diagnostics.domain.drafts import DraftProblems
from diagnostics.domain.live.live_site import LiveGuide, LiveSite, MovedGuide, ReleaseStamp
from diagnostics.domain.live.preview_links import Pass
from diagnostics.engine.network import Network, compile_guide
from diagnostics.models import Guide

CACHED: Final = 4
"""Drafts that a process keeps compiled."""


class GoneDraft(Exception):
    """The link showed the draft of a guide that no longer exists."""


class DraftSite(LiveSite):
    """The live site, with these drafts in place of what is live of them, or beside it.

    prefix: of every address inside the preview, "/preview/draft/". A draft is read when it is first asked for, which
    raises DraftProblems where it cannot be shown.
    """

    def __init__(self, beneath: LiveSite, rows: Mapping[str, Guide], prefix: str) -> None:
        covered = {name for row in rows.values() for name in (row.slug, *row.aliases)}
        shown = (one for slug, one in beneath.shelved.items() if slug not in covered)
        super().__init__(shown, beneath.feeds, beneath.notices)
        self._rows = rows
        self._prefix = prefix
        self._read: dict[str, LiveGuide] = {}
        self._renamed = {alias: row.slug for row in rows.values() for alias in row.aliases if alias not in rows}

    @property
    def slugs(self) -> Collection[str]:
        """The guides whose drafts are shown."""
        return self._rows.keys()

    @property
    @override
    def guides(self) -> dict[str, LiveGuide]:
        """The drafts in the editors' order, then what else is live. A draft that cannot be shown is left out."""
        readable = {slug: self._draft(slug) for slug in self._rows if not self._reasons(slug)}
        return readable | super().guides

    @override
    def find(self, slug: str) -> LiveGuide | MovedGuide | None:
        if slug in self._renamed:
            return MovedGuide(self._renamed[slug])
        return self._draft(slug) if slug in self._rows else super().find(slug)

    def invalid_drafts(self) -> list[tuple[Guide, tuple[Problem, ...]]]:
        """The drafts that should be shown and cannot be, in the editors' order, with the reasons."""
        reasons = [(row, self._reasons(slug)) for slug, row in self._rows.items()]
        return [(row, problems) for row, problems in reasons if problems]

    def errors(self, slug: str) -> DraftProblems | None:
        """The errors that block this draft; None where there are none, or where it is not a draft."""
        if slug not in self._rows:
            return None
        found = errors(quick_check(drafts.document(self._rows[slug])))
        return DraftProblems(found) if found else None

    def _reasons(self, slug: str) -> tuple[Problem, ...]:
        try:
            self._draft(slug)
        except DraftProblems as problems:
            return problems.problems
        return ()

    def _draft(self, slug: str) -> LiveGuide:
        if slug not in self._read:
            self._read[slug] = _compile_draft(drafts.document(self._rows[slug]), self._prefix)
        return self._read[slug]


def site(prefix: str, opens: Pass) -> DraftSite:
    """The live site with the drafts that may be seen; raises GoneDraft where the only one is deleted.

    A guide that was renamed since is found by its old slug.
    """
    rows = {row.slug: row for row in Guide.objects.all()}
    if opens.guide in rows:
        rows = {opens.guide: rows[opens.guide]}
    elif opens.guide is not None:
        rows = {slug: row for slug, row in rows.items() if opens.guide in row.aliases}
        if not rows:
            raise GoneDraft(opens.guide)
    return DraftSite(live.site(), rows, prefix)


@dataclass(frozen=True)
class _Draft:
    """A document as a cache key."""

    sha256: str
    document: GuideDocument = field(compare=False, repr=False)


def _compile_draft(document: GuideDocument, prefix: str) -> LiveGuide:
    """A draft, ready to answer; raises DraftProblems with what the check objects to."""
    draft = _Draft(sha256(canonical_json(document)), document)
    stamp = ReleaseStamp(0, draft.sha256, timezone.now())
    try:
        return LiveGuide(document, _network(draft), _texts(draft, prefix), stamp)
    except Exception as failed:
        # Whatever the engine stumbles over in an unfinished draft, the check has a sentence for it.
        if found := errors(quick_check(document)):
            raise DraftProblems(found) from failed
        raise


@lru_cache(maxsize=CACHED)
def _network(draft: _Draft) -> Network:
    return compile_guide(engine_guide(draft.document))


@lru_cache(maxsize=CACHED)
def _texts(draft: _Draft, prefix: str) -> Texts:
    """Texts whose links stay inside the preview."""
    return Texts(draft.document, under=prefix.lstrip("/"))


def forget() -> None:
    """Keep no draft compiled; for tests."""
    _network.cache_clear()
    _texts.cache_clear()
