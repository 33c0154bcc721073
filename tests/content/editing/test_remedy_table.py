"""Laws of the remedy table."""

from diagnostics.content.editing.remedy_table import differing_cells, takes

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


def test_differing_cells_are_named() -> None:
    """Those that one of the two does not have, too."""
    assert differing_cells({BULB: "seldom", SWITCH: "seldom"}, {BULB: "always", SWITCH: "seldom"}) == (BULB,)
    assert differing_cells({}, {SWITCH: "usually"}) == (SWITCH,)
