"""Making one object what it was in an older version, with the rows inside it and nothing else.

Its address stays: whatever was renamed since then is still named by others. What the version refers to and
what is gone by now is left out. An object that is gone comes back with what hung on it, where the other end is there.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import IntegrityError
from django.db.models import CASCADE, ForeignKey, Model
from reversion.errors import RevertError
from reversion.models import Version

from diagnostics.domain.drafts.hanging import listed
from diagnostics.domain.drafts.history import OBJECTS
from diagnostics.domain.drafts.naming import taken

KEPT = ("slug", "aliases")


def take_back(version: Version) -> None:
    """Write the version into the tables; the caller holds the transaction. Raises RevertError with a sentence."""
    versions = list(version.revision.version_set.order_by("pk"))
    is_gone = not _stored(version).exists()
    rows = _hanging(version, versions) if is_gone else list(_family(version, versions))
    try:
        if is_gone:
            _Writing(version, rows).write()
            _name_again([version, *rows], versions)
        else:
            _drop_younger(version, {(_table(each), int(each.object_id)) for each in rows})
            _set_lists(_Writing(version, rows).write())
    except IntegrityError as error:
        raise RevertError("This version does not fit what stands there by now, so it cannot be put back.") from error


def _table(version: Version) -> Any:  # noqa: ANN401 (a model)
    return version._model  # noqa: SLF001 (its only name)


def _stored(version: Version) -> Any:  # noqa: ANN401 (rows of any table)
    return _table(version)._default_manager.filter(pk=version.object_id)


def _family(version: Version, versions: list[Version]) -> Iterator[Version]:
    """Versions of the rows that belonged to the object then."""
    for child, parent in _inside(_table(version)):
        for each in versions:
            if _table(each) is child and str(each.field_dict[parent]) == version.object_id:
                yield each
                yield from _family(each, versions)


def _hanging(version: Version, versions: list[Version]) -> list[Version]:
    """Versions of the rows that were deleted with the object: those that named it, and those that named them."""
    found = {(_table(version), version.object_id): version}
    left = [each for each in versions if each.pk != version.pk and not _stored(each).exists()]
    while hung := [each for each in left if not found.keys().isdisjoint(_holders(each))]:
        found |= {(_table(each), each.object_id): each for each in hung}
        left = [each for each in left if each not in hung]
    return [each for each in found.values() if each.pk != version.pk]


def _holders(version: Version) -> set[tuple[type[Model], str]]:
    """The rows with which this one is deleted."""
    fields = [field for field in _references(_table(version)) if field.remote_field.on_delete is CASCADE]
    return {(field.related_model, str(version.field_dict[field.attname])) for field in fields}


def _references(model: type[Model]) -> list[Any]:
    return [field for field in model._meta.fields if isinstance(field, ForeignKey)]


def _inside(model: type[Model]) -> Iterator[tuple[type[Model], str]]:
    """Tables of rows that belong to a row, each with the column that says so."""
    for name in OBJECTS.get(model, ()):
        relation: Any = model._meta.get_field(name)
        yield relation.related_model, relation.field.attname


def _drop_younger(version: Version, family: set[tuple[type[Model], int]]) -> None:
    """Delete the rows that belong to the object now and did not then."""
    for child, parent in _inside(_table(version)):
        kept = [key for model, key in family if model is child]
        rows = child._default_manager.filter(**{parent: version.object_id})
        rows.exclude(pk__in=kept).delete()
        for grandchild, of in _inside(child):
            there = [key for model, key in family if model is grandchild]
            grandchild._default_manager.filter(**{f"{of}__in": kept}).exclude(pk__in=there).delete()


class _Writing:
    """Writes versions into the tables, each as soon as everything is there that it cannot be without."""

    def __init__(self, version: Version, rows: Iterable[Version]) -> None:
        self.version = version
        self.rows = [version, *rows]
        self.there = _there(self.rows)

    def write(self) -> list[Version]:
        """Those that were written."""
        waiting = self.rows
        loose = [each for each in waiting if self._gone(each)]
        while ready := [each for each in waiting if self._missing(each) is None]:
            for each in ready:
                self._put(each)
            waiting = [each for each in waiting if each not in ready]
        if self.version in waiting:
            raise RevertError(f"Its {self._missing(self.version).verbose_name} is gone. Put that back first.")
        for each in loose:
            if each not in waiting:
                self._put(each)
        return [each for each in self.rows if each not in waiting]

    def _gone(self, version: Version) -> list[Any]:
        """References of a version to what is not there."""
        fields, values = _references(_table(version)), version.field_dict
        return [
            f for f in fields if values[f.attname] is not None and values[f.attname] not in self.there[f.related_model]
        ]

    def _missing(self, version: Version) -> Any:  # noqa: ANN401 (a field, or None)
        """A reference to what is not there and without which the row would be nothing, or would mean another thing."""
        needed = (field for field in self._gone(version) if not field.null or field.remote_field.on_delete is CASCADE)
        return next(needed, None)

    def _put(self, version: Version) -> None:
        model = _table(version)
        lists = {field.name for field in model._meta.many_to_many}
        values = {name: value for name, value in version.field_dict.items() if name not in lists}
        row = model(**values | {field.attname: None for field in self._gone(version)})
        _keep_address(row)
        row.save()
        self.there.setdefault(model, set()).add(row.pk)


def _set_lists(versions: Iterable[Version]) -> None:
    """Let the lists of rows name what they named then, as far as it is there."""
    for version in versions:
        for field in _lists(version):
            there = field.related_model._default_manager.filter(pk__in=version.field_dict[field.name])
            getattr(_stored(version).get(), field.name).set(there)


def _name_again(back: Iterable[Version], versions: Iterable[Version]) -> None:
    """Put what is there again into the lists that named it, where it stood; and fill the lists of its own."""
    keys = {(_table(each), int(each.object_id)) for each in back}
    for version in versions:
        for field in _lists(version) if _stored(version).exists() else ():
            then, now = [int(key) for key in version.field_dict[field.name]], listed(field, int(version.object_id))
            is_own = (_table(version), int(version.object_id)) in keys
            stored = set(field.related_model._default_manager.filter(pk__in=then).values_list("pk", flat=True))
            missing = [key for key in then if key in stored and (is_own or (field.related_model, key) in keys)]
            if wanted := _merged(then, now, [key for key in missing if key not in now]):
                _write_list(field, int(version.object_id), wanted)


def _merged(then: list[int], now: list[int], missing: list[int]) -> list[int]:
    """The list as it is now with what is missing after what it stood behind; empty where nothing is missing."""
    merged = list(now)
    for key in missing:
        before = [merged.index(other) for other in then[: then.index(key)] if other in merged]
        merged.insert(max(before, default=-1) + 1, key)
    return merged if missing else []


def _write_list(field: Any, key: int, wanted: list[int]) -> None:  # noqa: ANN401 (a list of names of other objects)
    through = field.remote_field.through
    one, other = f"{field.m2m_field_name()}_id", f"{field.m2m_reverse_field_name()}_id"
    through._default_manager.filter(**{one: key}).delete()
    through._default_manager.bulk_create(through(**{one: key, other: each}) for each in wanted)


def _lists(version: Version) -> list[Any]:
    return [field for field in _table(version)._meta.many_to_many if field.name in version.field_dict]


def _there(versions: Iterable[Version]) -> dict[type[Model], set[int]]:
    """Which of the rows that the versions refer to are stored now, by table."""
    named: dict[Any, set[int]] = {}
    for version in versions:
        for field in _references(_table(version)):
            named.setdefault(field.related_model, set()).add(version.field_dict[field.attname])
    return {
        model: set(model._default_manager.filter(pk__in=keys - {None}).values_list("pk", flat=True))
        for model, keys in named.items()
    }


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
