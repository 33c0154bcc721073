"""What stands inside a sentence."""

from diagnostics.content.wording.clauses import either
from diagnostics.content.wording.sentences import Wording


def test_either_joins_what_points_the_same_way() -> None:
    """One alone stays as it is; several are joined one after the other."""
    assert either("it is dark") == "it is dark"
    joined = either("it is dark", "it hums", "it smells")
    assert isinstance(joined, Wording)
    assert joined.fill().lower() == "it is dark, or it hums, or it smells"
