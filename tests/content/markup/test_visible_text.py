"""What a text says without its Markdown."""

from diagnostics.content.markup.visible_text import visible_lines


def test_visible_lines_are_blocks_without_markup_marks_and_addresses() -> None:
    """Headings, paragraphs, items and cells are blocks; a mark alone is none."""
    source = "## A *b*\n\nOne\ntwo [three](https://x.y) [[path]] {{term}}.\n\n- `item`\n\n[[path]]\n\n| c | d |\n|---|---|\n| e | f |"
    assert visible_lines(source) == ("A b", "One two three .", "item", "c", "d", "e", "f")
