"""A document by name."""

import pytest

from diagnostics.content.document.index import Index, problem, read_problem
from tests.builders import a_question, make_document


def test_index_finds_the_first_question_and_findings() -> None:
    """What stands out in a guide has a name of its own."""
    document = make_document(add={"questions": [a_question("status", "up", "down", finding="power")]})
    index = Index(document)
    assert index.first_question == document.questions[0]
    assert list(index.findings) == ["power"]
    assert Index(make_document(questions=[])).first_question is None


def test_index_takes_the_first_of_two_objects_with_one_slug() -> None:
    """Of objects with the same slug the first counts."""
    document = make_document(add={"pages": [make_document().pages[0].model_dump(mode="json") | {"title": "Second"}]})
    assert Index(document).parts["pages"]["candles"].title == "Page candles"


def test_problem_names_the_place_in_its_file() -> None:
    """Guide fields, pages, lists and other parts are each named as in their file."""
    places = [problem(part, "x", "a.b", "m") for part in ("guide", "pages", "steps", "terms")]
    assert [(found.file, found.location) for found in places] == [
        ("guide.yaml", "a › b"),
        ("pages/x.md", "a › b"),
        ("steps.yaml", "x › a › b"),
        ("paths.yaml", "terms › x › a › b"),
    ]
    assert problem("steps", "x", "", "m").location == "x"


def test_problem_names_part_object_and_field_for_links() -> None:
    """Whatever file it is told of, its object and field can be found."""
    found = problem("pages", "x", "a.b", "m", "warning")
    assert (found.part, found.slug, found.field, found.severity) == ("pages", "x", "a.b", "warning")


@pytest.mark.parametrize(
    ("part", "slug", "field"),
    [
        ("guide", "", "title"),
        ("guide", "", "comparisons.usual"),
        ("guide", "", ""),
        ("places", "home", "name"),
        ("places", "home", ""),
        ("causes", "bulb", "commonness"),
        ("questions", "see", "options.dark.text"),
        ("steps", "turn-on", "variants.kind=desk,lamp&see=dark.text"),
        ("paths", "settings", "variants.default.menu.1"),
        ("terms", "power", "regions.gb"),
        ("pages", "candles", "reviewed"),
        ("pages", "candles", ""),
        ("cases", "off", "expect"),
    ],
)
def test_problem_that_was_kept_as_a_line_is_read_again(part: str, slug: str, field: str) -> None:
    """A warning that somebody let stand still leads to its object."""
    kept = problem(part, slug, field, "This is odd: look at “a › b: c”.", "warning")
    assert read_problem(str(kept)) == kept


def test_line_of_a_guide_that_was_never_written_so_is_read_as_one_about_the_guide() -> None:
    """Nothing that was kept can make a page fail."""
    for line in ("", "Odd.", "x.yaml › y", "causes.yaml: All.", " › : "):
        assert read_problem(line).part in ("guide", "causes")
