"""diagnostics/config/env.py."""

from pathlib import Path

import pytest

from diagnostics.config import env
from diagnostics.config.env import WrongSetting


def test_text_counts_an_empty_value_as_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty or blank value means the default, as compose files leave variables empty."""
    monkeypatch.setenv("SITE_URL", "  ")

    assert env.text("SITE_URL", "http://here") == "http://here"


def test_text_drops_blanks_around_a_value(monkeypatch: pytest.MonkeyPatch) -> None:
    """Blanks around a value are a slip and mean nothing."""
    monkeypatch.setenv("HOST", " 0.0.0.0 ")

    assert env.text("HOST") == "0.0.0.0"


@pytest.mark.parametrize(
    ("value", "meant"), [("1", True), ("true", True), ("YES", True), ("0", False), ("no", False), ("", False)]
)
def test_flag_reads_the_usual_words(monkeypatch: pytest.MonkeyPatch, value: str, meant: bool) -> None:
    """A flag takes the usual words in any case and is off when empty."""
    monkeypatch.setenv("DEBUG", value)

    assert env.flag("DEBUG") is meant


def test_flag_refuses_other_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """A word that is neither yes nor no is refused by name, with the words that are allowed."""
    monkeypatch.setenv("DEBUG", "maybe")

    with pytest.raises(WrongSetting, match=r"^DEBUG must be one of: 1, true, yes, 0, false, no \(it is 'maybe'\)\.$"):
        env.flag("DEBUG")


@pytest.mark.parametrize("value", ["0", "65536", "80a", "-1", "1.5", "８０", "²"])
def test_number_refuses_what_is_not_in_its_range(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    """Only plain digits within the range count as a number."""
    monkeypatch.setenv("PORT", value)

    with pytest.raises(WrongSetting, match=r"^PORT must be a whole number from 1 to 65535"):
        env.number("PORT", 8000, 1, 65535)


@pytest.mark.parametrize(("value", "meant"), [("1", 1), ("65535", 65535), ("", 8000)])
def test_number_includes_its_bounds(monkeypatch: pytest.MonkeyPatch, value: str, meant: int) -> None:
    """Both ends of the range are allowed; nothing means the default."""
    monkeypatch.setenv("PORT", value)

    assert env.number("PORT", 8000, 1, 65535) == meant


def test_words_are_parted_by_commas_and_blanks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Commas, blanks and both at once part words; there are no empty words."""
    monkeypatch.setenv("ALLOWED_HOSTS", "a.example, b.example c.example,")

    assert env.words("ALLOWED_HOSTS") == ["a.example", "b.example", "c.example"]


def test_a_secret_may_stand_in_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """As container platforms hand secrets over; the line's end is no part of it."""
    file = tmp_path / "key"
    file.write_text("  hunter2 \n", encoding="utf-8")
    monkeypatch.setenv("SECRET_KEY_FILE", str(file))
    assert env.secret("SECRET_KEY") == "hunter2"
    monkeypatch.delenv("SECRET_KEY_FILE")
    assert env.secret("SECRET_KEY") == ""
    monkeypatch.setenv("SECRET_KEY", "hunter3")
    assert env.secret("SECRET_KEY") == "hunter3"


@pytest.mark.parametrize(
    "content", [None, b"", b" \n", b"hunter2\nhunter3", b"hunter2\xff", b"hunter2" * 2_000, b"a\0b"]
)
def test_a_file_that_holds_no_secret_is_refused_by_name(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, content: bytes | None
) -> None:
    """The message names the setting and the file, and says nothing of what is in it."""
    file = tmp_path / "key"
    if content is not None:
        file.write_bytes(content)
    monkeypatch.setenv("SECRET_KEY_FILE", str(file))
    with pytest.raises(WrongSetting, match=r"^SECRET_KEY_FILE must name a file that ") as refused:
        env.secret("SECRET_KEY")
    assert str(file) in str(refused.value)
    assert "hunter" not in str(refused.value)


def test_a_secret_has_one_place(monkeypatch: pytest.MonkeyPatch) -> None:
    """Which of two counts is nobody's guess; neither is repeated."""
    monkeypatch.setenv("CACHE_URL", "redis://:hunter2@host/0")
    monkeypatch.setenv("CACHE_URL_FILE", "/run/secrets/cache")
    with pytest.raises(WrongSetting, match=r"^CACHE_URL and CACHE_URL_FILE must not both be set\.$"):
        env.secret("CACHE_URL")
