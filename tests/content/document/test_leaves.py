"""Every text of a document is found, and can be put in another's place."""

from hypothesis import given

from diagnostics.content.document.fields import Words
from diagnostics.content.document.leaves import condition_key, leaves, with_texts
from diagnostics.content.document.schema import GuideDocument
from tests.builders import a_carrier, a_question, a_step, an_option, make_document
from tests.content.strategies import documents


def test_leaves_name_every_text() -> None:
    """Lines and texts are found at any depth, by slug, condition or number."""
    variants = [
        {"when": {"kind": ["desk", "ceiling"], "see": ["dark"]}, "text": "One"},
        {"text": "Two", "label": "All"},
    ]
    document = make_document(
        steps=[a_step("x", variants=variants)],
        questions=[
            a_question("q", an_option("a", hint="H", said="s", page={"title": "T", "summary": "S", "text": "X"}))
        ],
        carriers=[a_carrier("c", facts=[{"text": "F", "sources": []}], notes={"x": "N"})],
        paths=[{"slug": "p", "name": "P", "variants": [{"menu": ["A", "B"]}]}],
        terms=[{"slug": "t", "text": "T", "regions": {"us": "U"}}],
    )
    found = {(leaf.part, leaf.slug, leaf.field): (leaf.words, leaf.text) for leaf in leaves(document)}
    assert found["guide", "lamp", "comparisons.usual_name"] == (Words.LINE, "The usual list")
    assert found["steps", "x", "variants.kind=ceiling,desk&see=dark.text"] == (Words.TEXT, "One")
    assert found["steps", "x", "variants.default.label"] == (Words.LINE, "All")
    assert found["questions", "q", "options.a.page.text"] == (Words.TEXT, "X")
    assert found["questions", "q", "options.a.said"] == (Words.LINE, "s")
    assert found["carriers", "c", "facts.1.text"] == (Words.LINE, "F")
    assert found["carriers", "c", "notes.x"] == (Words.TEXT, "N")
    assert found["paths", "p", "variants.default.menu.2"] == (Words.LINE, "B")
    assert found["terms", "t", "regions.us"] == (Words.LINE, "U")
    assert not [name for _, _, name in found if name.endswith(("slug", "place", "country"))]


def test_condition_key_does_not_depend_on_the_order() -> None:
    """The same condition has one name."""
    assert condition_key({"b": ("y", "x"), "a": ("z",)}) == condition_key({"a": ("z",), "b": ("x", "y")})
    assert condition_key({}) == "default"


@given(documents())
def test_with_texts_changes_what_is_named_and_nothing_else(document: GuideDocument) -> None:
    """A document with its own texts in their places is the same document."""
    own = {(leaf.part, leaf.slug, leaf.field): leaf.text for leaf in leaves(document)}
    assert with_texts(document, {}) == document
    if len(own) == len(list(leaves(document))):
        assert with_texts(document, own) == document


def test_with_texts_replaces_one_text() -> None:
    document = with_texts(make_document(), {("causes", "bulb", "name"): "Sin luz", ("guide", "lamp", "title"): "¿Luz?"})
    assert (document.title, document.causes[0].name, document.causes[1].name) == (
        "¿Luz?",
        "Sin luz",
        "The lamp is switched off",
    )
