"""Two editors on one object: the second is told what the first did, and loses nothing that he typed.

What he has not touched follows the first one; what both have changed stays as he typed it, with the other's words
beside it. Nothing is saved before he has seen that.
"""

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import Model
from django.forms import BaseForm
from django.http import HttpRequest, QueryDict

from diagnostics.admin.forms.posted import PostedRow, Values, as_posted, field_as_posted, put, rows_in
from diagnostics.domain.editing.seen import By, Seen, changed_by, in_words, mark, marks

if TYPE_CHECKING:
    from diagnostics.admin.forms.parts import PartAdmin


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that the other editor changed.

    Attributes: ``label`` of the field or row; ``theirs`` and ``yours`` in words; ``outcome`` what the form now says.
    """

    label: str
    theirs: str
    yours: str
    outcome: str


@dataclass(slots=True)
class Meanwhile:
    """What happened to an object while its form was open."""

    by: By
    differences: list[Difference] = field(default_factory=list)
    is_deleted: bool = False


KEPT = "Your words are kept below. Saving puts them in place of the others."
TAKEN = "You had not touched it, so the form below has it as it is now."


def merged(admin: "PartAdmin", request: HttpRequest, row: Model, then: Seen) -> tuple[QueryDict, Meanwhile]:
    """The posted data with the other's changes where they do not meet his own, and the list of what was changed."""
    data = request.POST.copy()
    meanwhile = Meanwhile(changed_by(row, then.at, request.user))
    form_class: Any = admin.get_form(request, row, change=True)
    theirs, mine = form_class(instance=copy.copy(row)), form_class(data, instance=copy.copy(row))
    meanwhile.differences += _fields(data, then.own, theirs, mine, "")
    for formset, inline in admin.formsets(request, row):
        group = _Group(str(inline.verbose_name), then.inside.get(formset.prefix, {}), formset, data)
        meanwhile.differences += group.merge()
    return data, meanwhile


def _fields(data: QueryDict, then: Mapping[str, str], theirs: Any, mine: Any, row: str) -> Iterator[Difference]:  # noqa: ANN401 (forms)
    """Merge the fields of one form; ``row`` names it where it is one of several."""
    mine.is_valid()
    now = marks(theirs.instance)
    for name in theirs.fields:
        if name not in now or now[name] == then.get(name, now[name]):
            continue
        touched = _touched(mine, name, then)
        if touched and _mark_of(mine, name) == now[name]:
            continue
        yours = _words_of(mine, name)
        if not touched:
            _set(data, mine.add_prefix(name), field_as_posted(theirs, name))
        label = f"{row} › {theirs.fields[name].label}" if row else str(theirs.fields[name].label)
        yield Difference(label, in_words(theirs.instance, name), yours if touched else "", KEPT if touched else TAKEN)


def _set(data: QueryDict, name: str, values: list[str]) -> None:
    if values:
        data.setlist(name, values)
    else:
        data.pop(name, None)


def _touched(form: Any, name: str, then: Mapping[str, str]) -> bool:  # noqa: ANN401 (a form)
    return name in form.errors or _mark_of(form, name) != then.get(name)


def _mark_of(form: Any, name: str) -> str:  # noqa: ANN401 (a form)
    model_field = form.instance._meta.get_field(name)
    if model_field.many_to_many:
        return mark(list(form.cleaned_data.get(name, ())))
    return mark(model_field.value_from_object(form.instance))


def _words_of(form: Any, name: str) -> str:  # noqa: ANN401 (a form)
    if name in form.errors:
        return str(form[name].value())
    return in_words(form.instance, name, form.cleaned_data.get(name))


class _Group:
    """The rows of one formset: those of the other editor, and those that were posted."""

    def __init__(self, kind: str, then: Mapping[str, Mapping[str, str]], formset: Any, data: QueryDict) -> None:  # noqa: ANN401
        self.kind = kind[:1].upper() + kind[1:]
        self.then = then
        self.formset = formset
        self.data = data
        self.posted = rows_in(data, formset.prefix)

    def merge(self) -> list[Difference]:
        """Put the rows together; what both know first, then what the other added, then what is new."""
        found: list[Difference] = []
        mine = {row.key: row for row in self.posted if row.key}
        both = [(theirs, mine.pop(str(theirs.instance.pk), None)) for theirs in self.formset.initial_forms]
        there = [self._row(theirs, row, found) for theirs, row in both]
        new = [row for row in self.posted if not row.key]
        new += [PostedRow("", row.values) for row in mine.values() if self._is_kept(row, found)]
        put(self.data, self.formset.prefix, there, new)
        return found

    def _row(self, theirs: Any, mine: PostedRow | None, found: list[Difference]) -> PostedRow:  # noqa: ANN401 (a form)
        key = str(theirs.instance.pk)
        label = f"{self.kind} “{theirs.instance}”"
        if mine is None:
            found.append(Difference(label, "added", "", "The form below has it too."))
            return PostedRow(key, as_posted(theirs))
        values = _query(mine.values)
        form = self._form(values, copy.copy(theirs.instance))
        differences = list(_fields(values, self.then.get(key, {}), _plain(theirs), form, label))
        found += differences
        return PostedRow(key, {name: values.getlist(name) for name in values})

    def _is_kept(self, row: PostedRow, found: list[Difference]) -> bool:
        """Whether a row that the other took out comes back as a new one: where it was changed here."""
        form = self._form(_query(row.values), None)
        form.is_valid()
        then = self.then.get(row.key, {})
        touched = any(name in then and _touched(form, name, then) for name in form.fields)
        if "DELETE" in row.values:
            return False
        outcome = (
            "You had changed it, so it stands below as a new one."
            if touched
            else "You had not touched it, so it is gone."
        )
        found.append(Difference(f"{self.kind} “{form.instance}”", "taken out", "changed" if touched else "", outcome))
        return touched

    def _form(self, values: QueryDict, instance: Model | None) -> Any:  # noqa: ANN401 (a form)
        """A form of the set by itself, without what belongs to sets."""
        row = instance or self.formset.model()
        setattr(row, self.formset.fk.name, self.formset.instance)
        form = self.formset.form(values, instance=row, empty_permitted=False, use_required_attribute=False)
        form.siblings = None
        return form


def _plain(form: BaseForm) -> BaseForm:
    """A form without the fields that its set added."""
    for name in ("id", "DELETE"):
        form.fields.pop(name, None)
    return form


def _query(values: Values) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, each in values.items():
        data.setlist(name, each)
    return data
