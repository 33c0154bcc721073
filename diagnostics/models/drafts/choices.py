"""The words that editors choose from, as choices for forms."""

from typing import Final, TypeAliasType, get_args

from diagnostics.engine import words


def _choices(alias: TypeAliasType) -> list[tuple[str, str]]:
    return [(word, word.replace("-", " ")) for word in get_args(alias.__value__)]


COMMONNESS: Final = _choices(words.CommonnessWord)
SIGN: Final = _choices(words.SignWord)
REMEDY: Final = _choices(words.RemedyWord)
WAITING: Final = _choices(words.WaitingWord)
DISRUPTION: Final = _choices(words.DisruptionWord)
ANSWER: Final = [("one", "one answer"), ("several", "everything that is so")]
EFFORT: Final = _choices(words.EffortWord)
UNKNOWN: Final = _choices(words.UnknownWord)
KIND: Final = _choices(words.KindWord)
FOUND_IN: Final = [
    ("forum", "a forum"),
    ("issue-tracker", "an issue tracker"),
    ("article", "an article or its comments"),
    ("own-support", "our own support"),
]
TIER: Final = [
    ("core", "confirmed and ordinary"),
    ("edge", "confirmed, unusual set-up"),
    ("weak", "nobody confirmed it"),
]
LOOK: Final = [("phone", "a phone"), ("tablet", "a tablet"), ("computer", "a computer")]
ASKED: Final = [("by-value", "when it is worth asking"), ("first", "first of all"), ("second", "second, if not known")]
