"""What one process knows of the site's own pages: requests read it here, the background thread keeps it up to date."""

import datetime as dt
import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection
from django.utils import timezone

from diagnostics.content.markup.markdown import render_site_text
from diagnostics.domain.about import corrections, site_texts
from diagnostics.domain.about.corrections import Queue, Said
from diagnostics.domain.about.starting_texts import TEXTS
from diagnostics.domain.live.shelf import replace_file
from diagnostics.domain.safeguards.outage import Outage

log: Final = logging.getLogger(__name__)

_AWAY: Final = "What visitors say is wrong cannot be kept, or the site's own pages cannot be read (%s)."


@dataclass(frozen=True, slots=True)
class SitePage:
    """One page of the site. before, after: safe HTML around what the site writes itself.

    changed_at: None as long as no editor has written it.
    """

    text: str
    before: str
    after: str
    changed_at: dt.datetime | None

    @classmethod
    def of(cls, text: str, changed_at: dt.datetime | None = None) -> "SitePage":
        before, _, after = _halves(text)
        return cls(text, render_site_text(before), render_site_text(after), changed_at)


def _halves(text: str) -> tuple[str, str, str]:
    hole = site_texts.HOLE.search(text)
    return (text[: hole.start()], hole.group(), text[hole.end() :]) if hole else (text, "", "")


class _Process:
    def __init__(self) -> None:
        self.pages: Mapping[str, SitePage] = {page: SitePage.of(text) for page, text in TEXTS.items()}
        self.keys: Mapping[str, int] = {}
        self.queue = Queue()
        self.tidied_on: dt.date | None = None
        self.away = Outage(log, begun=_AWAY, over="The site's own pages are read and written again.")


_process = _Process()


def page(name: str) -> SitePage:
    """The page as visitors see it now: ``about``, ``privacy`` or ``contact``."""
    return _process.pages[name]


def has_contact() -> bool:
    """Whether anything stands on that page; every page of the site leads to it then."""
    return bool(page("contact").text)


def tell(said: Said) -> bool:
    """Take what a visitor says is wrong; waits for nothing. Whether there was room for it."""
    return _process.queue.put(said)


def begin() -> None:
    """Begin with the pages that were kept on disk, so that a start without a database shows what was written last."""
    try:
        kept = json.loads(_file().read_text(encoding="utf-8"))
        pages = {name: SitePage.of(text, dt.datetime.fromisoformat(at)) for name, (text, at) in kept.items()}
    except FileNotFoundError:
        return
    except (OSError, ValueError, TypeError, AttributeError) as error:
        log.error("The site's own pages in %s are refused: %s", _file(), error)  # noqa: TRY400 (its trace tells nothing)
        return
    _process.pages = {**_process.pages, **pages}


def tend() -> None:
    """Write what visitors said, and read what editors wrote; never fails, as it is tried again."""
    try:
        _flush()
        _read()
    except (DatabaseError, InterfaceError) as error:
        if not connection.in_atomic_block:
            connection.close()
        _process.away.note(error)
    else:
        _process.away.note(None)


def _flush() -> None:
    _process.queue.flush()
    if dropped := _process.queue.dropped.take():
        log.warning("%s lines of visitors were not kept: there are enough open ones. Look at them.", dropped)
    if (today := timezone.now().date()) != _process.tidied_on:
        corrections.delete_old()
        _process.tidied_on = today


def _read() -> None:
    keys = site_texts.newest_keys()
    if keys == _process.keys:
        return
    written = {row.page: SitePage.of(row.text, row.at) for row in site_texts.rows(keys)}
    _process.pages = {name: written.get(name) or SitePage.of(text) for name, text in TEXTS.items()}
    _process.keys = keys
    _keep()


def _keep() -> None:
    kept = {name: (one.text, one.changed_at.isoformat()) for name, one in _process.pages.items() if one.changed_at}
    try:
        _file().parent.mkdir(parents=True, exist_ok=True)
        replace_file(_file(), json.dumps(kept, indent=1))
    except OSError:
        log.exception("The site's own pages cannot be kept on disk.")


def _file() -> Path:
    return Path(settings.VAR) / "live" / "about.json"


def forget() -> None:
    """Begin anew; for tests."""
    global _process  # noqa: PLW0603 (the one reference)
    _process = _Process()
