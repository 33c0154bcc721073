"""What a new guide begins with."""

from diagnostics.content.checks.check import check
from diagnostics.content.files.new_guide import skeleton


def test_a_new_guide_has_no_fault_but_that_nobody_has_reviewed_it() -> None:
    """It can be published at once; its cases hold what it answers."""
    document = skeleton("torch", "Why is my torch dark?", language="de")
    found = [problem for problem in check(document) if problem.field != "reviewed"]
    assert [problem for problem in found if problem.part != "guide"] == []
    assert (document.slug, document.title, document.language) == ("torch", "Why is my torch dark?", "de")
    assert len(document.cases) == 3
