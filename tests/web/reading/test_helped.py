"""What a step did for others, on its page and on those of causes."""

from collections.abc import Iterator

import pytest

from diagnostics.domain import outcomes
from diagnostics.domain.live import LiveGuide
from diagnostics.domain.outcomes import process
from tests.web.page import Visitor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lamp")]
WALK = (("see", "dark"), ("kind", "desk"))
STEP, CAUSE, OTHER = "/lamp/steps/turn-on/", "/lamp/causes/switch/", "/lamp/causes/bulb/"


@pytest.fixture(autouse=True)
def _nothing_said() -> Iterator[None]:
    outcomes.forget()
    yield
    outcomes.forget()


def tell(fixed: int, told: int) -> None:
    """So many people say whether the step helped, and others that they asked for help or cannot do it."""
    for at in range(told):
        outcomes.say("lamp", 1, WALK, "turn-on", "fixed" if at < fixed else "not", caller=f"192.0.2.{at}")
        outcomes.say("lamp", 1, WALK, "turn-on", "cannot", caller=f"198.51.100.{at}")
        outcomes.say("lamp", 1, WALK, "turn-on", "helped", caller=f"203.0.113.{at}")
    process._process.looks_at = 0
    outcomes.tend()


def test_below_thirty_answers_nothing_is_claimed(visitor: Visitor) -> None:
    tell(20, 29)
    assert all("told us" not in visitor.get(address).text for address in (STEP, CAUSE, OTHER))


def test_from_thirty_answers_on_the_page_says_it(visitor: Visitor) -> None:
    """On the page of the step, and of the cause that looked likeliest then; no other end is mixed in."""
    tell(20, 31)
    assert "This fixed it for 20 of 31 people who told us." in visitor.get(STEP).text
    said = "almost always helps. Where this looked likely, it fixed it for 20 of 31 people who told us."
    assert said in visitor.get(CAUSE).text
    assert "told us" not in visitor.get(OTHER).text


def test_the_page_is_another_one_then(visitor: Visitor) -> None:
    """Caches hear of it: its ETag depends on the number."""
    tags = {address: visitor.get(address).response["ETag"] for address in (STEP, CAUSE, OTHER)}
    tell(20, 31)
    changed = {
        address for address, tag in tags.items() if visitor.get(address, headers={"If-None-Match": tag}).status == 200
    }
    assert changed == {STEP, CAUSE}


def test_the_number_outlives_a_new_name(lamp: LiveGuide) -> None:
    """What was told of the step and of the guide under old names counts too."""
    tell(20, 31)
    step = next(one for one in lamp.document.steps if one.slug == "turn-on")
    renamed = step.model_copy(update={"slug": "switch-on", "aliases": ("turn-on",)})
    moved = lamp.document.model_copy(update={"slug": "light", "aliases": ("lamp",)})
    found = outcomes.find_helped(moved, renamed)
    assert found is not None
    assert (found.fixed, found.told) == (20, 31)
