"""Laws of putting together what two editors made of one object."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnostics.domain.editing.two_editors import Fields, Merge, Value, merge, read, write

VALUES: st.SearchStrategy[Value] = st.one_of(st.none(), st.sampled_from(["", "a", "b", "c"]), st.just(("1", "2")))
FIELDS: st.SearchStrategy[Fields] = st.dictionaries(st.sampled_from("pqrstu"), VALUES)


def changes(one: Fields, other: Fields, names: Fields) -> dict[str, Value]:
    """What of ``other`` is not as in ``one``."""
    return {name: other.get(name) for name in names if one.get(name) != other.get(name)}


@given(shown=FIELDS, posted=FIELDS)
def test_one_editor_alone_writes_everything(shown: Fields, posted: Fields) -> None:
    """Where nobody else saved, all that was posted is written, and nobody is asked."""
    assert merge(shown, posted, shown) == Merge({**shown, **changes(shown, posted, posted)}, (), ())


@given(shown=FIELDS, posted=FIELDS, stored=FIELDS)
def test_nobodys_change_is_lost_unseen(shown: Fields, posted: Fields, stored: Fields) -> None:
    """What the other changed stands, or is a conflict that says both; what this one changed stands in any case."""
    merged = merge(shown, posted, stored)
    theirs, mine = changes(shown, stored, {**shown, **stored}), changes(shown, posted, posted)
    told = {one.field: (one.theirs, one.yours) for one in merged.conflicts}
    assert {name: merged.fields.get(name) for name in mine} == mine
    assert told == {
        name: (theirs[name], mine[name]) for name in theirs.keys() & mine.keys() if theirs[name] != mine[name]
    }
    assert {name: merged.fields.get(name) for name in theirs if name not in told} == {
        name: value for name, value in theirs.items() if name not in told
    }


@given(shown=FIELDS, posted=FIELDS, stored=FIELDS)
def test_what_nobody_changed_stays(shown: Fields, posted: Fields, stored: Fields) -> None:
    """Merging writes nothing of its own."""
    merged = merge(shown, posted, stored)
    mine = changes(shown, posted, posted)
    assert {name: merged.fields.get(name) for name in stored if name not in mine} == {
        name: value for name, value in stored.items() if name not in mine
    }


@given(shown=FIELDS, posted=FIELDS, stored=FIELDS)
def test_seen_once_it_is_asked_once(shown: Fields, posted: Fields, stored: Fields) -> None:
    """The page that comes back shows what is stored and holds what came out; sent again, exactly that is written."""
    merged = merge(shown, posted, stored)
    assert merge(stored, merged.fields, stored) == Merge(merged.fields, (), ())


@given(shown=FIELDS, posted=FIELDS, stored=FIELDS)
def test_what_only_the_other_changed_is_named(shown: Fields, posted: Fields, stored: Fields) -> None:
    """As far as the page does not have it already."""
    merged = merge(shown, posted, stored)
    for name in merged.followed:
        assert shown.get(name) != stored.get(name) == merged.fields.get(name)
    assert {*merged.followed}.isdisjoint(one.field for one in merged.conflicts)


@given(fields=st.dictionaries(st.text(), st.one_of(st.text(), st.lists(st.text()).map(tuple))))
def test_page_reads_what_it_carried(fields: Fields) -> None:
    """Whatever the texts are."""
    before = datetime.now(UTC).isoformat()
    at, found = read(write(fields)) or ("", {})
    assert (found, before <= at <= datetime.now(UTC).isoformat()) == (fields, True)


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "3", '{"at": ""}', '{"fields": 3}', '{"at": "", "fields": []}', "[" * 99_999]
)
def test_damaged_text_is_none(text: str) -> None:
    """Nothing fails, and nothing is made up."""
    assert read(text) is None
