"""A guide folder as a zip file: out and in again without loss, and whatever else comes in is refused with reasons."""

import io
import struct
import zipfile
from collections.abc import Mapping

import pytest
from hypothesis import given, settings

from diagnostics.content.document.canonical import canonical_json
from diagnostics.content.document.problems import FolderErrors
from diagnostics.content.document.schema import GuideDocument
from diagnostics.content.files import archive, folder
from diagnostics.content.files.archive import pack, unpack
from diagnostics.content.files.folder_writer import folder_files
from tests.builders import make_document
from tests.domain.rich import documents, rich_document
from tests.share import examples

LAMP = folder_files(make_document())
NOT_WHOLE = "The zip file: This zip file is not complete. Make it again, or send it again."


def make_zip(files: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of these files, as a computer makes it."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", method) as made:
        for name, text in files.items():
            made.writestr(name, text)
    return held.getvalue()


def refusals(content: bytes) -> list[str]:
    with pytest.raises(FolderErrors) as caught:
        unpack(content)
    return [str(problem) for problem in caught.value.problems]


@given(documents())
@settings(max_examples=examples(15))
def test_pack_comes_back_byte_for_byte(document: GuideDocument) -> None:
    """Out and in again gives the same document."""
    assert canonical_json(unpack(pack(document)).document) == canonical_json(document)


def test_pack_is_the_same_every_time() -> None:
    """Equal documents give equal bytes; nothing in them knows the day."""
    assert pack(rich_document()) == pack(rich_document())
    with zipfile.ZipFile(io.BytesIO(pack(rich_document()))) as made:
        assert {entry.date_time for entry in made.infolist()} == {archive.BEGINNING}
        assert "lamp/guide.yaml" in made.namelist()


def test_unpack_takes_a_folder_or_what_is_in_it() -> None:
    """Whether the folder itself was zipped or its files, and what computers add, makes no difference."""
    clutter: dict[str, str | bytes] = {
        **dict.fromkeys(("__MACOSX/x/._guide.yaml", "x/.DS_Store", "x/pages/", "x/pages/Thumbs.db"), ""),
        **dict.fromkeys(("README.md", "x/LICENSE", "x/desktop.ini", "x/.git/config"), ""),
    }
    assert unpack(make_zip(LAMP)).document == make_document()
    assert unpack(make_zip({f"x/{name}": text for name, text in LAMP.items()} | clutter)).document == make_document()


def test_unpack_takes_zips_made_on_windows() -> None:
    """Backslashes between the names, in folders and files, and what its file manager adds."""
    names = {f"x\\{name.replace('/', chr(92))}": text for name, text in LAMP.items()}
    assert "x\\pages\\candles.md" in names
    assert (
        unpack(make_zip(names | {"x\\pages\\": "", "x\\Thumbs.db": "", "__MACOSX\\x": ""})).document == make_document()
    )


@pytest.mark.parametrize("content", [b"", b"PK", b"slug: lamp", pack(make_document())[:-40], make_zip(LAMP)[100:]])
def test_unpack_refuses_what_is_no_zip(content: bytes) -> None:
    """A file that is no zip, or half of one, is told in one sentence."""
    assert refusals(content) == [NOT_WHOLE]


def test_unpack_refuses_broken_content() -> None:
    """A zip whose content was damaged on its way is no whole zip."""
    good = make_zip(LAMP, zipfile.ZIP_STORED)
    assert refusals(good.replace(b"The bulb is dead", b"The bulb is DEAD")) == [NOT_WHOLE]


@pytest.mark.parametrize("name", ["../guide.yaml", "/etc/passwd", "a/../../b.yaml", "C:/b.yaml", "x/../.y"])
def test_unpack_refuses_paths_that_lead_out(name: str) -> None:
    """No file is written outside the folder."""
    assert refusals(make_zip(LAMP | {name: ""})) == [
        f"{name}: This path leads out of the folder. Zip the folder of the guide itself."
    ]


@pytest.mark.parametrize("name", ["..\\b.yaml", "\\b.yaml", "C:\\b.yaml", "a\\..\\..\\b.yaml", "..\\Thumbs.db"])
def test_unpack_refuses_paths_that_lead_out_on_windows(name: str) -> None:
    """Backslashes change nothing about that; the path is told with slashes."""
    assert refusals(make_zip(LAMP | {name: ""})) == [
        f"{name.replace(chr(92), '/')}: This path leads out of the folder. Zip the folder of the guide itself."
    ]


def test_unpack_refuses_names_that_cannot_be_seen() -> None:
    """A name with control characters is shown without them."""
    assert refusals(make_zip(LAMP | {"a\x1bb.yaml": ""})) == [
        "a�b.yaml: The name of this file holds characters that cannot be seen. Rename it."
    ]


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("names", [("a\u0301.yaml", "\xe1.yaml"), ("Guide.yaml", "guide.yaml"), ("./a.yaml", "a.yaml")])
def test_unpack_refuses_names_that_are_alike(names: tuple[str, str]) -> None:
    """Two files that some computers take for one are one too many."""
    (said,) = refusals(make_zip(dict.fromkeys(names, "")))
    assert said.endswith("have this name, or nearly this name. Keep one of them.")


def test_unpack_refuses_links() -> None:
    """Only plain files are read."""
    held = io.BytesIO(make_zip(LAMP))
    with zipfile.ZipFile(held, "a") as made:
        link = zipfile.ZipInfo("alarms.yaml")
        link.external_attr = 0o120777 << 16
        made.writestr(link, "/etc/passwd")
    assert refusals(held.getvalue()) == ["alarms.yaml: This is a link and not a plain file. Put the file itself here."]


def test_unpack_refuses_locked_files() -> None:
    """A password is told as such."""
    content = bytearray(make_zip({"guide.yaml": "x"}))
    content[content.index(b"PK\x01\x02") + 8] |= 1
    assert refusals(bytes(content)) == ["guide.yaml: This file is locked with a password. Zip the folder without one."]


def test_unpack_refuses_unusual_packing() -> None:
    """Only the two ways of packing that every computer uses are read."""
    assert refusals(make_zip({"guide.yaml": "x"}, zipfile.ZIP_LZMA)) == [
        "guide.yaml: This file is packed in an unusual way. Zip the folder with the computer's own command."
    ]


def test_unpack_refuses_bombs(monkeypatch: pytest.MonkeyPatch) -> None:
    """A small zip that swells, a big file, many files, and much in all are refused before anything is unpacked."""
    swells = "This file swells to a hundred times its size. A text of a guide does not: leave it out."
    assert refusals(make_zip(LAMP | {"bomb.yaml": "0" * 1_900_000})) == [f"bomb.yaml: {swells}"]
    assert refusals(make_zip(LAMP | {"big.yaml": "0" * 2_000_001}))[0] == (
        "big.yaml: The file is larger than 2,000,000 bytes. Split or shorten it."
    )
    assert refusals(make_zip({f"{n}.yaml": "" for n in range(501)})) == [
        "The zip file: There are 501 files in the zip. A guide has at most 500."
    ]
    monkeypatch.setattr(archive, "MOST_UNPACKED", 100)
    assert (
        refusals(make_zip(LAMP))[0]
        == "The zip file: The files in the zip hold more than 100 bytes. A guide is much smaller."
    )
    monkeypatch.setattr(archive, "MOST_BYTES", 100)
    assert refusals(make_zip(LAMP))[0].startswith("The zip file: This is larger than 100 bytes.")


def test_unpack_counts_what_it_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a zip says about sizes is not believed."""
    content = make_zip({"guide.yaml": "0" * 5000}, zipfile.ZIP_STORED)
    monkeypatch.setattr(archive, "MAX_BYTES", 100)
    monkeypatch.setattr(archive, "_faults", lambda _entry: [])
    assert refusals(content) == ["guide.yaml: This file is larger than the zip says. Make the zip again."]


def test_unpack_survives_sizes_that_lie() -> None:
    """A header that promises less than there is ends the reading there."""
    content = bytearray(make_zip({"guide.yaml": "0" * 1_500_000}))
    at = content.index(b"PK\x01\x02")
    content[at + 24 : at + 28] = struct.pack("<I", 10)
    assert refusals(bytes(content)) == [NOT_WHOLE]


def test_unpack_needs_one_guide() -> None:
    """Without guide.yaml nobody knows what this is; two of them are two guides."""
    assert refusals(make_zip({"a.yaml": ""})) == [
        "The zip file: There is no guide.yaml in the zip. Zip the folder that holds it."
    ]
    assert refusals(make_zip({"a/guide.yaml": "", "b/guide.yaml": ""})) == [
        "The zip file: There are 2 files guide.yaml in the zip. Zip one guide at a time."
    ]
    assert refusals(make_zip({"a/guide.yaml": "", "readme.txt": ""})) == [
        "readme.txt: This is outside the folder “a”, which holds the guide. Leave it out of the zip."
    ]


def test_unpack_tells_everything_wrong_in_the_folder() -> None:
    """Broken YAML and wrong file names are told with file and line, all at once."""
    broken: dict[str, str | bytes] = {
        **LAMP,
        "steps.yaml": "- slug: [turn-on\n",
        "caused.yaml": "",
        "inner.zip": make_zip(LAMP),
    }
    said = refusals(make_zip(broken))
    assert [line.split(": ")[0] for line in said] == ["caused.yaml", "inner.zip", "steps.yaml (line 2)"]


def test_unpack_refuses_names_that_no_file_can_have() -> None:
    """A folder and a file of one name, and a name that is too long, are told as such."""
    for name in ("guide.yaml/x.yaml", "x" * 300):
        (said,) = refusals(make_zip(LAMP | {name: ""}))
        assert said.endswith("it is too long, or a folder has the same name. Rename it.")


def test_unpack_refuses_more_values_than_a_guide_has(monkeypatch: pytest.MonkeyPatch) -> None:
    """A small zip may hold a hundred thousand keys; reading stops where no honest file goes on, in one file and in all."""
    many = "".join(f"k{number}:\n" for number in range(150_000))
    assert "There are more than 20,000 values here. A guide has far fewer." in str(
        refusals(make_zip({"guide.yaml": many}))
    )
    monkeypatch.setattr(folder, "MOST_VALUES", 30)
    assert "There are more than 30 values in its files. A guide has far fewer." in str(refusals(make_zip(LAMP)))


def test_unpack_words_only_so_many_problems(monkeypatch: pytest.MonkeyPatch) -> None:
    """And says how many there are besides."""
    monkeypatch.setattr(folder, "MOST_TOLD", 3)
    odd = LAMP["guide.yaml"] + "".join(f"odd{number}: 1\n" for number in range(10))
    said = refusals(make_zip({**LAMP, "guide.yaml": odd}))
    assert len(said) == 4
    assert any(one.endswith("There are 7 more problems of this kind. Put these right first.") for one in said)
