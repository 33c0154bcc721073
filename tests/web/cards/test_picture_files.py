"""Pictures on disk."""

import os
import time
from pathlib import Path

import pytest

from diagnostics.web.cards import picture_files
from diagnostics.web.cards.drawing import draw
from diagnostics.web.cards.picture_files import OLD, PictureFiles

PNG = draw("Dark", "", "")


@pytest.fixture
def files(tmp_path: Path) -> PictureFiles:
    return PictureFiles(tmp_path / "cards")


def names(files: PictureFiles) -> set[str]:
    return {one.name for one in files.folder.iterdir()}


def age(files: PictureFiles, name: str, seconds: float) -> None:
    os.utime(files.folder / name, (time.time() - seconds,) * 2)


def test_what_is_written_can_be_read(files: PictureFiles) -> None:
    assert files.read("dark") is None
    files.write("dark", PNG)

    assert files.read("dark") == PNG
    assert names(files) == {"dark.png"}


@pytest.mark.parametrize("broken", [b"", PNG[:-20], b"no picture"])
def test_a_part_of_a_picture_is_none(files: PictureFiles, broken: bytes) -> None:
    """A disk that was full, or a machine that stopped: it is drawn again."""
    files.write("dark", PNG)
    (files.folder / "dark.png").write_bytes(broken)

    assert files.read("dark") is None
    assert not files.touch("dark")


def test_what_is_old_and_not_wanted_goes(files: PictureFiles) -> None:
    """So does what a process left behind that ended while it wrote; what is wanted stays however old it is."""
    for name in ("wanted", "old", "new", "touched"):
        files.write(name, PNG)
    (files.folder / ".half.1.2").write_bytes(PNG[:9])
    for name in ("wanted.png", "old.png", "touched.png", ".half.1.2"):
        age(files, name, OLD + 60)
    files.touch("touched")
    files.tidy({"wanted"})

    assert names(files) == {"wanted.png", "new.png", "touched.png"}


def test_there_are_never_too_many(files: PictureFiles, monkeypatch: pytest.MonkeyPatch) -> None:
    """The oldest go first."""
    monkeypatch.setattr(picture_files, "MOST_FILES", 3)
    for i in range(5):
        files.write(f"p{i}", PNG)
        age(files, f"p{i}.png", 60 * (5 - i))
    files.tidy({"p0"})

    assert names(files) == {"p0.png", "p3.png", "p4.png"}
