"""Name, logo, accent and links: what is taken, and the one line that says what is wrong."""

from pathlib import Path

import pytest

from diagnostics.config import brand
from diagnostics.config.env import WrongSetting

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 20


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "logo"


def test_a_site_without_settings_has_its_own_name_and_nothing_else(clean_environment: pytest.MonkeyPatch) -> None:
    assert brand.name("SITE_NAME", "Fixpath") == "Fixpath"
    assert (brand.logo("SITE_LOGO"), brand.accent("SITE_ACCENT"), brand.links("SITE_LINKS")) == (None, None, ())


@pytest.mark.parametrize(
    ("content", "kind"), [(PNG, "png"), (b"<?xml version='1.0'?>\n<svg viewBox='0 0 1 1'></svg>", "svg")]
)
def test_a_logo_is_a_picture_in_a_file(
    clean_environment: pytest.MonkeyPatch, file: Path, content: bytes, kind: str
) -> None:
    file.write_bytes(content)
    clean_environment.setenv("SITE_LOGO", str(file))
    logo = brand.logo("SITE_LOGO")

    assert logo == brand.Logo(kind, content)
    assert logo.digest == brand.Logo("svg", content).digest != brand.Logo(kind, content + b" ").digest


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (None, "must name a file that can be read ('{file}': No such file or directory)."),
        (b"GIF89a", "must name a picture in SVG or PNG ('{file}' is neither)."),
        (PNG * 2000, "must name a file of at most 50,000 bytes ('{file}' is larger)."),
    ],
)
def test_what_is_no_logo_stops_the_start(
    clean_environment: pytest.MonkeyPatch, file: Path, content: bytes | None, problem: str
) -> None:
    if content is not None:
        file.write_bytes(content)
    clean_environment.setenv("SITE_LOGO", str(file))
    with pytest.raises(WrongSetting) as wrong:
        brand.logo("SITE_LOGO")

    assert str(wrong.value) == "SITE_LOGO " + problem.format(file=file)


def test_links_are_pairs(clean_environment: pytest.MonkeyPatch) -> None:
    """Their words may hold blanks, and their addresses what addresses hold."""
    clean_environment.setenv("SITE_LINKS", " Help centre = https://help.example.org/?q=a=b ,Imprint=/imprint/,")
    assert brand.links("SITE_LINKS") == (
        ("Help centre", "https://help.example.org/?q=a=b"),
        ("Imprint", "/imprint/"),
    )


@pytest.mark.parametrize(
    "value",
    [
        *("Help", "=https://x.org", "Help=", "Help=javascript:alert(1)", "Help=//x.org", "Help=ftp://x.org"),
        *("Help=/a b", 'Help=/"', f"{'x' * 31}=/a"),
    ],
)
def test_what_is_no_link_stops_the_start(clean_environment: pytest.MonkeyPatch, value: str) -> None:
    clean_environment.setenv("SITE_LINKS", value)
    with pytest.raises(WrongSetting, match=r"^SITE_LINKS must hold pairs such as .* \(not '.*'\)\.$"):
        brand.links("SITE_LINKS")


def test_too_many_links_stop_the_start(clean_environment: pytest.MonkeyPatch) -> None:
    clean_environment.setenv("SITE_LINKS", ",".join(f"Link {number}=/{number}/" for number in range(9)))
    with pytest.raises(WrongSetting, match=r"^SITE_LINKS must hold at most 8 links \(it holds 9\)\.$"):
        brand.links("SITE_LINKS")


@pytest.mark.parametrize("value", ["x" * 31, "two\nlines"])
def test_what_is_no_name_stops_the_start(clean_environment: pytest.MonkeyPatch, value: str) -> None:
    clean_environment.setenv("SITE_NAME", value)
    with pytest.raises(WrongSetting, match=r"^SITE_NAME must be a name of at most 30 letters \(it is "):
        brand.name("SITE_NAME", "Fixpath")


@pytest.mark.parametrize("value", ["blue", "#12345", "#gggggg", "0a5c8c"])
def test_what_is_no_colour_stops_the_start(clean_environment: pytest.MonkeyPatch, value: str) -> None:
    clean_environment.setenv("SITE_ACCENT", value)
    with pytest.raises(WrongSetting, match=rf"^SITE_ACCENT must be a colour such as #0a5c8c \(it is '{value}'\)\.$"):
        brand.accent("SITE_ACCENT")
