"""One list of a document, read from a file of its own."""

from pathlib import Path

import pytest

from diagnostics.content.document.problems import FileErrors
from diagnostics.content.files.folder import read_list
from tests.builders import make_document

REPORT = "- {slug: mine, text: Dark., found_in: forum, says: {see: dark}, solved_by: [turn-on]}\n"


def test_read_list_puts_a_file_in_the_place_of_a_part(tmp_path: Path) -> None:
    """The rest of the document stays; the file may have any name."""
    (file := tmp_path / "found.yaml").write_text(REPORT)
    before = make_document(reports=[{"slug": "old", "text": "Old.", "found_in": "forum"}])
    found = read_list(file, "reports", before).document
    assert [report.slug for report in found.reports] == ["mine"]
    assert found.model_copy(update={"reports": before.reports}) == before


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (REPORT.replace("dark", "drak"), "› says › see (line 1): There is no option “drak”"),
        (REPORT * 2, "› mine › slug (line 1): The report “mine” is here twice."),
        (REPORT.replace("forum", "dream"), "› found_in (line 1): “dream” is not one of the words for this."),
        (
            REPORT.replace("{see: dark}", "{see: 5}"),
            '› says › see (line 1): This must be a text. Put it in quotes: "5".',
        ),
        (REPORT.replace("{see: dark}", "{see: {a: b}}"), "› says › see (line 1): This is lines of “field: value”."),
        (REPORT.replace("{see: dark}", "{see: [dark, 3]}"), "› says › see › number 2 (line 1): This must be a text."),
        (REPORT.replace("{see: dark}", "{tried: x}"), "“tried” is a word of the address of a walk"),
    ],
)
def test_read_list_tells_what_is_wrong_with_the_file(text: str, said: str, tmp_path: Path) -> None:
    """With its line, and under its own name."""
    (file := tmp_path / "found.yaml").write_text(text)
    with pytest.raises(FileErrors) as errors:
        read_list(file, "reports", make_document())
    (problem,) = errors.value.problems
    assert str(problem).startswith(str(file))
    assert said in str(problem)
