"""What an object looked like when its form was opened, so that the second of two editors is told what the first did.

A form carries marks, not values: short hashes by field of the row and of the rows inside it.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any, Final

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db.models import ManyToManyField, Model
from django.utils import timezone
from django.utils.formats import date_format

from diagnostics.domain.drafts.history import last_change, object_of
from diagnostics.models import Revision
from diagnostics.models.fields import WrittenField

type Person = AbstractBaseUser | AnonymousUser
type Marks = dict[str, str]
"""Hashes by field."""
NOTHING: Final = "–"


@dataclass(frozen=True, slots=True)
class Seen:
    """Marks of a row, and of the rows inside it by group and key; and when they were taken."""

    at: str
    own: Marks
    inside: Mapping[str, Mapping[str, Marks]]

    def text(self) -> str:
        """As a form carries it."""
        return json.dumps({"at": self.at, "own": self.own, "inside": self.inside}, separators=(",", ":"))

    def same(self, other: "Seen") -> bool:
        """Whether nothing has changed between the two."""
        return self.own == other.own and self.inside == other.inside


def seen(row: Model, inside: Mapping[str, Iterable[Model]]) -> Seen:
    """Marks of an object as it is now; groups of rows by the name of their formset."""
    groups = {name: {str(each.pk): marks(each) for each in rows} for name, rows in inside.items()}
    return Seen(at=timezone.now().isoformat(), own=marks(row), inside=groups)


def read(text: str) -> Seen | None:
    """Marks that a form carried; None where there are none to read."""
    try:
        data = json.loads(text)
        inside = {str(name): _groups(group) for name, group in _dict(data["inside"]).items()}
        return Seen(at=str(data["at"]), own=_marks(data["own"]), inside=inside)
    except (ValueError, TypeError, KeyError, RecursionError):
        return None


def _groups(data: object) -> dict[str, Marks]:
    return {str(key): _marks(each) for key, each in _dict(data).items()}


def _marks(data: object) -> Marks:
    return {str(name): str(value) for name, value in _dict(data).items()}


def _dict(data: object) -> dict[Any, Any]:
    if not isinstance(data, dict):
        raise TypeError(data)
    return data


def marks(row: Model) -> Marks:
    """A hash of each field of a row."""
    options = row._meta
    return {field.name: mark(field.value_from_object(row)) for field in (*options.fields, *options.many_to_many)}


def mark(value: object) -> str:
    """A hash of one value; rows count by their keys, in any order."""
    if isinstance(value, (list, tuple)) and any(isinstance(item, Model) for item in value):
        value = sorted(item.pk for item in value)
    text = json.dumps(value, sort_keys=True, default=str)
    return sha256(text.encode()).hexdigest()[:10]


def in_words(row: Model, name: str, chosen: Iterable[Model] | None = None) -> str:
    """A field of a row as editors read it; ``chosen`` are the rows of a list that is not saved yet."""
    field: Any = row._meta.get_field(name)
    if isinstance(field, ManyToManyField):
        rows = getattr(row, name).all() if chosen is None else chosen
        return ", ".join(str(each) for each in rows) or NOTHING
    value = getattr(row, name)
    if isinstance(field, WrittenField):
        return field.codec.write(value) or NOTHING
    if isinstance(value, bool):
        return "yes" if value else "no"
    if field.choices:
        return str(dict(field.flatchoices).get(value, value)) or NOTHING
    return NOTHING if value in (None, "") else str(value)


@dataclass(frozen=True, slots=True)
class By:
    """Who changed an object last, and when."""

    who: str
    when: str


def changed_by(row: Model, since: str, me: Person) -> By:
    """Of the newest change in the history; nobody by name where that is older than the form."""
    revision = last_change(*object_of(row))
    return _by(None if revision is None or revision.at.isoformat() < since else revision, me)


def deleted_by(guide: int, part: str, slug: str, me: Person) -> By:
    """Of an object that is gone, as far as the history tells."""
    return _by(last_change(guide, part, slug), me)


def _by(revision: Revision | None, me: Person) -> By:
    if revision is None:
        return By("Somebody", "a moment ago")
    who = "You, in another window," if revision.by_id == me.pk else revision.by_name or "Somebody"
    return By(who, _when(revision.at))


def _when(moment: datetime) -> str:
    return f"at {date_format(timezone.localtime(moment), 'H:i')} on {date_format(timezone.localtime(moment), 'j F Y')}"
