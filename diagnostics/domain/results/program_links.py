"""Which result links a program sees: those made with its key, or all of them where its key says so."""

from diagnostics.domain.programs import keys
from diagnostics.domain.programs.keys import ProgramKey
from diagnostics.domain.results import result_links
from diagnostics.domain.results.result_links import ResultLink


def find_readable(key: ProgramKey, code: str) -> ResultLink | None:
    """The link of a code as ``codes.read`` gives it, in whatever state, if this key may read it."""
    link = result_links.find(code)
    if link is None or not (keys.may(key, "links:read-all") or link.made_with_id == key.pk):
        return None
    return link
