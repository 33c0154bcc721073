"""Pictures are made in the background, or when one is asked for."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from diagnostics.config.shades import shades
from diagnostics.domain import live
from diagnostics.domain.live import LiveGuide, LiveSite
from diagnostics.web.cards import making
from diagnostics.web.cards.card import Picture
from diagnostics.web.cards.gallery import all_pictures, guide_picture
from diagnostics.web.cards.making import Maker


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Settings) -> Path:
    settings.VAR = tmp_path
    return tmp_path / "cards"


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The words of every picture that is drawn."""
    words: list[str] = []
    draw = Picture.draw

    def count(picture: Picture) -> bytes:
        words.append(picture.words)
        return draw(picture)

    monkeypatch.setattr(Picture, "draw", count)
    return words


def names(folder: Path) -> set[str]:
    return {file.stem for file in folder.iterdir()}


def make_all(maker: Callable[[], None]) -> int:
    """How many turns it took."""
    for turn in range(1, 200):
        before = list(making._files().folder.glob("*")) if making._files().folder.exists() else []
        maker()
        if len(list(making._files().folder.glob("*"))) == len(before):
            return turn
    raise AssertionError("It never ends.")


def test_all_pictures_of_a_guide_are_made_a_little_at_a_time(
    lamp_to_read: LiveGuide, folder: Path, drawn: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever a page of the guide may name is there in the end, each drawn once; then nothing is left to do."""
    monkeypatch.setattr(making, "AT_ONCE", 1e-9)
    turns = make_all(maker := Maker())

    wanted = all_pictures([lamp_to_read])
    assert names(folder) == set(wanted)
    assert sorted(drawn) == sorted(one.words for one in wanted.values())
    assert turns >= len(wanted)
    maker()
    make_all(Maker())
    assert len(drawn) == len(wanted)


def test_guides_that_nobody_has_loaded_wait(lamp_to_read: LiveGuide, folder: Path) -> None:
    """The background loads no guide only to draw it."""
    with live.site_override(LiveSite()):
        make_all(Maker())

    assert guide_picture(lamp_to_read).name not in names(folder)


def test_a_picture_that_is_asked_for_early_is_drawn_at_once(
    client: Client, lamp_to_read: LiveGuide, folder: Path, drawn: list[str]
) -> None:
    """It is kept without a database, and may be kept for ever by whoever has it."""
    address = guide_picture(lamp_to_read).address.removeprefix("http://127.0.0.1:8000")
    first, second = client.get(address), client.get(address)

    assert first.content == second.content == (folder / address.rpartition("/")[2]).read_bytes()
    assert first.headers["Content-Type"] == "image/png"
    assert first.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert drawn == ["Why won't my lamp light?"]
    assert client.head(address).status_code == 200
    assert client.post(address).status_code == 405


@pytest.mark.parametrize("name", ["0123456789abcdef0123", "nope", "-"])
def test_what_no_page_names_is_not_drawn(client: Client, lamp_to_read: LiveGuide, drawn: list[str], name: str) -> None:
    """Nobody fills the disk by making names up."""
    assert client.get(f"/cards/{name}.png").status_code == 404
    assert drawn == []


def test_a_disk_that_cannot_be_written_costs_only_the_keeping(
    client: Client, lamp_to_read: LiveGuide, folder: Path, drawn: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    """It is said once, and once more when it is over; visitors get their pictures."""
    folder.write_text("in the way")
    address = guide_picture(lamp_to_read).address.removeprefix("http://127.0.0.1:8000")
    maker = Maker()
    for _ in range(3):
        maker()

    assert client.get(address).content.startswith(b"\x89PNG")
    assert len(drawn) == 2
    assert [line.split(" (")[0] for line in caplog.messages] == ["Pictures of cards cannot be kept on disk"]
    folder.unlink()
    client.get(address)
    assert caplog.messages[1:] == ["Pictures of cards are kept on disk again."]


def test_another_name_or_colour_of_the_site_is_another_picture(settings: Settings) -> None:
    """Both are drawn too, so caches must not mix them up."""
    plain = Picture("Dark")
    settings.SITE_NAME = "Lux"
    named = Picture("Dark")
    before = (plain.name, named.name)
    settings.SITE_ACCENT = shades("#005500")
    coloured = Picture("Dark")

    assert len({*before, coloured.name}) == 3
    assert len({plain.draw(), Picture("Lit").draw()}) == 2
