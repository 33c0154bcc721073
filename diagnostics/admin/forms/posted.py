"""What a browser posted for a formset, taken apart into rows and put together again."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from django import forms
from django.http import QueryDict

type Values = dict[str, list[str]]
"""Values of one form by the name of the field, without its prefix."""


MOST_DIGITS: Final = 6
"""Of the number of a form; a browser counts no further."""


@dataclass(slots=True)
class PostedRow:
    """One form of a formset. Attributes: ``key`` of the row that it is about, empty for a new one."""

    key: str
    values: Values


def plain_line_ends(data: QueryDict) -> QueryDict:
    """What was posted with the line ends of the draft: a browser sends two characters, and no text changed by that."""
    plain = data.copy()
    for name in data:
        plain.setlist(name, [value.replace("\r\n", "\n") for value in data.getlist(name)])
    return plain


def rows_in(data: QueryDict, prefix: str) -> list[PostedRow]:
    """The forms that were posted, in their order."""
    found: dict[int, Values] = {}
    for name in data:
        number, _, field = name.removeprefix(f"{prefix}-").partition("-")
        if name.startswith(f"{prefix}-") and field and number.isdecimal() and len(number) <= MOST_DIGITS:
            found.setdefault(int(number), {})[field] = data.getlist(name)
    return [PostedRow((values.get("id") or [""])[0], values) for _, values in sorted(found.items())]


def put(data: QueryDict, prefix: str, there: Iterable[PostedRow], new: Iterable[PostedRow]) -> None:
    """Write these forms in place of those that stand there: first the rows that exist, then the new ones."""
    for name in [name for name in data if name.startswith(f"{prefix}-")]:
        rest = name.removeprefix(f"{prefix}-")
        if rest.partition("-")[0].isdecimal() or rest in ("TOTAL_FORMS", "INITIAL_FORMS"):
            del data[name]
    there, new = list(there), list(new)
    for number, row in enumerate([*there, *new]):
        for field, values in row.values.items():
            data.setlist(f"{prefix}-{number}-{field}", values)
        data[f"{prefix}-{number}-id"] = row.key
    data[f"{prefix}-TOTAL_FORMS"] = str(len(there) + len(new))
    data[f"{prefix}-INITIAL_FORMS"] = str(len(there))


def as_posted(form: forms.BaseForm) -> Values:
    """What a browser would post from a form that was only looked at."""
    return dict(_posted(form, form.fields))


def field_as_posted(form: forms.BaseForm, name: str) -> list[str]:
    """The same for one field."""
    return dict(_posted(form, [name])).get(name, [])


def _posted(form: forms.BaseForm, names: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
    for name in names:
        bound = form[name]
        value = bound.value()
        if isinstance(bound.field, forms.NullBooleanField):
            yield name, [{None: "unknown", True: "true", False: "false"}[value]]
        elif isinstance(value, (list, tuple)):
            yield name, [str(each) for each in value]
        elif value is not None and value is not False:
            yield name, ["on" if value is True else str(value)]
