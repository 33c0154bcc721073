"""What no log line and no report may say, whoever wrote it: codes of result links, keys of previews, walks, who somebody is."""

import re
from typing import Final

_CONSONANTS: Final = "[bcdfghjkmnpqrstvwxz]{4}"
_PRIVATE: Final = (
    # What follows the question mark of an address: a walk.
    (re.compile(r"(/[^\s?'\"<>]*)\?[^\s'\"<>]+"), r"\1?…"),
    # A code, or the key of a preview, as part of an address.
    (re.compile(r"(/(?:r|preview|agents/links|links)/)[^/\s?'\"<>]+"), r"\1…"),
    # A code by itself (content/results/codes.py), in both its forms.
    (re.compile(rf"\b{_CONSONANTS}(-?){_CONSONANTS}\1{_CONSONANTS}\b", re.IGNORECASE), "…"),
    # The key of a program.
    (re.compile(r"\bfpk_\w+"), "…"),
    # What a database says of a row that it refuses.
    (re.compile(r"(Key \([^)]*\)=\(|Failing row contains \()[^\n]*\)"), r"\1…)"),
    (re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+"), "…@…"),
    # Gunicorn's word for who sent something that is no request.
    (re.compile(r"\bip=\S*[^\s:]"), "ip=…"),
)


def mask(text: str) -> str:
    """The text, with an ellipsis in place of each of these."""
    for pattern, instead in _PRIVATE:
        text = pattern.sub(instead, text)
    return text
