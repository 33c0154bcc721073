"""Problems read as sentences with their place."""

from diagnostics.content.document.problems import FolderErrors, Problem, join_words, location_of, nearest


def test_problem_reads_with_file_place_and_line() -> None:
    """Where it stands comes first, then what is wrong."""
    assert (
        str(Problem("causes.yaml", "bulb › name", "Write it.", line=3))
        == "causes.yaml › bulb › name (line 3): Write it."
    )
    assert str(Problem("causes.yaml", "", "Write it.")) == "causes.yaml: Write it."


def test_problem_is_located_for_editors_by_its_object() -> None:
    """Editors see no files: the object and its field, or the location where it is about no object."""
    about = Problem("steps.yaml", "restart › why_not", "Write it.", part="steps", slug="restart", field="title")
    assert about.readable_location == "Step “restart” › Title"
    assert Problem("guide.yaml", "title", "Write it.").readable_location == "title"


def test_folder_errors_tell_every_problem() -> None:
    """The exception reads as all of them, a line each."""
    errors = FolderErrors([Problem("a", "", "One."), Problem("b", "", "Two.")])
    assert str(errors) == "a: One.\nb: Two."


def test_location_of_names_items_by_slug() -> None:
    data = {"causes": [{"slug": "bulb"}, {"name": "x"}, 3]}
    assert location_of(data, ("causes", 0, "name")) == "causes › bulb › name"
    assert location_of(data, ("causes", 1)) == "causes › number 2"
    assert location_of(data, ("causes", 2, "name")) == "causes › number 3 › name"
    assert location_of(data, ("causes", 9, 1)) == "causes › number 10 › number 2"


def test_nearest_suggests_only_what_is_like() -> None:
    """A suggestion is made where one word is close."""
    assert nearest("comon", ["rare", "common"]) == " Did you mean “common”?"
    assert nearest("xyz", ["rare", "common"]) == ""
    assert join_words(["a", "b"]) == "a, b"
