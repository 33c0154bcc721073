"""The signature picture."""

import re

from hypothesis import given
from hypothesis import strategies as st

from diagnostics.content.document.schema import GuideDocument
from diagnostics.engine.decision import Level
from diagnostics.web.walk.picture import Picture, picture
from tests.builders import a_cause, make_document

LEVELS: dict[str, Level] = {"bulb": 3, "switch": 2, "outage": 1}


def wide(count: int) -> GuideDocument:
    """A guide of five places with many causes."""
    names = ["Phone", "Internet", "Apple", "Carrier", "Friend"]
    places = [{"slug": name.lower(), "name": f"The {name}", "short": name} for name in names]
    causes = [a_cause(f"c{i}", place=places[i * i % 5]["slug"]) for i in range(count)]
    return make_document(places=places, causes=[*causes, a_cause("other", place="phone", open=True)])


def spots(path: str) -> list[int]:
    return [int(x) for x in re.findall(r"M(\d+) ", path)]


def test_bars_stand_by_level() -> None:
    """Three heights for three levels; what no longer fits is a dot."""
    drawn = picture(make_document(), LEVELS)

    assert [int(top) for top in re.findall(r"V(\d+)", drawn.bars)] == [6, 22, 36]
    assert drawn.dots == ""
    assert drawn.cured == ""


def test_causes_keep_their_places() -> None:
    """From page to page a cause stands where it stood, whatever became of it."""
    before, after = picture(make_document(), LEVELS), picture(make_document(), {"switch": 3}, accent={"switch"})

    assert sorted(spots(before.bars)) == sorted(spots(after.dots) + spots(after.cured))
    assert before.ground == after.ground


def test_the_open_cause_is_not_drawn() -> None:
    """The open cause is a sentence, never a bar."""
    drawn = picture(make_document(), {**LEVELS, "something-else": 3})

    assert len(spots(drawn.bars)) == 3


def test_the_leading_place_is_named_only_when_asked() -> None:
    """Before the steps no place is marked."""
    assert not any(one.leading for one in picture(make_document(), LEVELS).stretches)
    named = picture(make_document(), LEVELS, leading_place="grid")

    assert [one.leading for one in named.stretches] == [False, True]
    assert named.leading_place == "The power grid"


def test_the_picture_is_small() -> None:
    """Its paths take less than a kilobyte for forty causes."""
    document = wide(40)
    drawn = picture(document, dict.fromkeys((cause.slug for cause in document.causes), 3))

    assert sum(map(len, paths(drawn))) < 1000


@given(st.integers(1, 120))
def test_every_cause_stands_inside_its_place(count: int) -> None:
    """However many causes there are, marks stand apart, on the ground of their place, inside the picture."""
    document = wide(count)
    drawn = picture(document, {})
    grounds = [(int(left), int(right)) for left, right in re.findall(r"M(\d+) 50H(\d+)", drawn.ground)]
    marks = spots(drawn.dots)

    assert len(set(marks)) == count
    assert all(any(left - 6 <= mark <= right + 6 for left, right in grounds) for mark in marks)
    assert all(2 <= one.units <= 40 for one in drawn.stretches)


def paths(drawn: Picture) -> tuple[str, ...]:
    return drawn.ground, drawn.bars, drawn.dots, drawn.cured
