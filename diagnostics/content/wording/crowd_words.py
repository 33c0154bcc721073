"""How many people say the same, in words: for editors and agents, and as a first sentence for visitors."""

from collections.abc import Iterator, Mapping
from typing import Final

from diagnostics.content.document.schema import Question
from diagnostics.content.markup.quotes import inside_quotes
from diagnostics.content.wording.clauses import whole_sentence
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
_UNKNOWN: Final[Mapping[str, str]] = {
    "off": "{label}: this site does not look it up.",
    "unread": "{label}: this site could not look it up lately.",
    "unclear": "{label}: this site looked it up and could not tell.",
}
_CHECKED: Final = "Checked on {time}."
_CHECKED_LONG_AGO: Final = "Last checked on {time}; it may have changed."
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


def looked_up(
    names: Names, answers: Mapping[str, str], unknown: Mapping[str, str], *, checked: str, is_old: bool
) -> Iterator[str]:
    """What the site found out for each question that it can answer by itself, and when; or why it does not know.

    unknown: by question, ``off``, ``unread`` or ``unclear``. checked: a time. is_old: whether it is too long ago to be sure.
    """
    for question in names.document.questions:
        if question.slug in answers:
            yield _answer(names, question, answers[question.slug])
        elif question.slug in unknown:
            yield _UNKNOWN[unknown[question.slug]].format(label=names.label(question.slug))
    if answers:
        yield (_CHECKED_LONG_AGO if is_old else _CHECKED).format(time=checked)


def _answer(names: Names, question: Question, option: str) -> str:
    found = next((one for one in question.options if one.slug == option), None)
    said = (found.said if found else None) or f"{names.label(question.slug)}: {names.option(question.slug, option)}"
    return names.say(whole_sentence(said))


def _times(ratio: int) -> str:
    at = max(ratio, 2) - 2
    return _TIMES[at] if at < len(_TIMES) else f"{ratio} times"
