"""What reads badly where it stands."""

from diagnostics.content.checks.phrases import phrase_problems
from diagnostics.content.document.index import Index
from tests.builders import a_cause, a_page, a_question, a_step, an_option, make_document

LONG = "x" * 56


def test_a_title_that_no_search_engine_shows_whole_is_told() -> None:
    """Of guides, causes, steps, pages and signs; the site's name counts."""
    page = {"title": LONG, "summary": "s", "text": "t"}
    document = make_document(
        title=LONG,
        add={
            "causes": [a_cause("c", name=LONG), a_cause("d", name=LONG[1:])],
            "steps": [a_step("s", title=f"Nothing is broken. {LONG}"), a_step("t", title=f"{LONG}. Nothing is broken")],
            "questions": [a_question("q", "b", an_option("a", page=page, text=LONG))],
            "pages": [a_page("p", title=LONG)],
        },
    )
    found = list(phrase_problems(Index(document)))
    assert [(one.part, one.slug, one.field) for one in found] == [
        ("guide", "lamp", "title"),
        ("causes", "c", "name"),
        ("questions", "q", "options.a.page.title"),
        ("steps", "s", "title"),
        ("pages", "p", "title"),
    ]
    assert {one.severity for one in found} == {"warning"}
    assert "it has 66 characters; search engines show 65" in found[0].message


def test_a_phrase_inside_a_sentence_has_no_mark_at_its_end() -> None:
    """It would end the sentence that goes on after it."""
    asked = a_question("q", an_option("a", said="it is dark."), an_option("b", said="it is lit"))
    document = make_document(add={"causes": [a_cause("c", said="the bulb is dead!")], "questions": [asked]})
    assert [(one.slug, one.field) for one in phrase_problems(Index(document))] == [
        ("c", "said"),
        ("q", "options.a.said"),
    ]
