"""What the site has to offer that a guide may name: drawings, checks of the browser, what the server reads by itself.

What a browser must show for an answer to hold is said in tests, joined by "and", and alternatives, joined by "or":
``browser has iPad or browser has Macintosh and touch``. ``static/js/checks.js`` reads the same sentences and tries them.
"""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final, Literal

from diagnostics.content.document.index import Index, problem
from diagnostics.content.document.problems import Problem, join_words, nearest
from diagnostics.content.feeds.readers import READERS

DRAWINGS: Final = (
    *("email", "green-bubble", "no-delivered", "other-device"),
    *("progress-bar", "red-mark", "sign-in", "spinner"),
)
"""Files of templates/drawings/."""
FINDINGS: Final = tuple(READERS)
"""What the server may read by itself."""
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
_OFFERED: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = MappingProxyType(
    {
        "drawing": ("There is no drawing “{}”.", DRAWINGS),
        "finding": ("This site finds out nothing that is called “{}”.", FINDINGS),
    }
)


def offer_fault(field: str, name: str | None) -> str:
    """The sentence that says that the site has no such thing; empty where it has, and for other fields."""
    if field == "detect":
        return detection_fault(name) if name else ""
    sentence, offered = _OFFERED.get(field, ("", ()))
    if not name or not sentence or name in offered:
        return ""
    return f"{sentence.format(name)}{nearest(name, offered)} Write one of: {join_words(offered)}. Or leave it empty."


def offer_problems(index: Index) -> Iterator[Problem]:
    """An error for each name of something that the site does not have."""
    for question in index.document.questions:
        if message := offer_fault("finding", question.finding):
            yield problem("questions", question.slug, "finding", message)
        for option in question.options:
            for field in ("drawing", "detect"):
                if message := offer_fault(field, getattr(option, field)):
                    yield problem("questions", question.slug, f"options.{option.slug}.{field}", message)


def write_out(detection: str) -> str:
    """The detection in tests, also where an older release has a name for it."""
    return FORMER.get(detection, detection)


def readings(detection: str) -> frozenset[Reading]:
    """What must be read of the browser to try it."""
    found = (TEST.fullmatch(test) for alternative in _tests(write_out(detection)) for test in alternative)
    return frozenset(match["measured"] or match.lastgroup for match in found if match)  # type: ignore[misc]


def detection_fault(detection: str) -> str:
    """What is wrong with it, and what to write, in sentences; empty where all is well."""
    wrong = (t for alternative in _tests(write_out(detection)) for t in alternative if not TEST.fullmatch(t))
    if (test := next(wrong, None)) is None:
        return ""
    return (
        f"No check is called “{test}”.{nearest(test, _EXAMPLES)} Write tests such as: {', '.join(_EXAMPLES)}. "
        "Join them with “and” and “or”. Or leave it empty."
    )


def _tests(detection: str) -> list[list[str]]:
    return [alternative.split(" and ") for alternative in detection.split(" or ")]
