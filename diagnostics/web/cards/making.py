"""Making pictures: in the background when a guide is in memory, or at once where one is asked for."""

import logging
import random
import time
from collections.abc import Collection
from pathlib import Path
from typing import Final

from django.conf import settings

from diagnostics.domain import live
from diagnostics.domain.live import LiveGuide
from diagnostics.domain.safeguards.outage import Outage
from diagnostics.web.cards.card import Picture
from diagnostics.web.cards.gallery import all_pictures
from diagnostics.web.cards.picture_files import PictureFiles

log: Final = logging.getLogger(__name__)

AT_ONCE: Final = 0.2
"""Seconds that drawing may take before visitors' news get their turn again."""
_UNKEPT: Final = "Pictures of cards cannot be kept on disk (%s). They are drawn whenever one is asked for."
_unkept: Final = Outage(log, begun=_UNKEPT, over="Pictures of cards are kept on disk again.")


def find(name: str) -> bytes | None:
    """The picture of this name, drawn now if it is not there yet; None where no page has one of this name."""
    files = _files()
    if png := files.read(name):
        return png
    picture = all_pictures(live.site().guides.values()).get(name)
    return _draw(files, picture) if picture else None


class Maker:
    """Draws whatever is missing for the guides in memory, a little at a time: a chore of the live guides' thread."""

    def __init__(self) -> None:
        self._guides: Collection[LiveGuide] = ()
        self._missing: list[Picture] = []

    def __call__(self) -> None:
        shelved = live.site().shelved.values()
        guides = [here for one in shelved if one.is_loaded and (here := one.guide())]
        try:
            if guides != self._guides:
                self._begin(guides)
            self._go_on()
        except OSError as error:
            _unkept.note(error)

    def _begin(self, guides: Collection[LiveGuide]) -> None:
        self._guides = guides
        files, wanted = _files(), all_pictures(guides)
        self._missing = [picture for name, picture in wanted.items() if not files.touch(name)]
        # Workers begin together: in another order each, they draw little twice.
        random.shuffle(self._missing)
        files.tidy(wanted)

    def _go_on(self) -> None:
        files, until = _files(), time.monotonic() + AT_ONCE
        while self._missing:
            picture = self._missing.pop()
            if not files.read(picture.name):
                _draw(files, picture)
            if _unkept.lasts:
                self._missing.clear()
            if time.monotonic() > until:
                return


def _draw(files: PictureFiles, picture: Picture) -> bytes:
    """Drawn, and kept if that can be done."""
    png = picture.draw()
    try:
        files.write(picture.name, png)
    except OSError as error:
        _unkept.note(error)
    else:
        _unkept.note(None)
    return png


def _files() -> PictureFiles:
    return PictureFiles(Path(settings.VAR) / "cards")
