"""Exporting a guide as a folder."""

from pathlib import Path

import pytest

from diagnostics.content.files.folder import read_folder
from diagnostics.domain import drafts
from diagnostics.domain.publishing.exporting import NotAGuideFolder, export_guide
from diagnostics.domain.publishing.importing import import_folder
from diagnostics.domain.publishing.publishing import publish
from diagnostics.domain.publishing.releases import UnknownRelease
from diagnostics.models import Guide, Release
from tests.builders import make_document
from tests.domain.rich import rich_document

pytestmark = pytest.mark.django_db


def test_export_of_a_release_published_again_is_the_same_release(tmp_path: Path) -> None:
    """Exported, imported into an empty site and published, a release is byte for byte the same."""
    document = make_document(aliases=["old-lamp"], intro="Über “alles”\n\n- a\n- b")
    drafts.replace(document)
    first = publish("lamp", note="", by="ada").publication.release
    export_guide("lamp", tmp_path, number=1)
    Guide.objects.all().delete()
    import_folder(tmp_path)
    Release.objects.create(guide="lamp", number=2, text="", sha256="", schema=1, code="", by="")
    assert not publish("lamp", note="", by="bob").is_new
    assert drafts.document(drafts.get_guide("lamp")) == document
    assert first.text == Release.objects.get(number=1).text


def test_export_of_a_draft_reads_as_the_draft(tmp_path: Path) -> None:
    drafts.replace(rich_document())
    export_guide("lamp", tmp_path / "new" / "folder")
    assert read_folder(tmp_path / "new" / "folder") == rich_document()


def test_export_writes_the_release_that_was_asked_for(tmp_path: Path) -> None:
    """Older releases can be written as well, whatever is live."""
    for title in ("One", "Two"):
        drafts.replace(make_document(title=title))
        publish("lamp", note="", by="ada")
    export_guide("lamp", tmp_path, number=1)
    assert read_folder(tmp_path).title == "One"
    with pytest.raises(UnknownRelease):
        export_guide("lamp", tmp_path, number=3)


def test_export_leaves_folders_with_other_things_alone(tmp_path: Path) -> None:
    """An export never mixes with files that are no guide."""
    drafts.replace(make_document())
    (tmp_path / "holiday.jpg").touch()
    for folder in (tmp_path, tmp_path / "holiday.jpg"):
        with pytest.raises(NotAGuideFolder, match="holds things other than a guide"):
            export_guide("lamp", folder)
    assert [file.name for file in tmp_path.iterdir()] == ["holiday.jpg"]
