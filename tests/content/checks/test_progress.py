"""How far something long has come."""

from diagnostics.content.checks.progress import ignore_progress, scale_progress


def test_scale_progress_tells_a_part_of_the_work() -> None:
    """The shares of a part become shares of the whole."""
    told: list[tuple[float, str]] = []
    part = scale_progress(lambda share, doing: told.append((share, doing)), 0.5, 1)
    part(0, "Begin.")
    part(0.5, "Half.")
    assert told == [(0.5, "Begin."), (0.75, "Half.")]
    ignore_progress(0, "Nobody hears this.")
