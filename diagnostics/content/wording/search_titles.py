"""Titles of pages as search engines show them: whole words, whole sentences, never cut by a machine."""

import re
from typing import Final

LONGEST_TITLE: Final = 65
"""Characters that search engines show of a title."""
SITE: Final = "Fixpath"
_SENTENCE_END: Final = re.compile(r"(?<=[.!?…]) ")


def search_title(title: str, guide: str = "") -> str:
    """The title with the guide's if both fit, else with the site's; of several sentences the last, if all are too many."""
    candidates = [
        f"{words} · {suffix}" for words in (title, _last_sentence(title)) for suffix in (guide, SITE) if suffix
    ]
    return next((one for one in candidates if len(one) <= LONGEST_TITLE), candidates[-1])


def _last_sentence(title: str) -> str:
    return _SENTENCE_END.split(title)[-1]
