"""A guide folder as one zip file, to send and to keep. What comes from elsewhere is read as if it were hostile."""

import io
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from stat import S_IFMT, S_ISDIR, S_ISREG
from tempfile import TemporaryDirectory
from typing import Final, NoReturn

from diagnostics.content.document.layout import GUIDE_FILE, is_ignored
from diagnostics.content.document.problems import FolderErrors, Problem
from diagnostics.content.document.schema import GuideDocument
from diagnostics.content.files.folder import FolderReading, read_folder_with_lines
from diagnostics.content.files.folder_writer import folder_files
from diagnostics.content.files.yaml_reader import MAX_BYTES

MOST_BYTES: Final = 10_000_000
"""Of a zip file."""
MOST_FILES: Final = 500
MOST_UNPACKED: Final = 20_000_000
"""Bytes of all files together."""
DENSEST: Final = 100
"""No honest file is packed this many times smaller than its text …"""
DENSE_FROM: Final = 100_000
"""… if it has at least this many bytes."""
METHODS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
BEGINNING: Final = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip file can name; files of a guide have no date of their own."""
PLAIN_FILE: Final = 0o100644 << 16
FROM_MACS: Final = "__MACOSX"
ZIP: Final = "The zip file"
"""File of a problem of the zip as a whole."""

type Entries = Sequence[zipfile.ZipInfo]


def pack(document: GuideDocument) -> bytes:
    """The folder of a document, inside a folder of its slug. Equal documents give equal bytes on every machine."""
    # Stored as they are: how well a text is packed depends on the machine.
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, text in sorted(folder_files(document).items()):
            entry = zipfile.ZipInfo(f"{document.slug}/{name}", BEGINNING)
            entry.create_system, entry.external_attr = 3, PLAIN_FILE
            archive.writestr(entry, text.encode("utf-8"))
    return held.getvalue()


def unpack(content: bytes) -> FolderReading:
    """A zipped folder; raises FolderErrors with everything that is wrong. No file outlives the call."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        for path, data in _files(content).items():
            _add_file(folder / path, data, path)
        return read_folder_with_lines(folder)


def _add_file(file: Path, data: bytes, path: str) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    except OSError as error:
        why = "A file with this name cannot be kept: it is too long, or a folder has the same name. Rename it."
        raise FolderErrors([Problem(path[:200], "", why)]) from error


def _files(content: bytes) -> Mapping[str, bytes]:
    if len(content) > MOST_BYTES:
        _refuse(f"This is larger than {MOST_BYTES:,} bytes. A guide is much smaller: zip its folder alone.")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = [entry for entry in map(_with_slashes, archive.infolist()) if not _is_clutter(entry)]
            if problems := [*_crowd(entries), *(problem for entry in entries for problem in _faults(entry))]:
                raise FolderErrors(problems)
            return _read(archive, _below_guide_file(entries))
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError, zlib.error) as error:
        raise FolderErrors(
            [Problem(ZIP, "", "This zip file is not complete. Make it again, or send it again.")]
        ) from error


def _refuse(message: str) -> NoReturn:
    raise FolderErrors([Problem(ZIP, "", message)])


def _with_slashes(entry: zipfile.ZipInfo) -> zipfile.ZipInfo:
    """Some programs on Windows write paths with backslashes. What leads out is told by its parts, as anywhere."""
    entry.filename = entry.filename.replace("\\", "/")
    return entry


def _is_clutter(entry: zipfile.ZipInfo) -> bool:
    """Whether this is a folder, or something that people and computers add to any folder."""
    path = PurePosixPath(entry.filename)
    if entry.is_dir() or ".." in path.parts:
        return entry.is_dir()
    return is_ignored(path.name) or any(part.startswith(".") or part == FROM_MACS for part in path.parts)


def _crowd(entries: Entries) -> Iterator[Problem]:
    """What is wrong with the files as a whole, judged by the zip's own directory."""
    if len(entries) > MOST_FILES:
        _refuse(f"There are {len(entries):,} files in the zip. A guide has at most {MOST_FILES}.")
    if sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        yield Problem(ZIP, "", f"The files in the zip hold more than {MOST_UNPACKED:,} bytes. A guide is much smaller.")
    seen: set[str] = set()
    for entry in entries:
        alike = unicodedata.normalize("NFC", str(PurePosixPath(entry.filename))).casefold()
        if alike in seen:
            yield _problem(entry, "Two files in the zip have this name, or nearly this name. Keep one of them.")
        seen.add(alike)


def _faults(entry: zipfile.ZipInfo) -> Iterator[Problem]:
    """What is wrong with one file, before it is opened."""
    path = PurePosixPath(entry.filename)
    mode = S_IFMT(entry.external_attr >> 16)
    if path.is_absolute() or ".." in path.parts or ":" in entry.filename:
        yield _problem(entry, "This path leads out of the folder. Zip the folder of the guide itself.")
    elif not entry.filename.isprintable():
        yield _problem(entry, "The name of this file holds characters that cannot be seen. Rename it.")
    if mode and not (S_ISREG(mode) or S_ISDIR(mode)):
        yield _problem(entry, "This is a link and not a plain file. Put the file itself here.")
    if entry.flag_bits & 0x1:
        yield _problem(entry, "This file is locked with a password. Zip the folder without one.")
    elif entry.compress_type not in METHODS:
        yield _problem(entry, "This file is packed in an unusual way. Zip the folder with the computer's own command.")
    if entry.file_size > MAX_BYTES:
        yield _problem(entry, f"The file is larger than {MAX_BYTES:,} bytes. Split or shorten it.")
    elif entry.file_size > max(DENSE_FROM, DENSEST * entry.compress_size):
        yield _problem(entry, "This file swells to a hundred times its size. A text of a guide does not: leave it out.")


def _problem(entry: zipfile.ZipInfo, message: str) -> Problem:
    name = "".join(letter if letter.isprintable() else "�" for letter in entry.filename)
    return Problem(name[:200], "", message)


def _below_guide_file(entries: Entries) -> Mapping[str, zipfile.ZipInfo]:
    """Path in the guide's folder → entry; the folder is the one that holds guide.yaml."""
    paths = {entry: PurePosixPath(entry.filename) for entry in entries}
    homes = [path.parent for path in paths.values() if path.name == GUIDE_FILE]
    if not homes:
        _refuse(f"There is no {GUIDE_FILE} in the zip. Zip the folder that holds it.")
    if len(homes) > 1:
        _refuse(f"There are {len(homes)} files {GUIDE_FILE} in the zip. Zip one guide at a time.")
    home = homes[0]
    if strangers := [entry for entry, path in paths.items() if not path.is_relative_to(home)]:
        why = f"This is outside the folder “{home}”, which holds the guide. Leave it out of the zip."
        raise FolderErrors(_problem(entry, why) for entry in strangers)
    return {path.relative_to(home).as_posix(): entry for entry, path in paths.items()}


def _read(archive: zipfile.ZipFile, entries: Mapping[str, zipfile.ZipInfo]) -> Mapping[str, bytes]:
    """The files' content, counted while it is read, since the sizes that a zip states may be false."""
    found: dict[str, bytes] = {}
    left = MOST_UNPACKED
    for path, entry in entries.items():
        with archive.open(entry) as file:
            data = file.read(min(MAX_BYTES, left) + 1)
        if len(data) > min(MAX_BYTES, left):
            raise FolderErrors([_problem(entry, "This file is larger than the zip says. Make the zip again.")])
        left -= len(data)
        found[path] = data
    return found
