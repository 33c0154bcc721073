"""What the feeds answer, in sentences for editors and agents."""

from diagnostics.config.times import time_text
from diagnostics.content.wording.feed_words import lookup_sentences
from diagnostics.content.wording.names import Names
from diagnostics.domain.feeds.findings import Findings


def sentences(names: Names, found: Findings) -> tuple[str, ...]:
    """For each question that a feed can answer: what it says and when it was read, or why that is not known."""
    checked = time_text(found.checked_at) if found.checked_at else ""
    return tuple(lookup_sentences(names, found.answers, found.unknown, checked=checked, is_old=found.weight < 1))
