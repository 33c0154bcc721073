"""Connections that give up soon: of threads that nobody waits for, and, less soon, of a server's requests."""

import copy
from typing import Any, Final

from django.db import DEFAULT_DB_ALIAS, connections

from diagnostics.domain.safeguards.patience import set_patience

PATIENCE: Final = 3
"""Seconds that such a thread waits for a connection, an answer or a lock."""


def be_impatient(seconds: int = PATIENCE, *, is_admitted: bool = False) -> None:
    """Give this thread a connection of its own, outside any pool, that gives up soon.

    is_admitted: it asks although the circuit is open, to find out whether it may be closed.
    """
    set_patience(seconds, is_admitted=is_admitted)
    connection = connections.create_connection(DEFAULT_DB_ALIAS)
    settings = copy.deepcopy(connection.settings_dict)
    if connection.vendor == "postgresql":
        options = settings["OPTIONS"]
        options.pop("pool", None)
        options |= {"connect_timeout": seconds, "options": _with_limits(options, seconds)}
    connection.settings_dict = settings
    connections[DEFAULT_DB_ALIAS] = connection


def limit_statements(seconds: int) -> None:
    """Let the server too give up what requests of this process ask, so that nothing waits for a lock that nobody waits for."""
    connection = connections[DEFAULT_DB_ALIAS]
    if connection.vendor == "postgresql":
        options = connection.settings_dict["OPTIONS"]
        options["options"] = _with_limits(options, seconds)


def _with_limits(options: dict[str, Any], seconds: int) -> str:
    given = options.get("options", "")
    return f"{given} -c statement_timeout={seconds}s -c lock_timeout={seconds}s".strip()
