"""A walk that is kept as a case."""

from diagnostics.content.cases.kept_walk import KeepableWalk, keepable_walk
from diagnostics.content.wording.names import Names
from tests.builders import a_question, a_step, an_option, base_data, make_document

NAMES = Names(make_document())


def read_walk(*pairs: tuple[str, str]) -> KeepableWalk:
    """What can be kept of a walk through the small guide."""
    return keepable_walk(NAMES, pairs)


def test_keepable_walk_holds_answers_and_steps() -> None:
    """Answers and steps are kept in slugs and told in words; the title is made of the answers."""
    walk = read_walk(
        ("see", "flicker"), ("tried", "turn-on"), ("cannot", "new-bulb"), ("street", "lit"), ("show", "steps")
    )
    assert (walk.answers, walk.tried, walk.cannot) == ({"see": "flicker", "street": "lit"}, ("turn-on",), ("new-bulb",))
    assert walk.said == (
        "Label see: Option flicker",
        "Tried, did not help: Do turn-on",
        "Cannot be done: Do new-bulb",
        "Label street: Option lit",
    )
    assert (walk.title, walk.left_out, walk.says_something) == ("Option flicker, Option lit", (), True)


def test_keepable_walk_holds_ticks_and_what_was_done_before() -> None:
    """All ticks of a list; “none of these” is an answer, and stands as such."""
    names = Names(make_document(add={"questions": [a_question("facts", "hum", "smell", kind="several")]}))
    walk = keepable_walk(names, [("facts", "smell"), ("facts", "hum"), ("did", "turn-on")])
    assert (walk.answers, walk.did) == ({"facts": ["hum", "smell"]}, ("turn-on",))
    assert walk.said == ("Label facts: Option hum; Option smell", "Done before: Do turn-on")
    assert keepable_walk(names, [("facts", "none")]).answers == {"facts": ["none"]}


def test_keepable_walk_tells_what_comes_out_now() -> None:
    """The steps are those of a visitor who asks what to try now."""
    walk = read_walk(("street", "dark"))
    assert walk.first == walk.steps[0] == "turn-on"
    assert (walk.cause, walk.alarms, walk.escalates) == ("bulb", (), False)


def test_keepable_walk_at_the_end_of_the_road() -> None:
    """Where no step is left, help comes first; where there is none either, nothing does."""
    tried = [("tried", step) for step in ("turn-on", "new-bulb", "wait-power")]
    assert (read_walk(*tried).first, read_walk(*tried).escalates) == ("electrician", True)
    steps = [a_step("only", {"bulb": "always"})]
    alone = keepable_walk(Names(make_document(steps=steps)), [("tried", "only")])
    assert (alone.steps, alone.first, alone.escalates) == ((), "", True)


def test_keepable_walk_says_what_it_leaves_out() -> None:
    """“Not sure” and pairs that do not count are not kept, and are named."""
    walk = read_walk(("see", "not-sure"), ("kind", "gone"), ("utm_source", "mail"))
    assert (walk.answers, walk.says_something, walk.title) == ({}, False, "")
    assert walk.left_out == (
        "“What about see?” was answered with “Not sure”. That tells nothing, so it is not kept.",
        "Left out, because this guide does not know it: “kind: gone”",
    )


def test_keepable_walk_leaves_a_wait_out() -> None:
    """A case holds what was said and done, at no time of day; what comes out is as if nobody waited."""
    walk = read_walk(("see", "flicker"), ("waiting", "wait-power"), ("since", "20261129T1015"))
    assert (walk.said, walk.first) == (("Label see: Option flicker",), "turn-on")
    assert walk.left_out == ("The wait for “Do wait-power” is not kept: a case holds what was said and done.",)


def test_keepable_walk_shortens_a_long_title() -> None:
    """A title made of long answers ends in an ellipsis."""
    questions = base_data()["questions"]
    questions[0] = questions[0] | {"options": [an_option("dark", text="Dark " * 40), an_option("flicker")]}
    title = keepable_walk(Names(make_document(questions=questions)), [("see", "dark")]).title
    assert title.endswith("Dark…")
    assert len(title) <= 120
