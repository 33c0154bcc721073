"""A search in a guide, as programs ask for it."""

from diagnostics.domain.live import LiveGuide
from tests.web.api.asking import ask


def test_what_was_understood_leads_into_the_walk(lamp_to_read: LiveGuide) -> None:
    """With the words that said it, and the decision for it."""
    found = ask("guides/lamp/search?q=my+desk+lamp+flickers")

    said = {(one["question"], one["option"]): one["words"] for one in found["understood"]}
    assert said == {("see", "flicker"): "lamp flickers", ("kind", "desk"): "desk lamp"}
    decided = ask(found["decision"])
    assert {(one["question"], one["option"]) for one in decided["said"]["answers"]} == said.keys()


def test_an_answer_that_is_not_meant_is_taken_off(lamp_to_read: LiveGuide) -> None:
    found = ask("guides/lamp/search?q=my+desk+lamp+flickers&not=kind.desk")
    assert [one["question"] for one in found["understood"]] == ["see"]


def test_what_fits_is_named_with_its_line(lamp_to_read: LiveGuide) -> None:
    """Of a step or a cause the address of all of it."""
    (first, *_) = ask("guides/lamp/search?q=new+bulb")["fits"]
    assert (first["kind"], first["slug"], first["name"]) == ("step", "new-bulb", "Put a new bulb in")
    assert ask(first["about"])["slug"] == "new-bulb"


def test_nothing_found_is_said_by_empty_lists(lamp_to_read: LiveGuide) -> None:
    """Without the database, which this test may not ask."""
    found = ask("guides/lamp/search?q=xyzzy")
    assert (found["understood"], found["decision"], found["fits"]) == ([], None, [])
