"""Texts are rendered once, and filled for each walk."""

from diagnostics.content.wording.menu_pictures import MenuPicture
from diagnostics.content.wording.texts import Texts
from tests.builders import a_carrier, a_question, make_document

PATHS = [
    {
        "slug": "menu",
        "name": "Menu",
        "variants": [
            {"when": {"kind": ["desk"], "see": ["dark"]}, "menu": ["Both"]},
            {"when": {"kind": ["desk"]}, "menu": ["A & B", "{{word}}"]},
            {"menu": ["Default", "[[menu]]"]},
        ],
    }
]
TERMS = [
    {"slug": "word", "text": "Wort <b>", "regions": {"us": "Word", "gb": 'A "w" & <', "ie": "Wort <b>"}},
    {"slug": "same", "text": "Same", "regions": {"us": "Same"}},
]
UNKNOWN = '<span data-term data-gb="A &quot;w&quot; &amp; &lt;" data-us="Word">Wort &lt;b&gt;</span>'
"""The term where no country is known."""
DOCUMENT = make_document(
    paths=PATHS,
    terms=TERMS,
    carriers=[a_carrier("one"), a_carrier("two", country="ie")],
    add={"questions": [{**a_question("carrier"), "options_from": "carriers"}]},
    intro="Open **[[menu]]**.",
)
TEXTS = Texts(DOCUMENT)


def test_html_fills_paths_and_terms_for_the_walk() -> None:
    """A path is a line of names that reads well aloud; what is filled in is escaped."""
    assert TEXTS.html(DOCUMENT.intro, {"kind": "desk"}) == (
        f'<p>Open <strong><span class="path">A &amp; B <span aria-hidden="true">›</span> {UNKNOWN}</span></strong>.</p>'
    )
    assert TEXTS.html("{{word}} <i>", {"carrier": "two"}) == "<p>Wort &lt;b&gt; &lt;i&gt;</p>"


def test_html_takes_the_first_variant_that_is_known_to_hold() -> None:
    """Every condition must be known; else the default shows."""
    assert "Both" in TEXTS.html("[[menu]]", {"kind": "desk", "see": "dark"})
    assert "Default" in TEXTS.html("[[menu]]", {"see": "dark"})
    assert "Default" in TEXTS.html("[[menu]]", {"kind": None})


def test_terms_follow_the_country_of_the_carrier() -> None:
    """The carrier chosen tells the region; another region, or none, takes the general word."""
    assert TEXTS.line("{{word}}", {"carrier": "one"}) == "Word"
    assert TEXTS.line("{{word}}", {"carrier": "two"}) == "Wort <b>"
    assert TEXTS.line("{{word}}", {"carrier": "gone"}) == "Wort <b>"
    assert TEXTS.line("{{word}}", {"carrier": None}) == "Wort <b>"


def test_html_carries_the_words_of_all_countries_where_no_carrier_says_which() -> None:
    """Those that differ; a carrier leaves the words of its country alone, also where they are the general ones."""
    assert TEXTS.html("{{word}}") == TEXTS.html("{{word}}", {"carrier": None}) == f"<p>{UNKNOWN}</p>"
    assert TEXTS.html("{{word}}", {"carrier": "gone"}) == f"<p>{UNKNOWN}</p>"
    assert TEXTS.html("{{same}}") == "<p>Same</p>"
    assert TEXTS.html("{{word}}", {"carrier": "one"}) == "<p>Word</p>"
    assert TEXTS.html("{{word}}", {"carrier": "two"}) == "<p>Wort &lt;b&gt;</p>"


def test_nothing_is_filled_into_an_address() -> None:
    """A mark there stands as its name, so that no element breaks the link."""
    link = TEXTS.html("[{{same}}](https://example.org/{{word}}/[[menu]])")
    assert link == '<p><a href="https://example.org/word/menu" rel="noopener noreferrer">Same</a></p>'


def test_line_and_plain_are_not_escaped() -> None:
    """Plain forms hold what the editor wrote."""
    assert TEXTS.line("Go [[menu]] & {{word}}", {"kind": "desk"}) == "Go A & B › Wort <b> & Wort <b>"
    assert TEXTS.plain("1. **[[menu]]** & [x](page:candles)", {"kind": "desk"}) == "1. A & B › Wort <b> & x"


def test_marks_that_name_nothing_show_their_slug() -> None:
    """A mark of nothing never breaks a page, and a path does not run in a circle."""
    assert TEXTS.html("[[nope]] {{nada}}") == "<p>nope nada</p>"
    assert TEXTS.line("[[menu]]") == "Default › [[menu]]"


def test_texts_of_a_guide_without_carriers_know_no_region() -> None:
    """Terms take their general word where no question asks for the carrier."""
    assert Texts(make_document(terms=TERMS)).line("{{word}}", {"carrier": "one"}) == "Wort <b>"


def test_a_switch_is_said_by_the_mark_and_seen_in_the_picture_alone() -> None:
    """In a text the path reads the same; terms in it are filled, and what is no path is left out."""
    text = "[[menu=off]], [[nope=on]]"
    assert TEXTS.html(text, {"kind": "desk"}) == TEXTS.html("[[menu]], nope", {"kind": "desk"})
    assert TEXTS.pictures(text, {"kind": "desk"}) == (MenuPicture(("A &amp; B", UNKNOWN), "phone", "off"),)
    known = {"kind": "desk", "carrier": "one"}
    assert TEXTS.pictures(text, known) == (MenuPicture(("A &amp; B", "Word"), "phone", "off"),)
    assert TEXTS.pictures("none") == ()


def test_a_picture_has_the_look_of_its_device() -> None:
    """Each way says what it is drawn as."""
    ways = [{"when": {"kind": ["desk"]}, "menu": ["A", "B"], "look": "computer"}, {"menu": ["A", "B"]}]
    texts = Texts(make_document(paths=[{"slug": "menu", "name": "Menu", "variants": ways}]))
    assert [texts.pictures("[[menu]]", known)[0].look for known in ({"kind": "desk"}, {})] == ["computer", "phone"]
