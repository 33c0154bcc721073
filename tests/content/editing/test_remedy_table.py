"""Laws of the remedy table."""

from diagnostics.content.editing.remedy_table import Remedies, apply_choices, differing_cells, merge, takes

BULB = ("new-bulb", "bulb")
SWITCH = ("turn-on", "switch")


def test_workarounds_repair_nothing_and_the_open_cause_takes_escalations_only() -> None:
    """Which cells there are follows from the kind of the step and from the cause."""
    assert [kind for kind in ("repair", "wait", "workaround", "escalation") if takes(kind, open_cause=False)] == [
        "repair",
        "wait",
        "escalation",
    ]
    assert [kind for kind in ("repair", "workaround", "escalation") if takes(kind, open_cause=True)] == ["escalation"]


def test_choices_replace_words_and_nothing_takes_them_away() -> None:
    """Cells that were not on the page stay."""
    assert apply_choices({BULB: "seldom", SWITCH: "always"}, {BULB: ""}) == {SWITCH: "always"}


def test_merging_keeps_what_each_of_two_editors_changed() -> None:
    """Cells that I changed are mine, all others as they are stored."""
    opened: Remedies = {BULB: "seldom", SWITCH: "seldom"}
    mine: Remedies = {BULB: "always", SWITCH: "seldom"}
    stored: Remedies = {SWITCH: "usually"}
    assert merge(opened, mine, stored) == {BULB: "always", SWITCH: "usually"}
    assert differing_cells(opened, mine) == (BULB,)
