"""What the site has to offer that a guide may name: drawings, what a browser can tell, what the server reads by itself."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from diagnostics.content.document.index import Index, problem
from diagnostics.content.document.problems import Problem, join_words, nearest
from diagnostics.content.feeds.readers import READERS

DRAWINGS: Final = (
    *("email", "green-bubble", "no-delivered", "other-device"),
    *("progress-bar", "red-mark", "sign-in", "spinner"),
)
"""Files of templates/drawings/."""
DETECTIONS: Final = ("iphone", "ipad", "mac", "android", "windows")
"""What static/js/walk.js tells apart."""
FINDINGS: Final = tuple(READERS)
"""What the server may read by itself."""
_OFFERED: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = MappingProxyType(
    {
        "drawing": ("There is no drawing “{}”.", DRAWINGS),
        "detect": ("No browser can tell “{}”.", DETECTIONS),
        "finding": ("This site finds out nothing that is called “{}”.", FINDINGS),
    }
)


def not_offered(field: str, name: str | None) -> str:
    """The sentence that says that the site has no such thing; empty where it has, and for other fields."""
    sentence, offered = _OFFERED.get(field, ("", ()))
    if not name or not sentence or name in offered:
        return ""
    return f"{sentence.format(name)}{nearest(name, offered)} Write one of: {join_words(offered)}. Or leave it empty."


def offer_problems(index: Index) -> Iterator[Problem]:
    """An error for each name of something that the site does not have."""
    for question in index.document.questions:
        if message := not_offered("finding", question.finding):
            yield problem("questions", question.slug, "finding", message)
        for option in question.options:
            for field in ("drawing", "detect"):
                if message := not_offered(field, getattr(option, field)):
                    yield problem("questions", question.slug, f"options.{option.slug}.{field}", message)
