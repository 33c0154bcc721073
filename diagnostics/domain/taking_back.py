"""Making one object what it was in an older version, with the rows inside it and nothing else.

Its address stays: whatever was renamed since then is still named by others. What the version refers to and
what is gone by now is left out.
"""

from collections.abc import Iterator
from typing import Any

from django.db import IntegrityError
from django.db.models import ForeignKey, Model
from reversion.errors import RevertError
from reversion.models import Version

from diagnostics.domain.history import OBJECTS
from diagnostics.domain.naming import taken

KEPT = ("slug", "aliases")


def take_back(version: Version) -> None:
    """Write the version into the tables; the caller holds the transaction. Raises RevertError with a sentence."""
    family = list(_family(version, list(version.revision.version_set.all())))
    _drop_younger(version, {(each._model, int(each.object_id)) for each in family})  # noqa: SLF001 (its only name)
    try:
        for each in (version, *family):
            _write(each, whole=each is version)
    except IntegrityError as error:
        raise RevertError("This version does not fit what stands there by now, so it cannot be put back.") from error


def _family(version: Version, versions: list[Version]) -> Iterator[Version]:
    """Versions of the rows that belonged to the object then."""
    for child, parent in _inside(version._model):  # noqa: SLF001 (its only name)
        for each in versions:
            if each._model is child and str(each.field_dict[parent]) == version.object_id:  # noqa: SLF001
                yield each
                yield from _family(each, versions)


def _inside(model: type[Model]) -> Iterator[tuple[type[Model], str]]:
    """Tables of rows that belong to a row, each with the column that says so."""
    for name in OBJECTS.get(model, ()):
        relation: Any = model._meta.get_field(name)
        yield relation.related_model, relation.field.attname


def _drop_younger(version: Version, family: set[tuple[type[Model], int]]) -> None:
    """Delete the rows that belong to the object now and did not then."""
    for child, parent in _inside(version._model):  # noqa: SLF001 (its only name)
        kept = [key for model, key in family if model is child]
        rows = child._default_manager.filter(**{parent: version.object_id})
        rows.exclude(pk__in=kept).delete()
        for grandchild, of in _inside(child):
            there = [key for model, key in family if model is grandchild]
            grandchild._default_manager.filter(**{f"{of}__in": kept}).exclude(pk__in=there).delete()


def _write(version: Version, *, whole: bool) -> None:
    model: Any = version._model  # noqa: SLF001 (its only name)
    lists = {field.name for field in model._meta.many_to_many}
    values = {name: value for name, value in version.field_dict.items() if name not in lists}
    gone = [field for field in model._meta.fields if isinstance(field, ForeignKey) and _is_gone(field, values)]
    for field in gone:
        values[field.attname] = None
    if missing := next((field for field in gone if not field.null), None):
        if whole:
            raise RevertError(f"Its {missing.verbose_name} is gone. Put that back first.")
        return
    row = model(**values)
    _keep_address(row)
    row.save()
    for name in lists & version.field_dict.keys():
        related = model._meta.get_field(name).related_model
        getattr(row, name).set(related._default_manager.filter(pk__in=version.field_dict[name]))


def _is_gone(field: "ForeignKey[Any, Any]", values: dict[str, Any]) -> bool:
    key = values[field.attname]
    model: Any = field.related_model
    return key is not None and not model._default_manager.filter(pk=key).exists()


def _keep_address(row: Any) -> None:  # noqa: ANN401 (a row of any table)
    """The slug and the old ones as they are now; of a row that is gone, its own, where nobody has it by now."""
    if not hasattr(row, "slug"):
        return
    now = type(row)._default_manager.filter(pk=row.pk).first()
    if now is not None:
        for name in KEPT:
            if hasattr(row, name):
                setattr(row, name, getattr(now, name))
        return
    parent = next((name for name in ("guide", "question") if hasattr(row, f"{name}_id")), "")
    others = type(row)._default_manager.all()
    names = taken(others.filter(**{parent: getattr(row, f"{parent}_id")}) if parent else others, but=row.pk)
    if row.slug in names:
        raise RevertError(f"“{row.slug}” belongs to something else by now. Rename that first, then put this back.")
