"""What is unusual now, in sentences for editors and agents."""

from diagnostics.content.wording.crowd_words import crowd_sentence
from diagnostics.content.wording.names import Names
from diagnostics.domain.crowds.look import Crowd, Look


def sentence(names: Names, look: Look, one: Crowd) -> str:
    """One crowd that is unusual."""
    usual = one.comparison.usual if one.comparison else 0.0
    return crowd_sentence(names, one.kind, one.key, came=one.came, usual=usual, minutes=look.minutes)
