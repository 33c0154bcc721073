"""``manage.py serve``: everything between a fresh checkout and a running site, in one process."""

import os
import socket
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, connections
from gunicorn.app import wsgiapp

from diagnostics.config.env import WrongSetting
from diagnostics.config.site_addresses import local_address
from diagnostics.domain import feeds
from diagnostics.management.serving import database, port, static


class Command(BaseCommand):
    help = "Prepare the database and the static files, publish the starter guide on the first start, and serve."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--collect-only", action="store_true", help="Collect the static files and stop.")
        parser.add_argument(
            "--prepare-only", action="store_true", help="Prepare everything and stop; `gunicorn` serves."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Raises ``CommandError`` when the site cannot start."""
        if options["collect_only"]:
            self._collect()
            return
        _check_feeds()
        if options["prepare_only"]:
            self._prepare(may_go_on=False)
            return
        listener = _take_port()
        try:
            self._prepare(may_go_on=True)
            self._welcome()
        except BaseException:
            if listener:
                listener.close()
            raise
        _run_gunicorn(listener.detach() if listener else None)

    def _prepare(self, *, may_go_on: bool) -> None:
        self._prepare_database(may_go_on=may_go_on)
        self._collect()

    def _prepare_database(self, *, may_go_on: bool) -> None:
        try:
            with database.start_lock():
                if database.migrate():
                    self._say("Brought the database up to date.")
                if database.is_empty() and _install_starter():
                    self._say("Published the starter guide.")
        except DatabaseError as error:
            self._go_on_without(error, may_go_on=may_go_on)

    def _collect(self) -> None:
        if static.collect():
            self._say("Collected the static files.")

    def _go_on_without(self, error: DatabaseError, *, may_go_on: bool) -> None:
        """``var/live/`` holds the last published guides: with them, visitors can be served without a database."""
        reason = str(error).strip().partition("\n")[0]
        if not may_go_on or not any(Path(settings.VAR, "live").glob("*")):
            raise CommandError(f"The database cannot be used: {reason}")
        self._say(f"The database cannot be used ({reason}). Serving the guides that were published last.")

    def _welcome(self) -> None:
        here = local_address(settings.HOST, settings.PORT)
        self._say(f"\nFixpath is at {settings.SITE_URL}/" + (f" (here: {here}/)" if here != settings.SITE_URL else ""))
        self._say(f"Editors sign in at {settings.SITE_URL}/{settings.ADMIN_PATH} with a login made by: make editor")
        self._say("Ctrl-C stops it.\n")

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()


def _check_feeds() -> None:
    try:
        feeds.sources()
    except WrongSetting as wrong:
        raise CommandError(str(wrong)) from None


def _take_port() -> socket.socket | None:
    if port.is_handed_on():
        return None
    try:
        return port.listen(settings.HOST, settings.PORT)
    except port.PortTaken as taken:
        raise CommandError(str(taken)) from None


def _install_starter() -> bool:
    # Half a second to import, and needed on the first start only.
    from diagnostics.content.document.problems import ProblemsFound  # noqa: PLC0415
    from diagnostics.domain.publishing import starter  # noqa: PLC0415

    try:
        return starter.install()
    except ProblemsFound as problems:
        raise CommandError(f"The starter guide cannot be published.\n{problems}") from None


def _run_gunicorn(listener: int | None) -> None:
    """Serve from this process, as it has loaded most of the site already."""
    # Its workers are forks: no thread of a pool may be there then.
    for connection in connections.all(initialized_only=True):
        connection.close()
        if connection.vendor == "postgresql":
            connection.close_pool()  # type: ignore[attr-defined]  # of Django's backend
    # The configuration is named in full, as the site may be started from any folder. On USR2 these are its options again.
    sys.argv = ["gunicorn", "--config", str(settings.ROOT / "gunicorn.conf.py")]
    if listener is not None:
        sys.argv += ["--bind", f"fd://{listener}"]
    os.chdir(settings.ROOT)
    wsgiapp.run(prog="gunicorn")
