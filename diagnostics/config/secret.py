"""The secret key: given in production, made once by a development machine."""

import os
import re
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path

from diagnostics.config import env
from diagnostics.config.env import WrongSetting

SHORTEST = 50
SHORTEST_TOKEN = 20
RECIPE = "Make one with: python3 -c 'import secrets; print(secrets.token_urlsafe(50))'"


def key(name: str, *, required: bool, home: Path) -> str:
    """The key from the environment, else, where it is not required, the one kept in ``home``."""
    value = env.secret(name)
    if not value and not required:
        return own_key(home / "secret-key")
    if len(value) < SHORTEST:
        reason = " when SITE_URL begins with https://" if required else ""
        raise WrongSetting(name, f"must have at least {SHORTEST} characters{reason}. {RECIPE}")
    return value


def token(name: str) -> str:
    """What a program has to send to be let in; empty, and nobody is."""
    value = env.secret(name)
    if value and (len(value) < SHORTEST_TOKEN or not re.fullmatch(r"[!-~]+", value)):
        raise WrongSetting(name, f"must have at least {SHORTEST_TOKEN} letters and digits, without blanks. {RECIPE}")
    return value


def own_key(path: Path) -> str:
    """The key in ``path``, made on first use and readable by its owner only.

    Written aside and linked into place, so that no other process ever reads half of it.
    """
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        _make(path)
    return path.read_text(encoding="ascii").strip()


def _make(path: Path) -> None:
    with tempfile.NamedTemporaryFile("w", encoding="ascii", dir=path.parent, prefix=".secret-") as aside:
        aside.write(secrets.token_urlsafe(SHORTEST) + "\n")
        aside.flush()
        with suppress(FileExistsError):
            os.link(aside.name, path)
