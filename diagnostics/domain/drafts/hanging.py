"""What hangs on an object and is deleted with it, kept so that all of it can be brought back."""

from collections.abc import Iterable, Iterator
from typing import Any

import reversion
from django.contrib.admin.utils import NestedObjects
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db import DEFAULT_DB_ALIAS
from django.db.models import Model

from diagnostics.domain.drafts.history import INSIDE, OBJECTS


def hanging_on(row: Model) -> Iterator[Model]:
    """Rows that are deleted with this one, itself among them."""
    for model, keys in _deleted_with(row).items():
        if not model._meta.auto_created:
            yield from _read(model, keys)


def keep_last(row: Model, *, by: AbstractBaseUser | AnonymousUser | None) -> None:
    """Put a row that is about to be deleted into the history, with what hangs on it and what names it in a list."""
    gone = _deleted_with(row)
    with reversion.create_revision():
        for model, keys in _with_owners(gone).items():
            for each in _read(model, keys):
                reversion.add_to_revision(_in_order(each))
        reversion.set_comment(f"As it was before “{row}” was deleted.")
        if by is not None:
            reversion.set_user(by)


def listed(field: Any, key: int) -> list[int]:  # noqa: ANN401 (a list of names of other objects)
    """Keys that a list of a row holds, in the order in which they were written."""
    one, other = field.m2m_field_name(), field.m2m_reverse_field_name()
    rows = field.remote_field.through._default_manager.filter(**{one: key}).order_by("pk")
    return list(rows.values_list(f"{other}_id", flat=True))


def _deleted_with(row: Model) -> dict[type[Model], set[int]]:
    found = NestedObjects(using=DEFAULT_DB_ALIAS)
    found.collect([row])
    return {model: {each.pk for each in rows} for model, rows in found.data.items()}


def _with_owners(gone: dict[type[Model], set[int]]) -> dict[type[Model], set[int]]:
    """The same tables that have a history, and the rows in whose lists something is that goes."""
    kept = {model: set(keys) for model, keys in gone.items() if model in OBJECTS or model in INSIDE}
    for model, keys in gone.items():
        owner: Any = model._meta.auto_created
        for field in owner._meta.many_to_many if owner in OBJECTS or owner in INSIDE else ():
            if field.remote_field.through is model:
                joins = model._default_manager.filter(pk__in=keys)
                kept.setdefault(owner, set()).update(joins.values_list(f"{field.m2m_field_name()}_id", flat=True))
    return kept


def _read(model: type[Model], keys: Iterable[int]) -> Iterator[Model]:
    yield from model._default_manager.filter(pk__in=keys).order_by("pk").prefetch_related(*_paths(model))


def _in_order(row: Any) -> Any:  # noqa: ANN401 (a row of any table)
    """A row whose lists are kept as they were written and not in the order of what they name."""
    for field in row._meta.many_to_many:
        named = row._prefetched_objects_cache[field.name]  # noqa: SLF001 (what is written into the history is read from here)
        if len(named) > 1:
            order = listed(field, row.pk)
            named._result_cache.sort(key=lambda each, order=order: order.index(each.pk))  # noqa: SLF001
    return row


def _paths(model: type[Model]) -> Iterator[str]:
    """What is read together with rows of a table: what they name, and the rows inside them."""
    for field in (*model._meta.fields, *model._meta.many_to_many):
        if field.is_relation:
            yield field.name
    for name in OBJECTS.get(model, ()):
        yield name
        inner: Any = model._meta.get_field(name).related_model
        yield from (f"{name}__{path}" for path in _paths(inner))
