"""Settings from the environment. Every reader raises ``WrongSetting`` with one line that names the setting."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final

LONGEST_SECRET: Final = 10_000
"""Bytes of a file; no address or key is that long."""


class WrongSetting(Exception):
    """A setting that cannot be used; the message is one line, fit to be shown to the operator."""

    def __init__(self, name: str, problem: str) -> None:
        super().__init__(f"{name} {problem}")


def text(name: str, default: str = "") -> str:
    """The value without surrounding blanks; an empty value counts as not set."""
    return os.environ.get(name, "").strip() or default


def secret(name: str) -> str:
    """The same for what nobody may read: also from the file that ``<name>_FILE`` names. No message repeats it."""
    value, path = text(name), text(f"{name}_FILE")
    if value and path:
        raise WrongSetting(name, f"and {name}_FILE must not both be set.")
    return _read(f"{name}_FILE", path) if path else value


def _read(name: str, path: str) -> str:
    try:
        with Path(path).open("rb") as file:
            content = file.read(LONGEST_SECRET + 1)
        value = content.decode().strip()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is no text in UTF-8"
        raise WrongSetting(name, f"must name a file that can be read ({path!r}: {reason}).") from None
    if not value or len(content) > LONGEST_SECRET or not value.isprintable():
        raise WrongSetting(name, f"must name a file that holds one line and nothing else ({path!r} does not).")
    return value


def choice[T](name: str, words: Mapping[str, T], default: str) -> T:
    """What the chosen word stands for."""
    value = text(name, default)
    if value.lower() not in words:
        raise WrongSetting(name, f"must be one of: {', '.join(words)} (it is {value!r}).")
    return words[value.lower()]


def flag(name: str) -> bool:
    """Off unless switched on."""
    return choice(name, {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}, "0")


def number(name: str, default: int, least: int, most: int) -> int:
    """A whole number between ``least`` and ``most``, both allowed."""
    value = text(name, str(default))
    if not (value.isascii() and value.isdigit() and least <= int(value) <= most):
        raise WrongSetting(name, f"must be a whole number from {least} to {most} (it is {value!r}).")
    return int(value)


def words(name: str, default: str = "") -> list[str]:
    """Words separated by commas or blanks."""
    return text(name, default).replace(",", " ").split()
