"""What the site looked up by itself, in words."""

import pytest

from diagnostics.content.wording.feed_words import lookup_sentences
from diagnostics.content.wording.names import Names
from tests.builders import an_option, base_data, make_document


def lamp() -> Names:
    """With a question that the site answers by itself."""
    see, kind, street = base_data()["questions"]
    options = [an_option("lit"), an_option("dark", said="the street is dark")]
    return Names(make_document(questions=[see, kind, street | {"finding": "apple-status", "options": options}]))


@pytest.mark.parametrize(
    ("found", "is_old", "said"),
    [
        ({"street": "dark"}, False, ["The street is dark.", "Checked on Monday."]),
        ({"street": "lit"}, True, ["Label street: Option lit.", "Last checked on Monday; it may have changed."]),
    ],
)
def test_what_the_site_looked_up_is_said_with_its_time(found: dict[str, str], is_old: bool, said: list[str]) -> None:
    assert list(lookup_sentences(lamp(), found, {}, checked="Monday", is_old=is_old)) == said


@pytest.mark.parametrize(
    ("why", "sentence"),
    [
        ("off", "Label street: this site does not look it up."),
        ("unread", "Label street: this site could not look it up lately."),
        ("unclear", "Label street: this site looked it up and could not tell."),
    ],
)
def test_what_the_site_could_not_look_up_is_said_with_the_reason(why: str, sentence: str) -> None:
    assert list(lookup_sentences(lamp(), {}, {"street": why}, checked="", is_old=False)) == [sentence]
