"""A ticked part of the draft on top of what is live."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from diagnostics.content.changes.merging import OWN, Choice, choices, interleave, merge
from diagnostics.content.changes.renaming import with_new_slug
from diagnostics.content.document.canonical import canonical_json
from diagnostics.content.document.leaves import PARTS
from diagnostics.content.document.schema import GuideDocument
from tests.builders import a_cause, a_question, base_data, make_document
from tests.domain.rich import documents, rich_document
from tests.share import examples

DUST = a_cause("dust", name="Dust")


def keys(found: tuple[Choice, ...]) -> list[tuple[str, str]]:
    return [(choice.key, choice.kind) for choice in found]


def slugs(document: GuideDocument, part: str = "causes") -> list[str]:
    return [item.slug for item in getattr(document, part)]


def causes(*order: str, **changes: Any) -> list[dict[str, Any]]:
    """The causes of the small guide in another order, or with others beside them."""
    known = {cause["slug"]: cause for cause in [*base_data()["causes"], DUST]}
    return [known[slug] | changes.get(slug.replace("-", "_"), {}) for slug in order]


LIVE = make_document()
BOTH = make_document(title="New?", causes=causes("dust", "bulb", "switch", "outage", "something-else"))


@given(documents(), documents(), st.data())
@settings(max_examples=examples(30))
def test_merge_with_nothing_and_with_everything(live: GuideDocument, draft: GuideDocument, data: st.DataObject) -> None:
    """Nothing ticked is what is live byte for byte, everything ticked the draft; between them each object is of either."""
    found = choices(live, draft)
    every = {choice.key for choice in found}
    assert canonical_json(merge(live, draft, ())) == canonical_json(live)
    assert canonical_json(merge(live, draft, every)) == canonical_json(draft)
    some = data.draw(st.sets(st.sampled_from(sorted(every)))) if every else set()
    between = merge(live, draft, some)
    for part in PARTS:
        either = [*getattr(live, part), *getattr(draft, part)]
        assert all(item in either for item in getattr(between, part))
        assert len(set(slugs(between, part))) == len(slugs(between, part))
    assert {choice.key for choice in choices(live, between)} - {*PARTS} <= some | {*PARTS}


@given(documents())
@settings(max_examples=examples(20))
def test_choices_are_none_only_between_equals(document: GuideDocument) -> None:
    """A document offers nothing to choose against itself."""
    assert choices(document, document) == ()


@given(documents(), documents())
@settings(max_examples=examples(20))
def test_choices_have_sentences(live: GuideDocument, draft: GuideDocument) -> None:
    """Each choice has a key of its own, and says what changed."""
    found = choices(live, draft)
    assert len({choice.key for choice in found}) == len(found)
    assert all(choice.differences for choice in found)
    assert bool(found) == (live != draft)


def test_choices_name_objects_orders_and_fields() -> None:
    """What changed is told by object, with its kind and title."""
    found = choices(LIVE, BOTH)
    assert keys(found) == [("guide", "changed"), ("causes.dust", "added")]
    assert [choice.title for choice in found] == ["The guide itself", "Dust"]
    assert [choice.slugs for choice in found] == [frozenset(), frozenset({"dust"})]


def test_choices_show_what_an_added_object_says() -> None:
    """Of something new every field can be read before it is published."""
    (_, dust) = choices(LIVE, BOTH)
    assert [(said.field, said.after) for said in dust.differences] == [
        *(("sources", "The lamp's manual"), ("name", "Dust"), ("summary", "It is dust.")),
        *(("place", "Your home"), ("commonness", "occasional")),
    ]


def test_choices_of_removed_and_moved_objects() -> None:
    """What went is one choice, another order of what stayed is one more."""
    moved = make_document(causes=causes("switch", "bulb", "something-else"))
    assert keys(choices(LIVE, moved)) == [("causes.outage", "removed"), ("causes", "moved")]


def test_choices_take_a_renaming_as_one() -> None:
    """A new slug is one choice of the object; what names it is told as following."""
    found = choices(LIVE, with_new_slug(LIVE, "causes", "bulb", "globe"))
    assert keys(found) == [("causes.globe", "renamed"), ("questions.see", "changed"), ("steps.new-bulb", "changed")]
    assert [choice.differences[0].message for choice in found] == [
        "The address of the cause “bulb” is now “globe”.",
        "It refers to something that has a new address; nothing else in it changed.",
        "It refers to something that has a new address; nothing else in it changed.",
    ]
    assert found[0].slugs == {"bulb", "globe"}


def test_choices_of_the_guide_itself() -> None:
    """Fields of the guide, the usual lists and other languages are three choices."""
    changed = make_document(
        title="B?",
        comparisons={"usual": ["turn-on"]},
        translations={"es": {"causes": {"bulb": {"name": "B"}}}},
    )
    assert [choice.key for choice in choices(LIVE, changed)] == list(OWN)
    only = merge(LIVE, changed, {"guide.comparisons"})
    assert (only.title, only.comparisons, only.translations) == (LIVE.title, changed.comparisons, {})


def test_choices_of_lists_that_only_follow_a_name() -> None:
    """Where a field of the guide changed by a renaming alone, this is what is said."""
    before = make_document(comparisons={"usual": ["turn-on"]})
    found = choices(before, with_new_slug(before, "steps", "turn-on", "switch-on"))
    assert [choice.differences[0].message for choice in found if choice.part == "guide"] == [
        "It refers to something that has a new address; nothing else in it changed."
    ]


def test_merge_leaves_what_is_not_ticked() -> None:
    """One tick takes one object, and nothing of the others."""
    only = merge(LIVE, BOTH, {"causes.dust"})
    assert (only.title, slugs(only)) == (LIVE.title, ["dust", "bulb", "switch", "outage", "something-else"])
    assert merge(LIVE, BOTH, {"guide"}).causes == LIVE.causes


def test_merge_takes_orders_for_themselves() -> None:
    """A ticked order moves what stays; what is left in keeps its neighbour."""
    draft = make_document(causes=causes("something-else", "dust", "switch", "bulb"))
    assert slugs(merge(LIVE, draft, {"causes"})) == ["something-else", "switch", "outage", "bulb"]
    assert slugs(merge(LIVE, draft, {"causes.dust"})) == ["bulb", "switch", "outage", "something-else", "dust"]


def test_merge_renames_or_does_not() -> None:
    """A renaming that is not ticked leaves the old slug."""
    draft = with_new_slug(LIVE, "causes", "bulb", "globe")
    assert slugs(merge(LIVE, draft, {"causes.globe"}))[0] == "globe"
    assert slugs(merge(LIVE, draft, {"questions.see"}))[0] == "bulb"


def test_interleave_keeps_the_first_order() -> None:
    """What only the second list has comes after its neighbour, at the front if it has none."""
    assert interleave(["a", "b"], ["x", "b", "y", "a", "z"]) == ["x", "a", "z", "b", "y"]


def test_merge_of_the_rich_guide_by_single_ticks() -> None:
    """Every single choice of a guide that uses every field can be taken alone."""
    rich = rich_document()
    for choice in choices(LIVE, rich):
        one = merge(LIVE, rich, {choice.key})
        assert choice.key in {again.key for again in choices(LIVE, one)}


def test_choices_of_renamed_answers() -> None:
    """An answer that has a new slug is told once, and its signs follow."""
    signs = {"bulb": {"flicker": "for"}}
    before = make_document(add={"questions": [a_question("q", "flicker", "steady", signs=signs)]})
    (choice,) = choices(before, with_new_slug(before, "options", "flicker", "blink", "q"))
    assert [said.message for said in choice.differences] == ["The short name of the answer “flicker” is now “blink”."]
