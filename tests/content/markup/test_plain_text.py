"""Markdown as plain text that can be read aloud or pasted."""

from hypothesis import given
from hypothesis import strategies as st

from diagnostics.content.markup.plain_text import plain_text


def test_plain_text_keeps_the_shape() -> None:
    """Lists keep numbers, dashes and indents; links keep external addresses; tables keep rows."""
    source = (
        "## Head\n\nOne **two**\nthree [four](page:x) [five](https://f.org) <https://g.org>\n\n"
        "2. a\n   - b\n\n     c\n3. d  \n   e\n\n```\ncode\n```\n\n| x | y |\n|-|-|\n| 1 | 2 |\n\n> quote\n\n---\n\nend"
    )
    assert plain_text(source) == (
        "Head\n\nOne two\nthree four five (https://f.org) https://g.org\n\n"
        "2. a\n   - b\n   c\n3. d\n   e\n\ncode\n\nx | y\n1 | 2\n\nquote\n\nend"
    )


@given(st.text())
def test_plain_text_never_fails(source: str) -> None:
    """Any text has a plain form without blank ends."""
    assert plain_text(source) == plain_text(source).strip("\n")
