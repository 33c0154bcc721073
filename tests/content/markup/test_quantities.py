"""Numbers of things."""

from diagnostics.content.markup.quantities import quantity


def test_quantity_counts_in_words() -> None:
    """One thing has no plural; thousands are set apart."""
    assert [quantity(1, "case"), quantity(2, "case"), quantity(1200, "remedy")] == [
        "1 case",
        "2 cases",
        "1,200 remedies",
    ]
