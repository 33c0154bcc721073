"""Pages: a few lines of YAML, then Markdown."""

import pytest

from diagnostics.content.files.front_matter import read_page, write_page


def test_read_page_takes_name_order_and_text() -> None:
    """The slug is the file's name; what stands below the second line is the text, lines included."""
    page = read_page("---\r\ntitle: A\r\norder: 3\r\n---\r\n\r\nOne\n---\nTwo\n", "pages/a.md", "a")
    assert (page.order, page.problems) == (3, ())
    assert page.fields == {"title": "A", "slug": "a", "text": "\nOne\n---\nTwo\n"}
    assert page.lines["title",] == 2


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("Hello", "A page begins with"),
        ("\n---\n---\n", "A page begins with"),
        ("---\n---\n", "between the two lines"),
        ("---\na: 'b\n---\n", "not YAML"),
        ("---\nslug: a\n---\n", "name of the file is the slug"),
        ("---\ntext: a\n---\n", "below the second line"),
        ("---\norder: one\n---\n", "whole number"),
    ],
)
def test_read_page_tells_what_is_wrong(source: str, said: str) -> None:
    """Each fault of a page is one sentence."""
    page = read_page(source, "pages/a.md", "a")
    assert [said in problem.message for problem in page.problems] == [True]


def test_write_page_reads_back() -> None:
    fields = {"slug": "a", "title": "A", "summary": "B", "text": "One\n\nTwo"}
    page = read_page(write_page(fields, 4), "pages/a.md", "a")
    assert (page.order, page.problems) == (4, ())
    assert page.fields == fields | {"text": "\nOne\n\nTwo\n"}
