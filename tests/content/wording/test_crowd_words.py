"""How many people say the same, in words."""

import pytest

from diagnostics.content.wording.crowd_words import crowd_name, crowd_sentence, first_words
from diagnostics.content.wording.names import Names
from tests.builders import a_carrier, a_question, an_option, base_data, make_document


def lamp() -> Names:
    """With a supplier."""
    supplier = a_question("supplier", options_from="carriers")
    return Names(
        make_document(
            questions=[*base_data()["questions"], supplier], carriers=[a_carrier("acme", name="Acme “Power”")]
        )
    )


@pytest.mark.parametrize(
    ("kind", "key", "name"),
    [("complaint", "dark", "Option dark"), ("place", "grid", "The power grid"), ("carrier", "acme", "Acme “Power”")],
)
def test_a_crowd_is_called_what_visitors_read(kind: str, key: str, name: str) -> None:
    assert crowd_name(lamp(), kind, key) == name


@pytest.mark.parametrize(
    ("kind", "key", "came", "usual", "sentence"),
    [
        ("complaint", "dark", 41, 13.2, "Three times the usual number of walks say “Option dark” in the last 24 minutes (41, usually 13)."),
        ("place", "grid", 26, 13.4, "Twice the usual number of walks lead to “The power grid” in the last 24 minutes (26, usually 13)."),
        ("carrier", "acme", 120, 10, "12 times the usual number of walks name “Acme ‘Power’” in the last 24 minutes (120, usually 10)."),
        ("carrier", "acme", 15, 0.2, "Far more walks than usual name “Acme ‘Power’” in the last 24 minutes (15, usually less than 1)."),
    ],
)  # fmt: skip
def test_what_is_unusual_is_one_sentence(kind: str, key: str, came: int, usual: float, sentence: str) -> None:
    assert crowd_sentence(lamp(), kind, key, came=came, usual=usual, minutes=24) == sentence


@pytest.mark.parametrize(
    ("kind", "key", "text"),
    [
        ("complaint", "dark", "Many people say “Option dark” right now. You are not the only one."),
        ("place", "grid", "Many people are having this problem right now. It often comes from “The power grid”."),
        (
            "carrier",
            "acme",
            "Many customers of Acme ‘Power’ are having this problem right now. You are not the only one.",
        ),
    ],
)
def test_visitors_could_be_told(kind: str, key: str, text: str) -> None:
    assert first_words(lamp(), kind, key) == text


def test_the_first_words_fit_where_they_go() -> None:
    """Where the answer itself is as long as a line may be, it is left out."""
    see, *others = base_data()["questions"]
    long = Names(
        make_document(questions=[see | {"options": [an_option("dark", text="x" * 240), an_option("flicker")]}, *others])
    )
    assert (
        first_words(long, "complaint", "dark")
        == "Many people are having this problem right now. You are not the only one."
    )
