"""One object as it once was, laid over a document."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from diagnostics.content.changes.laying import (
    alone,
    in_order,
    name_again,
    read,
    with_item,
    with_names_of,
    without,
)
from diagnostics.content.changes.renaming import with_new_slug
from diagnostics.content.document.leaves import GUIDE, PARTS
from diagnostics.content.document.references import Reference
from diagnostics.content.document.schema import GuideDocument
from tests.domain.rich import documents, rich_document
from tests.share import examples

RICH = rich_document()


def item(document: GuideDocument, part: str, slug: str) -> Any:
    """One object of a document."""
    return next(one for one in getattr(document, part) if one.slug == slug)


def data(one: Any) -> Any:
    """An object as plain data."""
    return one.model_dump(mode="json", by_alias=True)


@given(documents(), st.data())
@settings(max_examples=examples(30))
def test_object_laid_over_its_own_document_changes_nothing(document: GuideDocument, draw: st.DataObject) -> None:
    """Whatever it is, read again from plain data."""
    part = draw.draw(st.sampled_from([part for part in PARTS if getattr(document, part)]))
    one = draw.draw(st.sampled_from(getattr(document, part)))
    assert with_item(document, part, one.slug, read(part, data(one))) == document


@given(documents())
@settings(max_examples=examples(10))
def test_guide_itself_laid_over_its_document_changes_nothing(document: GuideDocument) -> None:
    """Its own fields are an object too."""
    own = {name: value for name, value in data(document).items() if name not in PARTS}
    assert with_item(document, GUIDE, "", read(GUIDE, own)) == document


def test_what_is_no_object_is_not_read() -> None:
    """A field that has to be there is not."""
    with pytest.raises(ValidationError):
        read("causes", {"slug": "dust"})


def test_object_that_is_not_there_comes_last_and_one_can_be_taken_out() -> None:
    """The others stay where they are."""
    dust = item(RICH, "causes", "dust")
    fewer = with_item(RICH, "causes", "dust", None)
    assert [one.slug for one in fewer.causes] == [one.slug for one in RICH.causes if one.slug != "dust"]
    assert with_item(fewer, "causes", "dust", dust).causes == (*fewer.causes, dust)


def test_order_leaves_what_it_does_not_name_behind_its_neighbour() -> None:
    """And ignores what is not there."""
    slugs = [one.slug for one in RICH.causes]
    ordered = in_order(RICH, "causes", [slugs[2], "gone", slugs[0]])
    assert [one.slug for one in ordered.causes] == [slugs[2], *slugs[3:], slugs[0], slugs[1]]


def test_object_takes_the_names_of_today() -> None:
    """Its own address, those of its answers, and the answers that it names."""
    today = with_new_slug(RICH, "questions", "power", "current-now")
    today = with_new_slug(today, "options", "on", "up-now", "current-now")
    today = with_new_slug(today, "options", "desk", "table", "kind")
    then = with_names_of(today, alone(RICH, "questions", item(RICH, "questions", "power")), "questions")
    assert then.questions == (item(today, "questions", "current-now"),)


def test_object_that_is_gone_keeps_its_names() -> None:
    """And so does an answer that was taken out since, and a name that stands for nothing."""
    today = with_item(RICH, "questions", "power", None)
    question = item(RICH, "questions", "power")
    lone = alone(RICH, "questions", question.model_copy(update={"when": {"kind": ("gone",), "lost": ("x",)}}))
    assert with_names_of(today, lone, "questions") == lone


def test_guide_keeps_its_address_of_today() -> None:
    """Other fields are those of then."""
    today = with_new_slug(RICH, GUIDE, "lamp", "torch")
    then = with_names_of(today, alone(today, GUIDE, read(GUIDE, data(RICH) | {"title": "Then"})), GUIDE)
    assert (then.slug, then.aliases, then.title) == (today.slug, today.aliases, "Then")


@pytest.mark.parametrize(
    ("reference", "left"),
    [
        (Reference("steps", "rewire", "remedies", "causes", "dust"), {"remedies": {"bulb": "seldom"}}),
        (Reference("steps", "rewire", "only_after", "steps", "turn-on"), {"only_after": ["new-bulb"]}),
        (Reference("questions", "power", "follows", "questions", "kind"), {"follows": None}),
        (
            Reference("questions", "power", "signs.@grid", "places", "grid"),
            {"signs": {"*": {"on": "against"}, "bulb": {"on": "for", "off": "rules-out"}}},
        ),
        (Reference("questions", "carrier", "signs.bulb", "options", "acme", "carrier"), {"signs": {"bulb": {}}}),
        (
            Reference("carriers", "acme", "notes", "steps", "rewire"),
            {"notes": {"turn-on": RICH.carriers[-1].notes["turn-on"]}},
        ),
        (
            Reference("carriers", "acme", "facts.1.sources", "sources", "named"),
            {"facts": [{"text": "Fact one", "sources": ["manual"]}, {"text": "Fact two", "sources": []}]},
        ),
    ],
    ids=lambda one: one.field if isinstance(one, Reference) else "",
)
def test_name_of_what_is_gone_is_left_out(reference: Reference, left: dict[str, Any]) -> None:
    """Where it stands, and nothing else."""
    part, slug = reference.part, reference.slug
    after = without(RICH, [reference])
    assert data(item(after, part, slug)) == data(item(RICH, part, slug)) | left
    assert with_item(after, part, slug, item(RICH, part, slug)) == RICH


def test_page_that_is_gone_is_left_out_of_the_guide() -> None:
    """The guide itself names things as well."""
    after = without(RICH, [Reference(GUIDE, "lamp", "prevention_page", "pages", "keep")])
    assert after == RICH.model_copy(update={"prevention_page": None})


@pytest.mark.parametrize(
    ("before", "after", "now", "then"),
    [
        # Keys of mappings, and of places.
        ({"a": 1, "dust": 2}, {"a": 1}, {"a": 3, "b": 4}, {"a": 3, "b": 4, "dust": 2}),
        ({"@dust": {}}, {}, {}, {"@dust": {}}),
        # What went for another reason stays away, and what was said again stays.
        ({"a": 1, "b": 2}, {"a": 1}, {"a": 1}, {"a": 1}),
        ({"dust": 1}, {}, {"dust": 5}, {"dust": 5}),
        # One name, which plain data leave out where it is empty.
        ({"follows": "dust"}, {}, {"follows": None}, {"follows": "dust"}),
        ({"follows": "dust"}, {}, {"follows": "other"}, {"follows": "other"}),
        # Lists, in their order, as far as it is known.
        (["a", "dust", "b"], ["a", "b"], ["a", "b", "c"], ["a", "dust", "b", "c"]),
        (["a", "dust", "b"], ["a", "b"], ["b", "dust"], ["b", "dust"]),
        (["a", "gone", "dust"], ["a"], ["a"], ["a", "dust"]),
        # Inside other things.
        (
            [{"s": ["dust"]}, {"s": []}],
            [{"s": []}, {"s": []}],
            [{"s": []}, {"s": ["x"]}],
            [{"s": ["dust"]}, {"s": ["x"]}],
        ),
        ([{"s": ["dust"]}], [{"s": []}], [], []),
        ({"a": {"dust": 1}}, {"a": {}}, {"a": {}}, {"a": {"dust": 1}}),
        # Of another kind by now.
        ({"a": {"dust": 1}}, {"a": {}}, {"a": "text"}, {"a": "text"}),
    ],
)
def test_what_named_a_deleted_object_names_it_again(before: Any, after: Any, now: Any, then: Any) -> None:
    """Only what its deletion took out."""
    assert name_again(before, after, now, "dust") == then


def test_naming_again_undoes_the_deletion_in_every_other_object() -> None:
    """Held against documents from which a cause was taken with all that named it."""
    for one in RICH.steps:
        before = json.loads(json.dumps(data(one)))
        after = before | {"remedies": {cause: word for cause, word in before["remedies"].items() if cause != "bulb"}}
        assert name_again(before, after, after, "bulb") == before
