"""The registry of tables: every list of a document has one, in the document's order."""

from diagnostics.content.document.leaves import PARTS
from diagnostics.models.drafts.tables import TABLES


def test_every_part_has_a_table() -> None:
    """Nothing is left out, and the order is that of the document."""
    assert tuple(TABLES) == PARTS
