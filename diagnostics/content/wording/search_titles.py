"""Titles of pages as search engines show them: whole words, whole sentences, never cut by a machine."""

import re
from typing import Final

LONGEST_TITLE: Final = 65
"""Characters that search engines show of a title."""
SITE: Final = "Fixpath"
"""What a site is called whose operator names it not."""
_SENTENCE_END: Final = re.compile(r"(?<=[.!?…]) ")


def search_title(title: str, guide: str = "", *, site: str = SITE) -> str:
    """The title with the guide's if both fit, else with the site's name; of several sentences the last, if all are too many."""
    candidates = [
        f"{words} · {suffix}" for words in (title, _last_sentence(title)) for suffix in (guide, site) if suffix
    ]
    return next((one for one in candidates if len(one) <= LONGEST_TITLE), candidates[-1])


def _last_sentence(title: str) -> str:
    return _SENTENCE_END.split(title)[-1]
