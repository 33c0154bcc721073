"""Two editors on one object: what was shown, what this editor sent and what is stored now, merged field by field.

Fields of forms, of the rows inside them and of tables are all names with values; nothing here knows which they are.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

SHOWN: Final = "_shown"
"""The hidden field that says what a form or a table showed."""

type Value = str | tuple[str, ...] | None
"""What a field says; None where there is no such field, as in a row that was removed."""
type Fields = Mapping[str, Value]


class Overtaken(Exception):
    """Somebody else has changed what is to be saved since the page was opened."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field that both editors changed, each to something else."""

    field: str
    theirs: Value
    yours: Value


@dataclass(frozen=True, slots=True)
class Merge:
    """Attributes:

    fields: what is stored, with everything that this editor changed. conflicts: nothing may be written while there are
    any. followed: fields that only the other editor changed.
    """

    fields: dict[str, Value]
    conflicts: tuple[Conflict, ...]
    followed: tuple[str, ...]


def merge(shown: Fields, posted: Fields, stored: Fields) -> Merge:
    """What this editor changed of ``shown``, over what is stored; what was not posted was not on the page."""
    fields, conflicts = dict(stored), []
    for name, yours in posted.items():
        was, theirs = shown.get(name), stored.get(name)
        if yours in (was, theirs):
            continue
        fields[name] = yours
        if theirs != was:
            conflicts.append(Conflict(name, theirs, yours))
    followed = (n for n in {**shown, **stored} if shown.get(n) != stored.get(n) == fields.get(n) != posted.get(n))
    return Merge(fields, tuple(conflicts), tuple(followed))


def write(fields: Fields) -> str:
    """What a page shows and when, for the page to carry along."""
    return json.dumps({"at": datetime.now(UTC).isoformat(), "fields": fields}, separators=(",", ":"))


def read(text: str) -> tuple[str, dict[str, Value]] | None:
    """The moment, in ISO 8601, and the fields that a page carried; None where they cannot be read."""
    try:
        data = json.loads(text)
        fields: dict[str, Value] = {
            name: tuple(map(str, v)) if isinstance(v, list) else str(v) for name, v in data["fields"].items()
        }
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    return str(data.get("at", "")), fields
