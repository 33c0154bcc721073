"""The live guides as pages of other sites frame them: the same, but for the links in their texts."""

from dataclasses import replace
from functools import lru_cache
from typing import Final, override

from diagnostics.content.wording.texts import Texts
from diagnostics.domain.live.live_site import LiveGuide, LiveSite, MovedGuide

CACHED: Final = 16
"""Releases whose texts are kept."""


class FramedSite(LiveSite):
    """The live site with every link in a text below ``prefix``, "/embed/", so that it stays in the frame."""

    def __init__(self, beneath: LiveSite, prefix: str) -> None:
        super().__init__(beneath.shelved.values(), beneath.feeds, beneath.notices)
        self._under = prefix.lstrip("/")

    @property
    @override
    def guides(self) -> dict[str, LiveGuide]:
        return {slug: _frame(guide, self._under) for slug, guide in super().guides.items()}

    @override
    def find(self, slug: str) -> LiveGuide | MovedGuide | None:
        found = super().find(slug)
        return _frame(found, self._under) if isinstance(found, LiveGuide) else found


@lru_cache(maxsize=CACHED)
def _frame(guide: LiveGuide, under: str) -> LiveGuide:
    return replace(guide, texts=Texts(guide.document, under=under))
