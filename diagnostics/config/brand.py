"""Settings by which a site says who it is: its name, its logo, its accent colour, and the links under its pages."""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from diagnostics.config import env
from diagnostics.config.env import WrongSetting
from diagnostics.config.shades import Shades, shades

LONGEST_NAME: Final = 30
"""Letters; a title of a page has 65, and the page needs some of them."""
MOST_LINKS: Final = 8
LARGEST_LOGO: Final = 50_000
"""Bytes: it is fetched once by everybody."""
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_SVG: Final = re.compile(rb"<svg[\s>]")
_ADDRESS: Final = re.compile(r"(https?://[^\s/]|mailto:[^\s@]+@|/(?!/))[^\s<>\"]*")


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture in its file. kind: ``svg`` or ``png``."""

    kind: str
    content: bytes

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.content).hexdigest()[:12]


def name(setting: str, default: str) -> str:
    """What the site is called."""
    value = env.text(setting, default)
    if len(value) > LONGEST_NAME or not value.isprintable():
        raise WrongSetting(setting, f"must be a name of at most {LONGEST_NAME} letters (it is {value!r}).")
    return value


def logo(setting: str) -> Logo | None:
    """The picture in the file that the setting names."""
    if not (value := env.text(setting)):
        return None
    try:
        content = Path(value).read_bytes()
    except OSError as error:
        raise WrongSetting(setting, f"must name a file that can be read ({value!r}: {error.strerror}).") from None
    kind = "png" if content.startswith(_PNG) else "svg" if _SVG.search(content[:4000]) else ""
    if not kind:
        raise WrongSetting(setting, f"must name a picture in SVG or PNG ({value!r} is neither).")
    if len(content) > LARGEST_LOGO:
        raise WrongSetting(setting, f"must name a file of at most {LARGEST_LOGO:,} bytes ({value!r} is larger).")
    return Logo(kind, content)


def accent(setting: str) -> Shades | None:
    """The shades of the colour that can be read on our pages."""
    value = env.text(setting)
    if value and not re.fullmatch(r"#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})", value):
        raise WrongSetting(setting, f"must be a colour such as #0a5c8c (it is {value!r}).")
    return shades(value) if value else None


def links(setting: str) -> tuple[tuple[str, str], ...]:
    """Words and address of each link, from pairs such as ``Help centre=https://help.example.org, Imprint=/imprint/``."""
    pairs = [pair.partition("=") for pair in env.text(setting).split(",") if pair.strip()]
    found = tuple((words.strip(), address.strip()) for words, _, address in pairs)
    for words, address in found:
        if not words or not words.isprintable() or len(words) > LONGEST_NAME or not _ADDRESS.fullmatch(address):
            problem = "must hold pairs such as Help centre=https://help.example.org, separated by commas"
            raise WrongSetting(setting, f"{problem} (not {f'{words}={address}'!r}).")
    if len(found) > MOST_LINKS:
        raise WrongSetting(setting, f"must hold at most {MOST_LINKS} links (it holds {len(found)}).")
    return found
