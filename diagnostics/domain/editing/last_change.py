"""Who last changed or deleted an object, and when, for the second of two editors to be told."""

from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db.models import Model

from diagnostics.config.times import time_text
from diagnostics.domain.drafts.history import last_change, object_of
from diagnostics.models import Revision

type Person = AbstractBaseUser | AnonymousUser


@dataclass(frozen=True, slots=True)
class By:
    """Who it was, and when."""

    who: str = "Somebody"
    when: str = "a moment ago"


def changed_by(row: Model, since: str, me: Person) -> By:
    """The latest change in the history; without a name if that is older than ``since``, in ISO 8601."""
    revision = last_change(*object_of(row))
    return _by(None if revision is None or revision.at.isoformat() < since else revision, me)


def deleted_by(guide: int, part: str, slug: str, me: Person) -> By:
    """The deletion of an object, as far as the history tells."""
    return _by(last_change(guide, part, slug), me)


def _by(revision: Revision | None, me: Person) -> By:
    if revision is None:
        return By()
    who = "You, in another window," if revision.by_id == me.pk else revision.by_name or "Somebody"
    return By(who, f"on {time_text(revision.at)}")
