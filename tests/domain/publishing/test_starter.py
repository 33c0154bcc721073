"""The guides that come with Fixpath."""

from pathlib import Path

import pytest

from diagnostics.content.document.schema import GuideDocument
from diagnostics.content.files.folder import write_folder
from diagnostics.domain import drafts
from diagnostics.domain.publishing import starter
from diagnostics.domain.publishing.publishing import Blocked
from diagnostics.models import Guide, Publication, Release
from tests.builders import a_cause, make_document

pytestmark = pytest.mark.django_db


@pytest.mark.slow
def test_starter_publishes_every_guide_of_the_library() -> None:
    """A new site has the guides of the library, live."""
    assert starter.install()
    library = [folder.name for folder in starter.guide_folders()]
    assert list(Publication.objects.live().values_list("guide", flat=True)) == library
    assert "imessage" in library


def test_starter_touches_a_site_that_has_a_guide_not_at_all(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """One draft or one release is enough, and nothing is installed or changed."""
    library_of(tmp_path, monkeypatch, make_document(slug="torch"))
    drafts.replace(make_document())
    assert not starter.install()
    Guide.objects.all().delete()
    Release.objects.create(guide="lamp", number=1, text="", sha256="", schema=1, code="", by="")
    assert not starter.install()
    assert not Guide.objects.exists()


def test_starter_installs_all_or_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """When one guide of the library is broken, none is there afterwards."""
    broken = make_document(slug="torch", add={"causes": [a_cause("dust", sources=[])]})
    library_of(tmp_path, monkeypatch, make_document(), broken)
    with pytest.raises(Blocked):
        starter.install()
    assert not Guide.objects.exists()
    assert not Release.objects.exists()


def library_of(folder: Path, monkeypatch: pytest.MonkeyPatch, *documents: GuideDocument) -> None:
    for document in documents:
        write_folder(document, folder / document.slug)
    (folder / "notes").mkdir()
    monkeypatch.setattr(starter, "LIBRARY", folder)
