"""The last good releases on disk."""

import json
import os
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from diagnostics.content.changes.former_names import FormerNames
from diagnostics.domain.live.live_site import ShelvedRelease
from diagnostics.domain.live.shelf import INDEX, LEFT, OLD, Shelf, remove_leftovers, replace_file
from tests.builders import make_document
from tests.domain.live.test_live_site import NOON, shelve

LAMP = shelve(make_document(intro="Über “alles” 📵"), number=3)
TORCH = shelve(make_document(slug="torch"))


def shelf_with(folder: Path, *kept: ShelvedRelease) -> Shelf:
    shelf = Shelf(folder / "live")
    shelf.write(one.published for one in kept)
    return shelf


def text_file(shelf: Shelf, guide: str) -> Path:
    return next(shelf.folder.glob(f"{guide}-*.json"))


def test_shelf_gives_back_what_it_holds(tmp_path: Path) -> None:
    """Text, number, hash, time and order come back as they were."""
    shelf = shelf_with(tmp_path, TORCH, LAMP)
    assert [one.published for one in shelf.read()] == [TORCH.published, LAMP.published]
    assert text_file(shelf, "lamp").read_bytes() == LAMP.published.text.encode()


def test_shelf_gives_back_every_former_name(tmp_path: Path) -> None:
    """So that old addresses answer while the database is away. An older index has none, which is not the same as no names."""
    names = [("step", "old", "new"), ("step", "new", "new")]
    known = ShelvedRelease(replace(LAMP.published, former=FormerNames(names, {"light": NOON})))
    lamp, torch = shelf_with(tmp_path, known, TORCH).read()
    assert lamp.published.former is not None
    assert (lamp.published.former.all, lamp.published.former.since) == (tuple(names), {"light": NOON})
    assert torch.published.former is None


def test_shelf_that_is_not_there_is_empty(tmp_path: Path) -> None:
    """A first start finds nothing and says nothing."""
    assert list(Shelf(tmp_path / "none").read()) == []


def test_shelf_refuses_a_damaged_text(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """One changed byte keeps a release off the site, and no other."""
    shelf = shelf_with(tmp_path, LAMP, TORCH)
    file = text_file(shelf, "lamp")
    file.write_text(file.read_text().replace("alles", "Alles"))
    assert [str(one.published) for one in shelf.read()] == ["Release 1 of torch"]
    assert "Release 3 of lamp is damaged" in caplog.text


@pytest.mark.parametrize("damage", [Path.unlink, lambda file: file.write_bytes(b"\xff\xfe")])
def test_shelf_refuses_a_missing_or_unreadable_text(tmp_path: Path, damage: Callable[[Path], object]) -> None:
    """A lost file or one of other bytes is left out as well."""
    shelf = shelf_with(tmp_path, LAMP, TORCH)
    damage(text_file(shelf, "lamp"))
    assert [str(one.published) for one in shelf.read()] == ["Release 1 of torch"]


@pytest.mark.parametrize("index", ["", "{", "{}", "[1]", '[{"guide": "lamp"}]', "null", '[{"guide":1,"number":"x"}]'])
def test_shelf_with_a_damaged_index_is_empty(tmp_path: Path, index: str) -> None:
    """Whatever stands in the index, reading it does not fail."""
    shelf = shelf_with(tmp_path, LAMP)
    (shelf.folder / INDEX).write_text(index)
    assert list(shelf.read()) == []


def test_shelf_replaces_what_it_held(tmp_path: Path) -> None:
    """After a new release only that one is read, and a rollback reads the old text again."""
    shelf = shelf_with(tmp_path, LAMP)
    newer = shelve(make_document(title="Newer"), number=4)
    shelf.write([newer.published])
    assert [one.published for one in shelf.read()] == [newer.published]
    shelf.write([LAMP.published])
    assert [one.published for one in shelf.read()] == [LAMP.published]


def test_shelf_throws_texts_away_after_a_day(tmp_path: Path) -> None:
    """A text that nothing names stays for a slower worker, but not for ever; other files are not touched."""
    shelf = shelf_with(tmp_path, LAMP, TORCH)
    (shelf.folder / "notes.txt").touch()
    shelf.write([TORCH.published])
    assert text_file(shelf, "lamp").exists()
    os.utime(text_file(shelf, "lamp"), (0, text_file(shelf, "torch").stat().st_mtime - OLD - 1))
    shelf.write([TORCH.published])
    assert {file.name.split("-")[0] for file in shelf.folder.iterdir()} == {"torch", INDEX, "notes.txt"}


def test_shelf_writes_files_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker that dies while it writes leaves the old index in place."""
    shelf = shelf_with(tmp_path, LAMP)

    def die(*args: object) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr(os, "fsync", die)
    with pytest.raises(OSError, match="no space"):
        shelf.write([TORCH.published])
    assert [one.published for one in shelf.read()] == [LAMP.published]


def test_shelf_index_is_for_people_too(tmp_path: Path) -> None:
    """The index names guide, number, hash and time."""
    entry = json.loads((shelf_with(tmp_path, LAMP).folder / INDEX).read_text())[0]
    assert entry == {
        "guide": "lamp",
        "number": 3,
        "sha256": LAMP.published.release.sha256,
        "published_at": "2026-11-23T12:00:00+00:00",
    }


def test_shelf_writes_a_bad_text_anew(tmp_path: Path) -> None:
    """Once the release is known again, its file is whole again."""
    shelf = shelf_with(tmp_path, LAMP)
    text_file(shelf, "lamp").write_text("half of")
    shelf.write([LAMP.published])
    assert [one.published for one in shelf.read()] == [LAMP.published]


def test_shelf_removes_what_dead_processes_left(tmp_path: Path) -> None:
    """Whether the clock has gone on or back since; what is being written now is left alone."""
    shelf = shelf_with(tmp_path, LAMP)
    old, ahead, new = (shelf.folder / f".lamp-{name}.json.12.34" for name in ("old", "ahead", "new"))
    for draft, age in ((old, LEFT + 60), (ahead, -LEFT - 60), (new, 0)):
        draft.touch()
        os.utime(draft, (0, time.time() - age))
    shelf.write([LAMP.published])
    assert [draft.exists() for draft in (old, ahead, new)] == [False, False, True]


def test_a_draft_that_goes_meanwhile_is_no_error(tmp_path: Path) -> None:
    """Another worker is done with it between the look into the folder and the look at the file."""
    (tmp_path / ".lamp.1.2").symlink_to(tmp_path / "gone")
    remove_leftovers(tmp_path)


def test_a_file_that_cannot_be_written_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk is not filled with drafts."""
    monkeypatch.setattr(os, "fsync", lambda _: (_ for _ in ()).throw(OSError("no space left on device")))
    with pytest.raises(OSError, match="no space"):
        replace_file(tmp_path / "one.json", "{}")
    assert list(tmp_path.iterdir()) == []
