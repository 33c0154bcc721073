"""The guides that come with Fixpath are whole."""

from pathlib import Path

import pytest

from diagnostics import content
from diagnostics.content.checks.check import check
from diagnostics.content.document.canonical import canonical_json, load
from diagnostics.content.files.folder import read_folder, write_folder
from diagnostics.content.wording.texts import Texts

LIBRARY = Path(content.__file__).parent / "library"
GUIDES = sorted(path for path in LIBRARY.iterdir() if path.is_dir())


@pytest.mark.parametrize("folder", GUIDES, ids=lambda path: path.name)
def test_a_guide_of_the_library_may_be_published(folder: Path) -> None:
    """Nothing is wrong with it: no error, no failing case."""
    assert [str(problem) for problem in check(read_folder(folder)) if problem.severity == "error"] == []


@pytest.mark.parametrize("folder", GUIDES, ids=lambda path: path.name)
def test_a_guide_of_the_library_is_the_same_in_every_form(folder: Path, tmp_path: Path) -> None:
    """Folder, document and canonical text hold the same."""
    document = read_folder(folder)
    write_folder(document, tmp_path)
    assert read_folder(tmp_path) == document
    assert load(canonical_json(document)) == document


@pytest.mark.parametrize("folder", GUIDES, ids=lambda path: path.name)
def test_texts_of_the_library_leave_no_mark(folder: Path) -> None:
    """Every menu path and term is filled in every text."""
    document = read_folder(folder)
    texts = Texts(document)
    shown = "".join(
        texts.html(text) for step in document.steps for text in (step.loses, *(v.text for v in step.variants))
    )
    assert not {"[[", "{{", "\ue000"} & {shown[at : at + 2] for at in range(len(shown))}
