"""A form and the rows inside it as fields: ``<group>/<key>/<name>``, group and key empty for those of the form itself."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from django import forms
from django.http import QueryDict

from diagnostics.admin.fields.choosers import Chooser
from diagnostics.admin.frame.meanwhile import Difference
from diagnostics.content.markup.quotes import quote
from diagnostics.domain.editing.two_editors import Fields, Merge, Value

NEW: Final = "+"
"""First character of the keys of rows that are not stored yet."""
MOST_DIGITS: Final = 6
"""Of the number of a form; a browser counts no further."""
NOTHING, TAKEN_OUT = "–", "taken out"
SEVERAL: Final = (forms.ModelMultipleChoiceField, forms.MultipleChoiceField)

type Row = dict[str, Value]


class FormFields:
    """What is stored of a form, what was posted, and both put together. sets: formsets, each with what a row is called."""

    def __init__(self, form: Any, sets: Sequence[tuple[Any, str]]) -> None:  # noqa: ANN401 (a form, and formsets)
        self.kinds = {formset.prefix: kind[:1].upper() + kind[1:] for formset, kind in sets}
        self.inputs: dict[str, dict[str, forms.Field]] = {"": form.fields}
        for formset, _ in sets:
            self.inputs[formset.prefix] = {**formset.form.base_fields}
            self.inputs[formset.prefix].pop(formset.fk.name, None)
        rows = [("", "", form)]
        rows += [(formset.prefix, str(row.instance.pk), row) for formset, _ in sets for row in formset.initial_forms]
        self.stored = {
            f"{group}/{key}/{name}": _stored_value(row[name]) for group, key, row in rows for name in self.inputs[group]
        }

    def posted_values(self, data: QueryDict) -> Row:
        """What a browser sent; every field of a row that is to be taken out is None."""
        rows = [("", "", {name: data.getlist(name) for name in self.inputs[""]})]
        rows += [(group, key, row) for group in self.kinds for key, row in rows_by_key(data, group)]
        return {
            f"{group}/{key}/{name}": None if "DELETE" in row else _posted_value(field, row.get(name, []))
            for group, key, row in rows
            for name, field in self.inputs[group].items()
            if not ("DELETE" in row and key.startswith(NEW))
        }

    def put(self, data: QueryDict, posted: Fields, merged: Merge) -> None:
        """Write what came of merging into the posted data: rows that are stored first, then those that are to be."""
        _put(data, "", _rows(merged.fields, "")[""])
        clashing = {_row_of(conflict.field) for conflict in merged.conflicts}
        for group in self.kinds:
            stored, mine, both = (_rows(fields, group) for fields in (self.stored, posted, merged.fields))
            there = [
                (key, {**row, "DELETE": "on"} if None in both[key].values() else both[key])
                for key, row in stored.items()
            ]
            left = [key for key in mine if key not in stored and (key.startswith(NEW) or f"{group}/{key}" in clashing)]
            _put_rows(data, group, [*there, *(("", mine[key]) for key in left)])

    def put_new(self, data: QueryDict) -> None:
        """Make every row a new one: what they belonged to is gone."""
        posted = self.posted_values(data)
        for group in self.kinds:
            _put_rows(data, group, [("", row) for row in _rows(posted, group).values() if None not in row.values()])

    def differences(self, posted: Fields, merged: Merge) -> tuple[Difference, ...]:
        """Where both changed something, what each wants; then what the other one alone changed."""
        found = [
            Difference(
                self._label(one.field, posted), self._words(one.field, one.theirs), self._words(one.field, one.yours)
            )
            for one in merged.conflicts
        ]
        clashing = {_row_of(conflict.field) for conflict in merged.conflicts}
        for field in merged.followed:
            if field in self.stored and field in posted:
                found.append(Difference(self._label(field, posted), self._words(field, self.stored[field])))
            elif _row_of(field) not in clashing:
                come_or_gone = "added" if field in self.stored else TAKEN_OUT
                found.append(Difference(self._label(field, posted).rpartition(" › ")[0], come_or_gone))
        return tuple(dict.fromkeys(found))

    def _label(self, field: str, posted: Fields) -> str:
        """A row goes by the first thing that it says."""
        group, key, name = field.split("/")
        label = str(self.inputs[group][name].label)
        if not group:
            return label
        row = _rows(self.stored, group).get(key) or _rows(posted, group)[key]
        words = (self._words(f"{group}/{key}/{name}", value) for name, value in row.items() if value)
        return f"{self.kinds[group]} {quote(next(words, '')[:60])} › {label}"

    def _words(self, field: str, value: Value) -> str:
        """A value as editors read it."""
        if value is None:
            return TAKEN_OUT
        group, _, name = field.split("/")
        input_ = self.inputs[group][name]
        if isinstance(input_, forms.BooleanField):
            return {"": "no", "false": "no", "unknown": NOTHING}.get(str(value), "yes")
        if isinstance(input_.widget, Chooser):
            return input_.widget.words(str(value)) or NOTHING
        known = {str(key): str(text) for key, text in getattr(input_, "choices", ())}
        values = (value,) if isinstance(value, str) else value
        return ", ".join(known.get(each, each) for each in values if each) or NOTHING


def _stored_value(bound: forms.BoundField) -> Value:
    """What a browser would post of a field that was only looked at."""
    value = bound.value()
    if isinstance(bound.field, forms.NullBooleanField):
        return {None: "unknown", True: "true", False: "false"}[value]
    if isinstance(bound.field, SEVERAL):
        return tuple(sorted(str(each) for each in value or ()))
    return "on" if value is True else "" if value in (None, False) else str(value)


def _posted_value(field: forms.Field, values: list[str]) -> Value:
    if isinstance(field.widget, Chooser):
        return field.widget.join(values)
    return tuple(sorted(values)) if isinstance(field, SEVERAL) else values[-1] if values else ""


def rows_by_key(data: QueryDict, group: str) -> Iterator[tuple[str, dict[str, list[str]]]]:
    """The forms that were posted for a formset, in their order, by the keys of their rows."""
    found: dict[int, dict[str, list[str]]] = {}
    for name in data:
        number, _, field = name.removeprefix(f"{group}-").partition("-")
        if name.startswith(f"{group}-") and field and number.isdecimal() and len(number) <= MOST_DIGITS:
            found.setdefault(int(number), {})[field] = data.getlist(name)
    for number_, row in sorted(found.items()):
        key = (row.get("id") or [""])[0]
        yield key if key.isdecimal() else f"{NEW}{number_}", row


def _row_of(field: str) -> str:
    return field.rpartition("/")[0]


def _rows(fields: Fields, group: str) -> dict[str, Row]:
    found: dict[str, Row] = {}
    for field, value in fields.items():
        if field.startswith(f"{group}/"):
            _, key, name = field.split("/")
            found.setdefault(key, {})[name] = value
    return found


def _put_rows(data: QueryDict, group: str, rows: Sequence[tuple[str, Row]]) -> None:
    for name in [name for name in data if name.startswith(f"{group}-")]:
        if name.removeprefix(f"{group}-").partition("-")[0].isdecimal():
            del data[name]
    for number, (key, row) in enumerate(rows):
        _put(data, f"{group}-{number}-", {**row, "id": key})
    data[f"{group}-TOTAL_FORMS"] = str(len(rows))
    data[f"{group}-INITIAL_FORMS"] = str(sum(bool(key) for key, _ in rows))


def _put(data: QueryDict, prefix: str, row: Mapping[str, Value]) -> None:
    for name, value in row.items():
        data.setlist(f"{prefix}{name}", [value or ""] if isinstance(value, str | None) else list(value))
