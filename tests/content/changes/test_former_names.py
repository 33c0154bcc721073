"""Names that were published once, and what they lead to."""

from hypothesis import given
from hypothesis import strategies as st

from diagnostics.content.changes.former_names import FormerNames, Name, published_names
from tests.builders import a_carrier, a_cause, a_question, an_option, make_document

PAGE = {"title": "Dark", "summary": "It is dark.", "text": "Dark."}


def test_published_names_are_those_of_all_addresses() -> None:
    """Slugs and old slugs, of the guide, causes, steps, carriers, pages, and of options that have a page."""
    document = make_document(
        aliases=["light"],
        causes=[a_cause("dust", aliases=["dirt"])],
        steps=[],
        carriers=[a_carrier("acme")],
        questions=[
            a_question("see", an_option("dark", aliases=["black"], page=PAGE), "dim", asked="first"),
            a_question("kind", an_option("desk", page=PAGE)),
        ],
    )
    assert list(published_names(document)) == [
        ("guide", "lamp", "lamp"),
        ("guide", "light", "lamp"),
        ("cause", "dust", "dust"),
        ("cause", "dirt", "dust"),
        ("carrier", "acme", "acme"),
        ("page", "candles", "candles"),
        ("option", "dark", "dark"),
        ("option", "black", "dark"),
    ]
    assert "option" not in {kind for kind, *_ in published_names(document.model_copy(update={"questions": ()}))}


def test_nearest_goes_through_every_release_that_knew_a_name() -> None:
    """Forwards and backwards, over names that are gone; of several the one with the fewest renamings between."""
    former = FormerNames([("step", "a", "b"), ("step", "b", "c"), ("step", "d", "c"), ("cause", "a", "x")])
    assert former.nearest("step", "a", {"c", "d"}) == "c"
    assert former.nearest("step", "d", {"a", "b"}) == "b"
    assert former.nearest("step", "a", {"x"}) is None
    assert former.nearest("page", "a", {"a"}) == "a"
    assert (former.has("step", "c"), former.has("page", "c")) == (True, False)


@given(st.lists(st.tuples(st.just("step"), st.sampled_from("abcdef"), st.sampled_from("abcdef"))))
def test_names_of_one_object_lead_to_each_other(names: list[Name]) -> None:
    """Whatever the order of the renamings, also in a circle: from each name one comes to each other one, or from neither."""
    former = FormerNames(names)
    for one in "abcdef":
        for other in "abcdef":
            there, back = former.nearest("step", one, {other}), former.nearest("step", other, {one})
            assert (there is None) == (back is None)
            assert there in (None, other)
