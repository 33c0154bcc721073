"""How the reports of a draft stand, beside what is live."""

from typing import Any

from diagnostics.content.changes.renaming import with_new_slug
from diagnostics.content.document.schema import GuideDocument
from diagnostics.content.reports.standing import ReportStanding, Standings, standings
from tests.builders import a_step, make_document

DARK = {"slug": "dark", "text": "It is dark.", "found_in": "own-support", "year": 2024, "says": {"see": "dark"}}


def guide(**report: Any) -> GuideDocument:
    return make_document(reports=[DARK | {"solved_by": ["turn-on"]} | report])


def only(found: Standings) -> ReportStanding:
    (row,) = found.rows
    return row


def test_standing_tells_the_way_in_words() -> None:
    """Questions with their answers, steps, where the cure came and what ended it."""
    row = only(standings(guide(did=["new-bulb"]), None))
    assert (row.title, row.origin, row.did, row.cures) == (
        "It is dark.",
        "own support, 2024, core",
        ("Do new-bulb",),
        ("Do turn-on",),
    )
    assert [(one.label, one.text) for one in row.way[:2]] == [
        ("What about see?", "Option dark"),
        ("What about kind?", "Not sure"),
    ]
    assert (row.way[-1].label, row.way[-1].is_step) == ("Do turn-on", True)
    place = sum(one.is_step for one in row.way)
    assert row.outcome == (
        f"Step {place} ended it: “Do turn-on”." if place > 1 else "The first step ended it: “Do turn-on”."
    )
    assert (row.trend, row.before, row.is_hit) == ("same", "", place <= 3)


def test_groups_say_their_share_with_its_interval() -> None:
    """By tier and source, in editors' words."""
    found = standings(guide(), None)
    assert {(one.count, one.hits, one.share) for one in found.groups} == {(1, "1", "100% (21% to 100%)")}
    assert [one.name for one in found.groups][-1] == "own support"
    assert found.ordinary == "1 of 1"
    assert not found.has_changed


def test_what_never_comes_is_said() -> None:
    """With what helped in part, or the alarm that stopped it."""
    assert only(standings(guide(solved_by=[]), None)).outcome == "No step that ended it was offered."
    helped = only(standings(guide(solved_by=[], helped=["turn-on"]), None))
    assert helped.outcome.startswith("No step that ended it was offered. Step ")
    assert helped.outcome.endswith(" helped in part: “Do turn-on”.")
    alarm = {"slug": "fire", "title": "Fire", "summary": "Out.", "text": "Go.", "when": {"see": ["dark"]}}
    stopped = make_document(reports=[DARK], alarms=[alarm | {"stops": True, "sources": ["manual"]}])
    assert only(standings(stopped, None)).outcome == "An alarm stopped the walk."


def test_draft_is_compared_with_what_is_live() -> None:
    """Better and worse; the figure of both; nothing where nothing is live."""
    live, draft = make_document(), guide(solved_by=["kick"])
    draft = make_document(
        reports=draft.model_dump(mode="json")["reports"],
        add={"steps": [a_step("kick", {"bulb": "always", "switch": "always", "outage": "always"}, minutes=0)]},
    )
    better = standings(draft, live)
    assert (better.headline, better.ordinary, only(better).trend) == ("0 of 1 → 1 of 1", "0 of 1 → 1 of 1", "better")
    assert only(better).before == "No step that ended it was offered."
    assert better.has_changed
    worse = standings(guide(solved_by=["kick"]), draft)
    assert (worse.headline, only(worse).trend) == ("1 of 1 → 0 of 1", "worse")
    same = standings(guide(), guide())
    assert (same.has_changed, "→" in same.headline, only(same).trend) == (False, False, "same")
    assert standings(guide(), None).before is None


def test_what_was_renamed_since_means_the_same() -> None:
    """A report that names a step by its new slug is played in what is live under the old one."""
    live = guide()
    draft = with_new_slug(with_new_slug(live, "steps", "turn-on", "switch-on"), "options", "dark", "black", "see")
    assert draft.reports[0].solved_by == ("switch-on",)
    assert draft.reports[0].says == {"see": "black"}
    found = standings(draft, live)
    assert (only(found).trend, only(found).before) == ("same", "")


def test_guide_without_reports_has_no_rows() -> None:
    """And plays nothing."""
    found = standings(make_document(), make_document())
    assert (found.rows, found.headline) == ((), "0 of 0")


def test_false_verdicts_and_facts_are_in_words() -> None:
    """What the guide said wrongly, and what it never asked."""
    verdict = a_step("all-well", {"bulb": "always"}, kind="verdict", unproven="Much.", minutes=1)
    report = DARK | {"solved_by": ["wait-power"], "says": {"see": "dark", "smell": "burnt"}}
    row = only(standings(make_document(reports=[report], add={"steps": [verdict]}), None))
    assert row.false_verdicts == ("Do all-well",)
    assert row.unasked == ("smell: burnt",)
    assert only(standings(guide(did=["new-bulb"]), None)).unsayable == ("Done before: Do new-bulb",)
