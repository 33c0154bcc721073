"""Errors that come of publishing a part only."""

from diagnostics.content.changes.merging import choices, merge
from diagnostics.content.changes.renaming import with_new_slug
from diagnostics.content.checks.check import quick_check
from diagnostics.content.checks.missing_ticks import cures
from diagnostics.content.document.problems import Problem
from tests.builders import a_cause, a_page, a_step, make_document

LIVE = make_document()
DRAFT = make_document(
    title="New?",
    add={"causes": [a_cause("dust")], "steps": [a_step("wipe", {"dust": "always"})], "pages": [a_page("dusty")]},
)


def cures_of(draft: object, ticked: set[str]) -> list[list[str]]:
    """For each error of the part, the ticks that cure it."""
    part = merge(LIVE, draft, ticked)  # type: ignore[arg-type]
    left = [choice for choice in choices(LIVE, draft) if choice.key not in ticked]  # type: ignore[arg-type]
    errors = [problem for problem in quick_check(part) if problem.severity == "error"]
    return [[choice.key for choice in cures(LIVE, draft, ticked, left, error)] for error in errors]  # type: ignore[arg-type]


def test_cures_names_what_is_missing() -> None:
    """A name that stands for nothing is cured by the object that has it."""
    assert cures_of(DRAFT, {"steps.wipe"}) == [["causes.dust"]]


def test_cures_names_the_object_itself() -> None:
    """Where something was renamed, what names it has to follow: ticking that is the cure."""
    draft = with_new_slug(LIVE, "causes", "bulb", "globe")
    assert cures_of(draft, {"causes.globe", "steps.new-bulb"}) == [["questions.see"]]


def test_cures_of_an_error_that_nothing_cures() -> None:
    """An error that no single tick takes away has no cure; one that names nothing is tried with all of them."""
    left = choices(LIVE, DRAFT)
    lasting = quick_check(make_document(intro="[[nowhere]]"))[0]
    broken = DRAFT.model_copy(update={"intro": "[[nowhere]]"})
    assert cures(broken, broken, set(), left, lasting) == ()
    gone = Problem("guide.yaml", "title", "This is too dark.")
    assert cures(LIVE, DRAFT, set(), left, gone) == left
