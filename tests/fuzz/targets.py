"""What is fuzzed. Each target takes any bytes; what is wrong with the site comes out as an exception."""

import io
import warnings
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final
from unittest.mock import patch

from django.conf import settings
from django.core.cache import cache as counters
from django.test import Client

from diagnostics.content.document.problems import FolderErrors
from diagnostics.content.feeds.apple_status import AppleStatus
from diagnostics.content.feeds.reading import UnreadableFeed, load_reading, write_reading
from diagnostics.content.files import folder as folder_reader
from diagnostics.content.files.archive import pack, unpack
from diagnostics.content.files.folder import read_folder_with_lines
from diagnostics.content.files.folder_writer import folder_files
from diagnostics.content.files.yaml_reader import Reading, read_yaml
from tests.fuzz.site import KEY
from tests.fuzz.words import WORDS
from tests.web.lamp import lamp_with_facts

SAMPLES: Final = Path(__file__).resolve().parent.parent / "samples" / "status"
LONGEST_NAME: Final = 30_000
"""Bytes; a zip file counts those of a name with 16 bits."""
PART: Final = b"\n\n--\n"
"""Between the parts of an input that has several."""


@dataclass(frozen=True)
class Target:
    """run: tries one input. seeds: whole inputs to begin from. words: what inputs are made of. asks: whether the site is asked."""

    name: str
    run: Callable[[bytes], None]
    seeds: Callable[[], Sequence[bytes]]
    words: tuple[str, ...]
    asks: bool


def walk(data: bytes) -> None:
    """The query of a walk, as a page or as the part that htmx asks for."""
    headers = {"HX-Request": "true", "HX-Request-Type": "partial"} if data[:1] == b"\x01" else {}
    _ask("GET", "/lamp/check/", query=data.removeprefix(b"\x01"), headers=headers)


def codes(data: bytes) -> None:
    """A code in an address, typed into the field, or in the query of a walk."""
    kind, typed = data[:1], data[1:]
    counters.clear()
    if kind == b"?":
        _ask("GET", "/r/", query=b"code=" + typed)
    elif kind == b"&":
        _ask("GET", "/lamp/check/", query=b"see=dark&link=" + typed)
    elif kind == b"!":
        _ask("POST", "/lamp/outcome/", body=typed, kind="application/x-www-form-urlencoded")
    else:
        _ask("GET", "/r/" + data.decode("latin-1"))


def api(data: bytes) -> None:
    """A path below /api/v1/, its query, and a body, which makes it a post."""
    counters.clear()
    address, _, body = data.partition(PART)
    path, _, query = address.partition(b"?")
    _ask(
        "POST" if body else "GET",
        "/api/v1/" + path.decode("latin-1"),
        query=query,
        body=body,
        kind="application/json",
        headers={"Authorization": f"Bearer {KEY}"},
    )


def _ask(
    method: str,
    path: str,
    *,
    query: bytes = b"",
    body: bytes = b"",
    kind: str = "",
    headers: dict[str, str] | None = None,
) -> None:
    """What the site answers must be an answer. The server hands on neither a fragment nor what ends a header."""
    client = Client(headers={"Sec-Fetch-Site": "same-origin", **(headers or {})})
    clean = query.decode("latin-1").translate({0: "", 10: "", 13: "", ord("#"): ""})
    response = client.generic(method, "/", body, kind, PATH_INFO=path, QUERY_STRING=clean)
    if response.status_code >= 500:
        raise AssertionError(f"{response.status_code} at {method} {path!r}?{clean!r}")


def folder(data: bytes) -> None:
    """One file of a guide's folder, in place of a good one."""
    home, names = _good_folder(), sorted(_good_files())
    name = names[data[0] % len(names)] if data else names[0]
    file = home / name
    file.write_bytes(data[1:])
    try:
        with patch.object(folder_reader, "read_yaml", _read_yaml):
            read_folder_with_lines(home)
    except FolderErrors as errors:
        _want(errors.problems)
    finally:
        file.write_text(_good_files()[name], encoding="utf-8")


def feed(data: bytes) -> None:
    """What another site sends; what is understood survives being kept."""
    try:
        reading = AppleStatus().read(data)
    except UnreadableFeed as error:
        _want(str(error))
        return
    assert load_reading(write_reading(reading)) == reading


def archive(data: bytes) -> None:
    """A zip file as it is; or, where it does not begin like one, one of the files that the parts name and hold."""
    try:
        unpack(data if data.startswith(b"PK") else _zip(data))
    except FolderErrors as errors:
        _want(errors.problems)


def _want(reasons: object) -> None:
    if not reasons:
        raise AssertionError("It was refused without a reason.")


def _zip(data: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made, warnings.catch_warnings(action="ignore"):
        # Two files of one name are what it is to be tried with.
        for part in data.split(PART)[:20]:
            name, _, text = part.partition(b"\n")
            entry = zipfile.ZipInfo(name[:LONGEST_NAME].decode("latin-1") or "x")
            made.writestr(entry, text)
    return held.getvalue()


@cache
def _good_files() -> dict[str, str]:
    return folder_files(lamp_with_facts())


@cache
def _good_folder() -> Path:
    home = Path(settings.VAR, "fuzzed")
    for name, text in _good_files().items():
        file = home / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return home


@cache
def _good_readings() -> dict[tuple[str, str], Reading]:
    return {(text, name): read_yaml(text, name) for name, text in _good_files().items() if name.endswith(".yaml")}


def _read_yaml(source: str, file: str) -> Reading:
    """Good files are read once for all inputs: they would take most of the time."""
    return _good_readings().get((source, file)) or read_yaml(source, file)


def _walk_seeds() -> list[bytes]:
    return [
        b"see=dark&kind=desk&show=steps",
        b"\x01see=flicker&smell=yes&from=see",
        b"see=lit&facts=hum&facts=neighbours&tried=turn-on&did=new-bulb&cannot=torch&open=turn-on",
        b"see=not-sure&ask=kind&waiting=wait-power&since=2026-11-29T10&worked=turn-on&utm_source=x",
        b"see=dark&see=lit&facts=none&ask=&from=&show=&open=&link=BCDF-GHJK-MNPT",
    ]


def _code_seeds() -> list[bytes]:
    return [
        b"?bcdf ghjk mnpt",
        b"?12345678&proof=12",
        b"BCDF-GHJK-MNPT/",
        b"BBBB-BBBB-BBBB.txt).",
        b"&BCDF-GHJK-MNPT",
        b"BBBB-BBBB-BBBB.json",
        b"!step=turn-on&kind=fixed&link=BCDF-GHJK-MNPT&walk=see%3Ddark",
    ]


def _api_seeds() -> list[bytes]:
    made = b'{"walk": "see=dark&show=steps", "note": "Hello", "reference": "T-1", "days": 7}'
    return [
        b"guides",
        b"guides/lamp/decision?see=dark&show=steps",
        b"guides/lamp/search?q=dark+street",
        b"guides/lamp/steps/turn-on?see=dark",
        b"guides/lamp/links" + PART + made,
        b"links/BCDF-GHJK-MNPT/events?after=1",
    ]


def _folder_seeds() -> list[bytes]:
    return [bytes([number]) + text.encode() for number, (_, text) in enumerate(sorted(_good_files().items()))]


def _feed_seeds() -> list[bytes]:
    return [path.read_bytes() for path in sorted(SAMPLES.glob("*.js*"))]


def _archive_seeds() -> list[bytes]:
    files = PART.join(f"lamp/{name}\n{text}".encode() for name, text in _good_files().items())
    return [pack(lamp_with_facts()), files, b"guide.yaml\nslug: lamp" + PART + b"../x\n" + PART + b"a/b\nc"]


TARGETS: Final = {
    name: Target(name, run, seeds, WORDS[name], asks=asks)
    for name, run, seeds, asks in (
        ("walk", walk, _walk_seeds, True),
        ("codes", codes, _code_seeds, True),
        ("folder", folder, _folder_seeds, False),
        ("feed", feed, _feed_seeds, False),
        ("api", api, _api_seeds, True),
        ("zip", archive, _archive_seeds, False),
    )
}
