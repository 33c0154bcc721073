"""Switches at the end of menu paths."""

import pytest

from tests.builders import a_step
from tests.fixtures import Publish
from tests.web.lamp import rich_lamp, steps
from tests.web.page import Visitor, words

pytestmark = pytest.mark.django_db
FUSE = {"slug": "fuse", "name": "The fuse", "variants": [{"menu": ["Wall", "Board", "Fuse"], "look": "computer"}]}
TURN_ON = a_step(
    "turn-on", {"switch": "always"}, variants=[{"text": "1. Set [[fuse=off]]. 2. Wait. 3. Set [[fuse=on]]."}]
)
TORCH = a_step("torch", {"switch": "seldom"}, variants=[{"text": "1. Look at [[fuse]]."}])


def test_a_switch_is_drawn_as_it_is_to_stand(published: Publish, visitor: Visitor) -> None:
    """Its state is said in a word too, and no other row has one. The steps below have their own pictures."""
    others = [one for one in steps() if one["slug"] not in ("turn-on", "torch")]
    paths = [path.model_dump(mode="json") for path in rich_lamp().paths]
    published(rich_lamp(paths=[*paths, FUSE], steps=[TURN_ON, TORCH, *others], comparisons={}))
    page = visitor.check("kind=desk&see=dark&street=lit&show=steps")
    off, on, below = page.elements(class_="screens")

    assert "Set Wall › Board › Fuse. 2. Wait." in page.words_of("do")
    assert [words(screen) for screen in off] == ["Wall choose Board", "Board Fuse off"]
    assert [words(screen) for screen in on] == ["Wall choose Board", "Board Fuse on"]
    assert [words(screen) for screen in below] == ["Wall choose Board", "Board choose Fuse"]
    assert off.get("class") == "screens computer"
    assert [[mark.get("class") for mark in one.iter("mark")] for one in (off, on)] == [
        [None, "switch"],
        [None, "switch on"],
    ]
