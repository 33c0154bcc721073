"""What of a walk a report holds."""

from diagnostics.content.document.measures import Report
from diagnostics.content.reports.kept_report import reportable_walk
from diagnostics.content.reports.replay import Stage
from diagnostics.content.wording.names import Names
from tests.builders import a_question, a_step, make_document

SIGNS = a_question("signs", "hum", "smell", kind="several", aliases=["facts"], signs={"bulb": {"hum": "for"}})
NAMES = Names(make_document(add={"questions": [SIGNS], "steps": [a_step("tap", {"bulb": "seldom"}, aliases=["hit"])]}))


def test_reportable_walk_holds_answers_and_what_was_done_before() -> None:
    """Not "not sure", nor what failed on the way; old names read as those of today."""
    pairs = [("see", "dark"), ("kind", "not-sure"), ("facts", "hum"), ("facts", "smell"), ("did", "new-bulb")]
    walk = reportable_walk(NAMES, [*pairs, ("tried", "turn-on"), ("worked", "hit")])
    assert walk.says == {"see": "dark", "signs": ("hum", "smell")}
    assert (walk.did, walk.solved_by, walk.left_out) == (("new-bulb",), "tap", "")
    assert len(walk.said) == 3


def test_reportable_walk_of_few_facts() -> None:
    """One fact stands alone, and that none is so is said."""
    assert reportable_walk(NAMES, [("signs", "hum")]).says == {"signs": "hum"}
    assert reportable_walk(NAMES, [("signs", "none")]).says == {"signs": "none"}


def test_reportable_walk_says_what_does_not_count() -> None:
    """In a sentence; a walk of nothing holds nothing."""
    walk = reportable_walk(NAMES, [("see", "blue")])
    assert (walk.says, walk.did, walk.solved_by) == ({}, (), "")
    assert "blue" in walk.left_out


def test_kept_walk_is_met_again_when_it_is_replayed() -> None:
    """Its answers are those that the person of the report gives."""
    walk = reportable_walk(NAMES, [("see", "flicker"), ("kind", "desk"), ("worked", "turn-on")])
    report = Report(slug="r", text="x", found_in="forum", says=dict(walk.says), solved_by=(walk.solved_by,))
    replayed = Stage.of(NAMES.document).play(report)
    assert [(one.question, one.said) for one in replayed.questions[:2]] == [
        ("see", ("flicker",)),
        ("kind", ("desk",)),
    ]
