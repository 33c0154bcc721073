"""What a browser must show for an answer to hold: tests joined by "and", alternatives joined by "or".

``browser has iPad or browser has Macintosh and touch``. ``static/js/checks.js`` reads the same sentences and tries them.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal

from diagnostics.content.document.problems import nearest

Reading = Literal["browser", "touch", "version", "clock", "loading", "offline"]
TEST: Final = re.compile(
    r"(?P<browser>browser) (?:has|lacks) [!-~]{1,60}|(?P<touch>(?:no )?touch)|(?P<offline>offline)"
    r"|(?P<measured>version|clock|loading) (?:>=|<) [0-9]{1,7}"
)
FORMER: Final[Mapping[str, str]] = MappingProxyType(
    {
        "iphone": "browser has iPhone or browser has iPod",
        "ipad": "browser has iPad or browser has Macintosh and touch",
        "mac": "browser has Macintosh and no touch",
        "android": "browser has Android",
        "windows": "browser has Windows",
    }
)
"""The names that older releases hold, and what they meant."""
ABOUT_THE_DEVICE: Final[frozenset[Reading]] = frozenset({"browser", "touch"})
"""What stays the same on one device, so that it tells devices apart."""
_EXAMPLES: Final = (
    *("browser has Word", "browser lacks Word", "touch", "no touch", "offline"),
    *("version >= 17", "clock >= 120", "clock < 120", "loading >= 3000"),
)


def written_out(detection: str) -> str:
    """The detection in tests, also where an older release has a name for it."""
    return FORMER.get(detection, detection)


def readings(detection: str) -> frozenset[Reading]:
    """What must be read of the browser to try it."""
    found = (TEST.fullmatch(test) for alternative in _tests(written_out(detection)) for test in alternative)
    return frozenset(match["measured"] or match.lastgroup for match in found if match)  # type: ignore[misc]


def detection_fault(detection: str) -> str:
    """What is wrong with it, and what to write, in sentences; empty where all is well."""
    wrong = (t for alternative in _tests(written_out(detection)) for t in alternative if not TEST.fullmatch(t))
    if (test := next(wrong, None)) is None:
        return ""
    return (
        f"No check is called “{test}”.{nearest(test, _EXAMPLES)} Write tests such as: {', '.join(_EXAMPLES)}. "
        "Join them with “and” and “or”. Or leave it empty."
    )


def _tests(detection: str) -> list[list[str]]:
    return [alternative.split(" and ") for alternative in detection.split(" or ")]
