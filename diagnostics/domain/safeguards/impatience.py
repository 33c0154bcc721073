"""A connection for threads that nobody waits for: it gives up soon."""

import copy
from typing import Final

from django.db import DEFAULT_DB_ALIAS, connections

PATIENCE: Final = 3
"""Seconds that such a thread waits for a connection, an answer or a lock."""


def be_impatient() -> None:
    """Give this thread a connection of its own, outside any pool, that gives up soon."""
    connection = connections.create_connection(DEFAULT_DB_ALIAS)
    settings = copy.deepcopy(connection.settings_dict)
    options = settings["OPTIONS"]
    if connection.vendor == "postgresql":
        options.pop("pool", None)
        given = options.get("options", "")
        limits = f"-c statement_timeout={PATIENCE}s -c lock_timeout={PATIENCE}s"
        options |= {
            "connect_timeout": PATIENCE,
            "tcp_user_timeout": PATIENCE * 1000,
            "options": f"{given} {limits}".strip(),
        }
    else:
        options["timeout"] = PATIENCE
    connection.settings_dict = settings
    connections[DEFAULT_DB_ALIAS] = connection
