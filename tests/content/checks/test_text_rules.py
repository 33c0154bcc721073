"""What may stand in a text."""

from typing import Any

import pytest

from diagnostics.content.checks.text_rules import text_problems
from diagnostics.content.document.index import Index
from tests.builders import a_cause, a_question, an_option, make_document


def messages(**changes: Any) -> list[str]:
    return [str(problem) for problem in text_problems(Index(make_document(**changes)))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Open [[Menu]]", "A mark is not written as it must be."),
        (
            "Open [[menu=maybe]]",
            "[[menu-path=on]] and [[menu-path=off]] say how the switch at the end of a path is to stand.",
        ),
        ("Open {{ word }}", "A mark is not written as it must be."),
        ("A <b>word</b>", "“<b>” looks like HTML"),
        ("A <!-- word", "“<!--” looks like HTML"),
        ("![a](https://b.c/d.png)", "Images are not shown."),
        ("# Big", "Begin headings with “##”."),
        ("[a](http://b.c)", "The link “http://b.c” leads nowhere."),
        ("[a](/admin/)", "The link “/admin/” leads nowhere."),
        ("[a](pages:x)", "The link “pages:x” leads nowhere."),
    ],
)
def test_text_problems_tell_each_fault(text: str, expected: str) -> None:
    """Each fault of a text is one sentence that says what to write."""
    (found,) = messages(intro=text)
    assert found.startswith("guide.yaml › intro: ")
    assert expected in found


def test_text_problems_let_good_texts_pass() -> None:
    """Marks, links, comparisons and addresses in brackets are all allowed."""
    assert messages(intro="## A\n\n[[a-1]] [[a-1=on]] {{b}} 1 < 2 <https://a.b/c> [d](page:e) [f](carriers:)") == []


def test_text_problems_judge_lines_by_their_marks_only() -> None:
    assert messages(urgent="# <b> [a](x)") == []
    assert len(messages(urgent="[[A]]")) == 1


def test_marks_do_not_stand_in_terms_nor_paths_in_paths() -> None:
    """What fills a mark holds no mark that would have to be filled again."""
    found = messages(
        terms=[{"slug": "t", "text": "{{t}}", "regions": {"us": "[[p]]"}}],
        paths=[{"slug": "p", "name": "P", "variants": [{"menu": ["{{t}}", "[[p]]"]}]}],
    )
    assert [problem.split(": ")[0] for problem in found] == [
        "paths.yaml › paths › p › variants › default › menu › 2",
        "paths.yaml › terms › t › text",
        "paths.yaml › terms › t › regions › us",
    ]


def test_text_problems_tell_what_readers_could_not_see() -> None:
    """In lines and texts that are kept already, also where Markdown would make it."""
    assert messages(title="\u200b") == ["guide.yaml › title: Nothing of this can be seen: write a text."]
    assert messages(summary="a\u202eb") == [
        "guide.yaml › summary: A character that turns letters around (U+202E) at position 1: delete it."
    ]
    assert messages(intro="&#x200B;") == ["guide.yaml › intro: Nothing of this can be seen: write a text."]
    assert messages(urgent="&#x200B;") == []


def test_a_phrase_inside_a_sentence_has_no_mark_at_its_end() -> None:
    """It would end the sentence that goes on after it."""
    asked = a_question("q", an_option("a", said="it is dark."), an_option("b", said="it is lit"))
    document = make_document(add={"causes": [a_cause("c", said="the bulb is dead!")], "questions": [asked]})
    found = list(text_problems(Index(document)))
    assert [(one.slug, one.field, one.severity) for one in found] == [
        ("c", "said", "warning"),
        ("q", "options.a.said", "warning"),
    ]
