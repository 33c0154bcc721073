"""How many people say the same, in words: for editors and agents, and as a first sentence for visitors."""

from collections.abc import Mapping
from typing import Final

from diagnostics.content.markup.quotes import inside_quotes
from diagnostics.content.wording.names import Names

_SAY: Final[Mapping[str, str]] = {
    "complaint": "say “{name}”",
    "place": "lead to “{name}”",
    "carrier": "name “{name}”",
}
_TOLD: Final[Mapping[str, str]] = {
    "complaint": "Many people say “{name}” right now. You are not the only one.",
    "place": "Many people are having this problem right now. It often comes from “{name}”.",
    "carrier": "Many customers of {name} are having this problem right now. You are not the only one.",
}
_TOLD_SHORT: Final = "Many people are having this problem right now. You are not the only one."
_MORE: Final = "{times} the usual number of walks {say} in the last {minutes} minutes ({came}, usually {usual})."
_FAR_MORE: Final = "Far more walks than usual {say} in the last {minutes} minutes ({came}, usually less than 1)."
_TIMES: Final = ("Twice", "Three times", "Four times", "Five times", "Six times", "Seven times", "Eight times")
LONGEST: Final = 240


def crowd_name(names: Names, kind: str, key: str) -> str:
    """What these walks say, as visitors read it."""
    match kind:
        case "complaint":
            return names.option("", key)
        case "place":
            return names.of("places", key)
        case _:
            return names.of("carriers", key)


def crowd_sentence(names: Names, kind: str, key: str, *, came: int, usual: float, minutes: int) -> str:
    """What is unusual: "Three times the usual number of walks say “It stays dark” in the last 24 minutes (41, usually 13)."""
    say = _SAY[kind].format(name=inside_quotes(crowd_name(names, kind, key)))
    if usual < 1:
        return _FAR_MORE.format(say=say, minutes=minutes, came=came)
    times = _times(round(came / usual))
    return _MORE.format(times=times, say=say, minutes=minutes, came=came, usual=round(usual))


def first_words(names: Names, kind: str, key: str) -> str:
    """What visitors could be told of it, for an editor to begin with."""
    text = _TOLD[kind].format(name=inside_quotes(crowd_name(names, kind, key)))
    return text if len(text) <= LONGEST else _TOLD_SHORT


def _times(ratio: int) -> str:
    at = max(ratio, 2) - 2
    return _TIMES[at] if at < len(_TIMES) else f"{ratio} times"
