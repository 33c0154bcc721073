"""What a chat or a search engine shows of a page."""

import hashlib
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal

from django.conf import settings
from django.utils.safestring import SafeString

from diagnostics.web.cards import drawing
from diagnostics.web.site.addresses import absolute, path_to

HASH_LETTERS: Final = 20

type Kind = Literal["website", "article"]


@dataclass(frozen=True)
class Picture:
    """Words that a card shows large; ``above``, in small letters, what they belong to."""

    words: str
    above: str = ""

    @cached_property
    def name(self) -> str:
        """Another one for every other picture, so that caches may keep it for ever."""
        shown = repr((drawing.STAMP, self.words, self.above, settings.SITE_NAME, _accent()))
        return hashlib.sha256(shown.encode()).hexdigest()[:HASH_LETTERS]

    @property
    def address(self) -> str:
        return absolute(path_to("card", self.name))

    def draw(self) -> bytes:
        return drawing.draw(self.words, self.above, settings.SITE_NAME, accent=_accent())


@dataclass(frozen=True, slots=True)
class SharingCard:
    """The tags in the head of a page.

    address: the page's own, in full. data: the page as data for search engines, a script that is not run.
    """

    title: str
    description: str
    address: str
    picture: Picture
    kind: Kind = "website"
    data: SafeString | str = ""


def _accent() -> str:
    return settings.SITE_ACCENT.light if settings.SITE_ACCENT else drawing.ACCENT
