"""English words without their endings: enough for a search, and no linguistics."""

from functools import lru_cache
from typing import Final

_SAY_NOTHING: Final = (
    "a about also am an and any are as at be been being but by can could did do does doing for from had has have having he"
    " help her his how i if im in instead into is it its ive just keep keeps like may me might my of on or our please problem"
    " she should since so some that the their them there these they this those to too up us very was we were what when"
    " where which who why will with would you your"
)
_DENY: Final = "aint arent cannot cant couldnt didnt doesnt dont hasnt havent isnt no wasnt wont wouldnt"
_SILENT: Final = frozenset(_SAY_NOTHING.split())
"""Words that say nothing about what is looked for."""
_NOT: Final = frozenset(_DENY.split())
_IRREGULAR: Final = {
    **dict.fromkeys(("sent", "sends", "sending"), "send"),
    **dict.fromkeys(("gone", "goes", "going", "went"), "go"),
    **dict.fromkeys(("got", "gets", "getting", "gotten", "receiving", "received", "receives", "receive"), "get"),
    **dict.fromkeys(("froze", "frozen", "freezes", "freezing"), "freez"),
    **dict.fromkeys(("lost", "loses", "losing"), "lose"),
    **dict.fromkeys(("came", "comes", "coming"), "come"),
    **dict.fromkeys(("bought", "buying"), "buy"),
    **dict.fromkeys(("says", "said", "saying"), "say"),
    "news": "news",
}
_ENDINGS: Final = (
    *(("ifications", "ify"), ("ification", "ify"), ("ations", ""), ("ation", ""), ("ating", ""), ("ated", "")),
    *(("ates", ""), ("ate", ""), ("ingly", ""), ("ings", ""), ("ing", ""), ("edly", ""), ("ied", "y"), ("ies", "y")),
    *(("ed", ""), ("sses", "ss"), ("xes", "x"), ("ches", "ch"), ("shes", "sh"), ("ment", ""), ("ly", ""), ("s", "")),
)
_LEAST: Final = 3
"""Letters that stay of a word when its ending is taken away."""


@lru_cache(maxsize=20_000)
def english_stem(plain: str) -> str:
    """What all forms of an English word have in common; empty for one that says nothing."""
    if plain in _NOT:
        return "not"
    if plain in _SILENT:
        return ""
    return _IRREGULAR.get(plain) or _without_ending(plain)


def _without_ending(plain: str) -> str:
    for ending, instead in _ENDINGS:
        if plain.endswith(ending) and len(plain) - len(ending) >= _LEAST and not plain.endswith(("ss", "us", "is")):
            plain = plain.removesuffix(ending) + instead
            break
    if len(plain) > _LEAST and plain[-1] == plain[-2] and plain[-1] not in "aeiousl":
        plain = plain[:-1]
    return plain.removesuffix("e") if len(plain) > _LEAST else plain
