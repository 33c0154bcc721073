"""Who changed which draft row, and when: django-reversion, one revision an object, so that each is undone by itself.

Forms of the admin write their own revisions; everything else that changes rows does it inside ``changing``.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Final

import reversion
from django.contrib.admin.models import DELETION, LogEntry
from django.contrib.auth.models import AbstractBaseUser
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model

from diagnostics.models import (
    Alarm,
    Carrier,
    CarrierFact,
    Case,
    Cause,
    Guide,
    MenuPath,
    Option,
    Page,
    PathVariant,
    Place,
    Question,
    Remedy,
    Sign,
    SignRow,
    Source,
    Step,
    StepNote,
    Term,
    Variant,
)

OBJECTS: Final[dict[type[Model], tuple[str, ...]]] = {
    Guide: (),
    Place: (),
    Cause: ("remedies",),
    Question: ("options", "sign_rows"),
    SignRow: ("signs",),
    Step: ("variants", "remedies"),
    MenuPath: ("variants",),
    Term: (),
    Carrier: ("facts", "notes"),
    Alarm: (),
    Page: (),
    Case: (),
    Source: (),
}
"""What is kept, with the rows that belong to it."""
READ_TOGETHER: Final[dict[type[Model], tuple[str, ...]]] = {
    Cause: ("sources", "remedies__step", "remedies__cause"),
    Question: (
        *("options", "sign_rows__question", "sign_rows__cause", "sign_rows__place"),
        *("sign_rows__signs__option", "sign_rows__signs__carrier"),
    ),
    Step: ("sources", "only_after", "variants", "remedies__step", "remedies__cause"),
    MenuPath: ("variants",),
    Carrier: ("sources", "facts__sources", "notes__carrier", "notes__step"),
    Alarm: ("sources",),
    Page: ("sources",),
}
"""What is read for all objects of a table at once, where many are kept together."""
INSIDE: Final[tuple[type[Model], ...]] = (Option, Sign, Variant, Remedy, PathVariant, CarrierFact, StepNote)


def register() -> None:
    """Tell django-reversion what there is to keep; once, when the app is ready."""
    for model in INSIDE:
        reversion.register(model)
    for model, rows in OBJECTS.items():
        reversion.register(model, follow=rows)


@dataclass(slots=True)
class Change:
    """Rows that were changed together, by whom, and what is said of it."""

    by: AbstractBaseUser | None = None
    comment: str = ""
    rows: dict[tuple[type[Model], int], Model] = field(default_factory=dict)

    def note(self, row: Model) -> None:
        """Remember that this object, or rows that belong to it, were changed; once is enough."""
        self.rows[type(row), row.pk] = row


_now: ContextVar[Change | None] = ContextVar("change", default=None)


@contextmanager
def changing(*, by: AbstractBaseUser | None, comment: str) -> Iterator[Change]:
    """A transaction; what was noted in it goes into the history, in the name of ``by``. Inside another one, that one."""
    if outer := _now.get():
        yield outer
        return
    change = Change(by, comment)
    token = _now.set(change)
    try:
        with transaction.atomic():
            yield change
            for row in _read_together(change.rows.values()):
                _keep(row, by, comment)
    finally:
        _now.reset(token)


def note(row: Model) -> None:
    """As ``Change.note``, where somebody is changing rows at all."""
    if change := _now.get():
        change.note(row)


def _read_together(rows: Iterable[Model]) -> Iterator[Model]:
    """The same objects as they are stored, table by table."""
    tables: dict[type[Model], list[int]] = {}
    for row in rows:
        tables.setdefault(type(row), []).append(row.pk)
    for model, keys in tables.items():
        stored = model._default_manager.filter(pk__in=keys)
        yield from stored.prefetch_related(*READ_TOGETHER.get(model, ()))


def _keep(row: Model, by: AbstractBaseUser | None, comment: str) -> None:
    with reversion.create_revision():
        reversion.add_to_revision(row)
        reversion.set_comment(comment)
        if by is not None:
            reversion.set_user(by)


def note_gone(rows: Iterable[Model]) -> None:
    """Before objects are deleted, where somebody is changing rows: keep each once more, and log who takes it out."""
    change = _now.get()
    if change is None:
        return
    for row in _read_together(rows):
        _keep(row, change.by, change.comment)
        if change.by is not None:
            LogEntry.objects.create(
                user_id=change.by.pk,
                content_type=ContentType.objects.get_for_model(row),
                object_id=str(row.pk),
                object_repr=str(row)[:200],
                action_flag=DELETION,
                change_message=change.comment,
            )
