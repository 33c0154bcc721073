"""Importing a folder as a draft."""

from pathlib import Path

import pytest

from diagnostics.content.document.problems import FolderErrors
from diagnostics.content.files.folder import write_folder
from diagnostics.domain import drafts
from diagnostics.domain.publishing.importing import import_document, import_folder
from diagnostics.models import Cause, Guide, Publication
from tests.builders import a_cause, make_document
from tests.domain.rich import rich_document

pytestmark = pytest.mark.django_db


def test_import_makes_the_draft_of_a_folder(tmp_path: Path) -> None:
    write_folder(rich_document(), tmp_path)
    imported = import_folder(tmp_path)
    assert (imported.is_new, imported.differences) == (True, None)
    assert drafts.document(drafts.get_guide("lamp")) == rich_document()
    assert not Publication.objects.exists()


def test_import_says_what_changed() -> None:
    """A second import names each difference from the draft before."""
    import_document(make_document())
    imported = import_document(make_document(add={"causes": [a_cause("dust", name="Dust")]}))
    assert not imported.is_new
    assert [difference.message for difference in imported.differences or ()] == ["The cause “Dust” was added."]
    assert import_document(imported.document).differences == ()


def test_import_of_a_broken_folder_changes_nothing(tmp_path: Path) -> None:
    """A folder with an error in one file leaves every row as it was."""
    import_document(make_document())
    write_folder(make_document(title="New"), tmp_path)
    (tmp_path / "steps.yaml").write_text("- slug: [broken")
    with pytest.raises(FolderErrors):
        import_folder(tmp_path)
    assert drafts.document(drafts.get_guide("lamp")) == make_document()


def test_import_of_broken_names_changes_nothing(tmp_path: Path) -> None:
    """A folder that names a place that is not there leaves every row as it was."""
    import_document(make_document())
    write_folder(make_document(title="New", add={"causes": [a_cause("dust", place="attic")]}), tmp_path)
    with pytest.raises(drafts.DraftProblems, match="no place “attic”"):
        import_folder(tmp_path)
    assert drafts.document(drafts.get_guide("lamp")) == make_document()


def test_import_is_one_transaction(monkeypatch: pytest.MonkeyPatch) -> None:
    """When the database fails half-way, nothing of the import is left."""
    import_document(make_document())

    def fail(*args: object) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("diagnostics.domain.drafts.row_writer.Writer._write_carriers", fail)
    with pytest.raises(RuntimeError):
        import_document(rich_document())
    assert drafts.document(drafts.get_guide("lamp")) == make_document()


def test_import_takes_a_document_that_could_not_be_published() -> None:
    """A draft may be unfinished: errors that rows can hold are for the check to tell."""
    unfinished = make_document(add={"causes": [a_cause("dust", sources=[], text="[[nowhere]]")]})
    import_document(unfinished)
    assert drafts.document(drafts.get_guide("lamp")) == unfinished


def test_import_replaces_rows_that_made_no_document() -> None:
    """A draft that an editor broke can be repaired by an import."""
    import_document(make_document())
    Cause.objects.update(name="")
    imported = import_document(make_document())
    assert (imported.is_new, imported.differences) == (False, None)
    assert drafts.document(drafts.get_guide("lamp")) == make_document()


def test_import_keeps_where_the_guide_stands() -> None:
    """The order of the guides is not in any folder, so no import changes it."""
    import_document(make_document())
    Guide.objects.update(position=3)
    import_document(make_document())
    assert drafts.get_guide("lamp").position == 3
