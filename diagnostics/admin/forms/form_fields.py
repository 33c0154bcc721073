"""A form with the rows inside it as fields with values: its own go by their names, others by ``<group>/<row>/<name>``."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from django import forms
from django.http import QueryDict

from diagnostics.admin.frame.meanwhile import Difference
from diagnostics.domain.editing.two_editors import Fields, Merge, Value

NEW: Final = "+"
"""First character of the keys of rows that are not stored yet."""
MOST_DIGITS: Final = 6
"""Of the number of a form; a browser counts no further."""
NOTHING: Final = "–"
TAKEN_OUT: Final = "taken out"
SEVERAL: Final = (forms.ModelMultipleChoiceField, forms.MultipleChoiceField)


class FormFields:
    """What is stored of a form, what was posted, and the two put together. sets: each with what one of its rows is called."""

    def __init__(self, form: Any, sets: Sequence[tuple[Any, str]]) -> None:  # noqa: ANN401 (a form, and formsets)
        self.form = form
        self.sets = {formset.prefix: formset for formset, _ in sets}
        self.kinds = {formset.prefix: kind[:1].upper() + kind[1:] for formset, kind in sets}
        self.stored: dict[str, Value] = {name: _stored(form[name]) for name in form.fields}
        for prefix, formset in self.sets.items():
            for row in formset.initial_forms:
                self.stored |= {f"{prefix}/{row.instance.pk}/{name}": _stored(row[name]) for name in _names(formset)}

    def posted(self, data: QueryDict) -> dict[str, Value]:
        """What a browser sent; every field of a row that is to be taken out is None."""
        fields: dict[str, Value] = {
            name: _posted(field, data.getlist(name)) for name, field in self.form.fields.items()
        }
        for prefix, formset in self.sets.items():
            for number, row in _numbered(data, prefix):
                key, is_out = (row.get("id") or [""])[0], "DELETE" in row
                key = key if key.isdecimal() else f"{NEW}{number}"
                for name in _names(formset) if not (is_out and key.startswith(NEW)) else ():
                    value = _posted(formset.form.base_fields[name], row.get(name, []))
                    fields[f"{prefix}/{key}/{name}"] = None if is_out else value
        return fields

    def put(self, data: QueryDict, posted: Fields, merged: Merge) -> None:
        """Write what came of merging into the posted data: rows that are stored first, then those that are to be."""
        for name in self.form.fields:
            _set(data, name, merged.fields.get(name))
        clashing = {_row_of(conflict.field) for conflict in merged.conflicts}
        for prefix in self.sets:
            stored, mine, both = (_rows(fields, prefix) for fields in (self.stored, posted, merged.fields))
            there = [
                (key, row | {"DELETE": "on"} if None in both[key].values() else both[key])
                for key, row in stored.items()
            ]
            back = (key for key in mine if key not in stored)
            new = [("", mine[key]) for key in back if key.startswith(NEW) or f"{prefix}/{key}" in clashing]
            _put_rows(data, prefix, [*there, *new])

    def put_new(self, data: QueryDict) -> None:
        """Make every row a new one: what they belonged to is gone."""
        posted = self.posted(data)
        for prefix in self.sets:
            rows = _rows(posted, prefix).values()
            _put_rows(data, prefix, [("", row) for row in rows if None not in row.values()])

    def differences(self, posted: Fields, merged: Merge) -> tuple[Difference, ...]:
        """Where both changed something, what each wants; then what the other one alone changed."""
        clashing = {_row_of(conflict.field) for conflict in merged.conflicts}
        clashes = (
            Difference(
                self._label(one.field, posted), self._words(one.field, one.theirs), self._words(one.field, one.yours)
            )
            for one in merged.conflicts
        )
        followed = (
            self._followed(field, posted)
            for field in merged.followed
            if not ("/" in field and _row_of(field) in clashing)
        )
        return tuple(dict.fromkeys((*clashes, *followed)))

    def _followed(self, field: str, posted: Fields) -> Difference:
        """A row that came or went is told once, by itself."""
        if field in self.stored and ("/" not in field or field in posted):
            return Difference(self._label(field, posted), self._words(field, self.stored[field]))
        return Difference(self._row_label(field, posted), "added" if field in self.stored else TAKEN_OUT)

    def _label(self, field: str, posted: Fields) -> str:
        label = str(self._field(field).label)
        return f"{self._row_label(field, posted)} › {label}" if "/" in field else label

    def _row_label(self, field: str, posted: Fields) -> str:
        """The row by the first thing that it says."""
        prefix, key, _ = field.split("/")
        row = _rows(self.stored, prefix).get(key) or _rows(posted, prefix)[key]
        words = (self._words(f"{prefix}/{key}/{name}", value) for name, value in row.items() if value)
        return f"{self.kinds[prefix]} “{next(words, '')[:60]}”"

    def _field(self, field: str) -> Any:  # noqa: ANN401 (a field of a form)
        if "/" not in field:
            return self.form.fields[field]
        prefix, _, name = field.split("/")
        return self.sets[prefix].form.base_fields[name]

    def _words(self, name: str, value: Value) -> str:
        """A value as editors read it."""
        field, values = self._field(name), (value,) if isinstance(value, str) else value
        if values is None:
            return TAKEN_OUT
        if isinstance(field, forms.ModelChoiceField):
            keys = [each for each in values if each.isdecimal() and len(each) < 19]
            values = tuple(str(row) for row in field.queryset.filter(pk__in=keys))  # type: ignore[union-attr]
        elif isinstance(field, forms.BooleanField):
            values = ({"": "no", "false": "no", "unknown": ""}.get(value or "", "yes"),)
        elif choices := getattr(field, "choices", None):
            known = {str(key): str(text) for key, text in choices}
            values = tuple(known.get(each, each) for each in values)
        return ", ".join(filter(None, values)) or NOTHING


def _names(formset: Any) -> Sequence[str]:  # noqa: ANN401 (a formset)
    return [name for name in formset.form.base_fields if name != formset.fk.name]


def _stored(bound: forms.BoundField) -> Value:
    """What a browser would post of a field that was only looked at."""
    value = bound.value()
    if isinstance(bound.field, forms.NullBooleanField):
        return {None: "unknown", True: "true", False: "false"}[value]
    if isinstance(bound.field, SEVERAL):
        return tuple(sorted(str(each) for each in value or ()))
    return "on" if value is True else str(value) if value not in (None, False) else ""


def _posted(field: forms.Field, values: list[str]) -> Value:
    return tuple(sorted(values)) if isinstance(field, SEVERAL) else values[-1] if values else ""


def _numbered(data: QueryDict, prefix: str) -> Iterator[tuple[int, dict[str, list[str]]]]:
    """The forms that were posted for a formset, in their order."""
    found: dict[int, dict[str, list[str]]] = {}
    for name in data:
        number, _, field = name.removeprefix(f"{prefix}-").partition("-")
        if name.startswith(f"{prefix}-") and field and number.isdecimal() and len(number) <= MOST_DIGITS:
            found.setdefault(int(number), {})[field] = data.getlist(name)
    yield from sorted(found.items())


def _row_of(field: str) -> str:
    return field.rpartition("/")[0]


def _rows(fields: Fields, prefix: str) -> dict[str, dict[str, Value]]:
    found: dict[str, dict[str, Value]] = {}
    for field, value in fields.items():
        if field.startswith(f"{prefix}/"):
            _, key, name = field.split("/")
            found.setdefault(key, {})[name] = value
    return found


def _put_rows(data: QueryDict, prefix: str, rows: Sequence[tuple[str, Mapping[str, Value]]]) -> None:
    for name in [name for name in data if name.startswith(f"{prefix}-")]:
        if name.removeprefix(f"{prefix}-").partition("-")[0].isdecimal():
            del data[name]
    for number, (key, row) in enumerate(rows):
        for name, value in {**row, "id": key}.items():
            _set(data, f"{prefix}-{number}-{name}", value)
    data[f"{prefix}-TOTAL_FORMS"] = str(len(rows))
    data[f"{prefix}-INITIAL_FORMS"] = str(sum(bool(key) for key, _ in rows))


def _set(data: QueryDict, name: str, value: Value) -> None:
    data.setlist(name, [value or ""] if isinstance(value, str | None) else list(value))
