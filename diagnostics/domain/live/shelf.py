"""The last good releases on disk, from which a worker starts when the database is away."""

import datetime as dt
import json
import logging
import os
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from threading import get_ident
from typing import Any, Final

from diagnostics.content.changes.former_names import FormerNames
from diagnostics.domain.live.live_site import PublishedText, ReleaseStamp, ShelvedRelease
from diagnostics.domain.publishing.releases import DamagedRelease

log: Final = logging.getLogger(__name__)

INDEX: Final = "index.json"
OLD: Final = 24 * 3600
"""Seconds after which a text that nothing names is deleted; a slower worker may still name it."""

LEFT: Final = 3600
"""Seconds after which nobody writes a file any more."""


class Shelf:
    """A folder with the text of each live release under its hash, and an index that names them in order.

    Several workers may write at once: texts never change, and the index is replaced whole.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def write(self, releases: Iterable[PublishedText]) -> None:
        """Keep these and no others; raises OSError."""
        kept = list(releases)
        self.folder.mkdir(parents=True, exist_ok=True)
        for one in kept:
            if not _holds(file := self._file(one.guide, one.release.sha256), one.text):
                replace_file(file, one.text)
        replace_file(self.folder / INDEX, json.dumps([_entry(one) for one in kept], indent=1))
        self._tidy({self._file(one.guide, one.release.sha256) for one in kept})

    def read(self) -> Iterator[ShelvedRelease]:
        """What is there and sound; what is damaged is refused and logged."""
        for entry in self._entries():
            try:
                yield ShelvedRelease(self._read_entry(entry))
            except (DamagedRelease, OSError, ValueError, KeyError, TypeError) as error:
                log.error("A release in %s is refused: %s", self.folder, error)  # noqa: TRY400 (its trace tells nothing)

    def _entries(self) -> list[dict[str, Any]]:
        try:
            entries = json.loads((self.folder / INDEX).read_text(encoding="utf-8"))
        except FileNotFoundError:
            return []
        except (OSError, ValueError) as error:
            log.error("The releases in %s are refused: %s", self.folder, error)  # noqa: TRY400 (as above)
            return []
        return entries if isinstance(entries, list) else []

    def _read_entry(self, entry: dict[str, Any]) -> PublishedText:
        stamp = ReleaseStamp(
            int(entry["number"]), str(entry["sha256"]), dt.datetime.fromisoformat(entry["published_at"])
        )
        text = self._file(str(entry["guide"]), stamp.sha256).read_bytes().decode("utf-8")
        return PublishedText(str(entry["guide"]), stamp, text, _former_names(entry))

    def _file(self, guide: str, sha256: str) -> Path:
        return self.folder / f"{guide}-{sha256}.json"

    def _tidy(self, kept: set[Path]) -> None:
        newest = max((file.stat().st_mtime for file in kept), default=0.0)
        for file in self.folder.glob("*-*.json"):
            if file not in kept and newest - file.stat().st_mtime > OLD:
                file.unlink(missing_ok=True)
        remove_leftovers(self.folder)


def _entry(one: PublishedText) -> dict[str, Any]:
    stamp = one.release
    published_at = stamp.published_at.isoformat()
    entry = {"guide": one.guide, "number": stamp.number, "sha256": stamp.sha256, "published_at": published_at}
    if one.former is None:
        return entry
    since = {slug: at.isoformat() for slug, at in one.former.since.items()}
    return entry | {"former": {"names": one.former.all, "since": since}}


def _former_names(entry: dict[str, Any]) -> FormerNames | None:
    """What an index says of them; None where it was written by a version of Fixpath that kept none."""
    if "former" not in entry:
        return None
    names = ((str(kind), str(name), str(slug)) for kind, name, slug in entry["former"]["names"])
    since = {str(slug): dt.datetime.fromisoformat(at) for slug, at in entry["former"]["since"].items()}
    return FormerNames(names, since)


def _holds(file: Path, text: str) -> bool:
    """Whether the file is there and whole."""
    try:
        return file.read_bytes() == text.encode()
    except FileNotFoundError:
        return False


def replace_file(file: Path, content: str | bytes) -> None:
    """Write a file so that a reader finds the old one or the new one, never a part; raises OSError, and leaves nothing behind."""
    draft = file.with_name(f".{file.name}.{os.getpid()}.{get_ident()}")
    try:
        with draft.open("wb") as stream:
            stream.write(content.encode() if isinstance(content, str) else content)
            stream.flush()
            os.fsync(stream.fileno())
        draft.replace(file)
    except OSError:
        draft.unlink(missing_ok=True)
        raise


def remove_leftovers(folder: Path) -> None:
    """Delete what processes left in it that ended while they wrote."""
    now = time.time()
    for draft in folder.glob(".*.*.*"):
        # Another worker may be done with its own meanwhile.
        with suppress(FileNotFoundError):
            if abs(now - draft.stat().st_mtime) > LEFT:
                draft.unlink()
