"""The remedy table between rows and page."""

import pytest
from django.contrib.auth.models import User

from diagnostics.content.editing.remedy_table import Remedies
from diagnostics.domain import drafts
from diagnostics.domain.editing import remedies
from diagnostics.domain.editing.two_editors import Overtaken
from diagnostics.models import Guide, Remedy, Step
from tests.builders import make_document
from tests.domain.told import changes_of

STORED: Remedies = {
    ("turn-on", "switch"): "always",
    ("new-bulb", "bulb"): "usually",
    ("wait-power", "outage"): "always",
}


@pytest.fixture
def guide(db: None) -> Guide:
    """The small guide."""
    return drafts.replace(make_document())


@pytest.fixture
def ada(db: None) -> User:
    """Whoever saves."""
    return User.objects.create_user("ada")


def test_table_is_that_of_the_document(guide: Guide) -> None:
    """Every remedy stands in it, by step and cause."""
    assert remedies.of_guide(guide).stored == STORED


def test_only_cells_that_differ_are_written(guide: Guide, ada: User) -> None:
    """One is added, one changed, one taken out; the third keeps its key."""
    kept = Remedy.objects.get(step__slug="wait-power").pk
    wanted: Remedies = {
        ("turn-on", "bulb"): "seldom",
        ("new-bulb", "bulb"): "always",
        ("wait-power", "outage"): "always",
    }
    assert remedies.save(guide, STORED, wanted, by=ada, comment="Remedies") == 3
    assert remedies.of_guide(guide).stored == wanted
    assert Remedy.objects.get(step__slug="wait-power").pk == kept


def test_change_goes_into_the_history_of_its_step(guide: Guide, ada: User) -> None:
    """Steps whose remedies stayed have no new revision."""
    remedies.save(guide, STORED, {**STORED, ("turn-on", "bulb"): "seldom"}, by=ada, comment="Remedies")
    for slug, comments in (("turn-on", ["Remedies"]), ("new-bulb", [])):
        assert [why for _, why in changes_of(Step.objects.get(slug=slug))] == comments


def test_second_of_two_editors_is_told(guide: Guide, ada: User) -> None:
    """Remedies that are not stored any more as the page was made of them, or whose step is gone, are not written."""
    with pytest.raises(Overtaken):
        remedies.save(guide, {}, STORED, by=ada, comment="")
    with pytest.raises(Overtaken):
        remedies.save(guide, STORED, {**STORED, ("gone", "bulb"): "seldom"}, by=ada, comment="")
    assert remedies.of_guide(guide).stored == STORED


def test_plans_are_the_steps_for_a_certain_cause(guide: Guide) -> None:
    """Before the change and after it, in the order in which they would be offered."""
    now: Remedies = {**STORED, ("turn-on", "bulb"): "always"}
    assert remedies.plans(remedies.of_guide(guide), now, "bulb") == (("new-bulb",), ("turn-on", "new-bulb"))
