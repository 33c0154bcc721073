"""The one thread of a worker that looks for new publications, so that no request ever waits for the database."""

import logging
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Event, Thread
from typing import Final

from django.db import DEFAULT_DB_ALIAS, DatabaseError, InterfaceError, connections

from diagnostics.content.document.schema import GuideDocument
from diagnostics.domain import crowds
from diagnostics.domain.live.live_site import PublishedText
from diagnostics.domain.live.reader import Reader
from diagnostics.domain.live.shelf import Shelf
from diagnostics.domain.safeguards.database_guard import is_unusable
from diagnostics.domain.safeguards.impatience import be_impatient
from diagnostics.domain.safeguards.outage import Outage

log: Final = logging.getLogger(__name__)

PERIOD: Final = 2.0
"""Seconds between two looks."""
_AWAY: Final = "The database is away (%s). Visitors go on with what was published last."
_UNKEPT: Final = "The live releases cannot be kept on disk: %s"


type Chore = Callable[[], None]


class Watch:
    """Keeps the site of ``reader`` up to date: at first what lies on disk, then what is published.

    ``first_look`` is set when the first look is over, whatever came of it. After every later one the thread does the
    ``chores``: what rooms above this one have to write or read every few seconds.
    """

    def __init__(self, folder: Path, *, period: float = PERIOD, chores: Sequence[Chore] = ()) -> None:
        self.first_look = Event()
        self.reader = Reader()
        self._shelf = Shelf(folder)
        self._period = period
        self._chores = chores
        self._stop = Event()
        self._kept: list[PublishedText] | None = None
        self._away = Outage(log, begun=_AWAY, over="The database is back.")
        self._unkept = Outage(log, begun=_UNKEPT, over="The live releases are kept on disk again.")
        self._thread = Thread(target=self._run, name="live", daemon=True)

    @property
    def is_kept(self) -> bool:
        """Whether the live releases could be kept on disk."""
        return not self._unkept.lasts

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Stop after the look in progress."""
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        try:
            be_impatient()
            self.reader = Reader(self._shelf.read())
            self.look()
            self._warm()
        finally:
            self.first_look.set()
        while not self._stop.wait(self._period):
            self.look()
            self._do(lambda: crowds.tend(self._loaded_documents()))
            for chore in self._chores:
                self._do(chore)
        connections.close_all()

    def _do(self, chore: Chore) -> None:
        """One that fails is tried again after the next look."""
        try:
            chore()
        except Exception as error:
            if not is_unusable(error):  # that is said by the next look
                log.exception("A chore of the background thread failed.")
            connections[DEFAULT_DB_ALIAS].close()

    def _warm(self) -> None:
        """Load the only guide of a site, so that its first visitor need not wait for it."""
        shelved = list(self.reader.site.shelved.values())
        if len(shelved) == 1:
            shelved[0].guide()

    def _loaded_documents(self) -> list[GuideDocument]:
        loaded = (one.guide() for one in self.reader.site.shelved.values() if one.is_loaded)
        return [guide.document for guide in loaded if guide]

    def look(self) -> None:
        """Read the publications once. Whatever goes wrong, the site stays as it is."""
        try:
            self.reader.read()
        except (DatabaseError, InterfaceError) as error:
            self._away.note(error)
            connections[DEFAULT_DB_ALIAS].close()
        except Exception:
            log.exception("The publications cannot be read.")
            connections[DEFAULT_DB_ALIAS].close()
        else:
            self._away.note(None)
            self._keep()

    def _keep(self) -> None:
        """Write down what is live, if this worker has not yet done so."""
        live = [one.published for one in self.reader.site.shelved.values() if not one.is_broken]
        if live == self._kept:
            return
        try:
            self._shelf.write(live)
        except OSError as error:
            self._unkept.note(error)
        else:
            self._unkept.note(None)
            self._kept = live
