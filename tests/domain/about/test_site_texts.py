"""The texts of the site's own pages: written, refused, and put back."""

import pytest

from diagnostics.domain.about import site_texts
from diagnostics.domain.about.site_texts import Overtaken, Unfit, earlier, newest, text_of, write
from diagnostics.domain.about.starting_texts import TEXTS
from diagnostics.models import SiteText

pytestmark = pytest.mark.django_db


def test_a_site_starts_with_texts_that_can_be_kept() -> None:
    """Contact is empty: nobody knows how to reach whoever runs the site."""
    assert {page: bool(text) for page, text in TEXTS.items()} == {"about": True, "privacy": True, "contact": False}
    assert set(TEXTS) == set(SiteText.PAGES)
    for page, text in TEXTS.items():
        assert newest(page).text == text
        assert site_texts.clean(text) == text.strip("\n")


def test_what_was_written_last_counts() -> None:
    """Earlier texts stay, with the one that the site started with."""
    first = write("about", "One.", by="ada", replaces=0)
    assert first
    second = write("about", "Two.", by="eve", replaces=first.pk)
    assert second
    assert (newest("about").text, newest("about").key) == ("Two.", second.pk)
    assert [one.text for one in earlier("about")] == ["One.", TEXTS["about"]]
    assert (newest("contact").text, earlier("contact")) == ("", [])


def test_an_earlier_text_can_be_had_again() -> None:
    """One of this page only."""
    first = write("about", "One.", by="ada", replaces=0)
    assert first
    assert (text_of("about", first.pk), text_of("about", 0)) == ("One.", TEXTS["about"])
    assert text_of("privacy", first.pk) is None


def test_a_page_can_be_emptied() -> None:
    first = write("contact", "Write to us.", by="ada", replaces=0)
    assert first
    write("contact", "", by="ada", replaces=first.pk)
    assert newest("contact").text == ""


def test_the_same_text_is_no_change() -> None:
    assert write("about", TEXTS["about"], by="ada", replaces=0) is None
    assert not SiteText.objects.exists()


def test_two_editors_are_told_apart() -> None:
    """Nobody overwrites what they have not seen."""
    write("about", "One.", by="ada", replaces=0)
    with pytest.raises(Overtaken):
        write("about", "Two.", by="eve", replaces=0)
    assert newest("about").text == "One."


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("See [it](page:a).", "The link to “page:a” leads nowhere from here."),
        ("See [it](http://a.org).", "The link to “http://a.org” leads nowhere from here."),
        ("![x](https://a.org/b.png)", "Pictures are not shown."),
        ("Tap [[menu]].", "Marks such as [[menu-path]] and {{term}} belong to a guide."),
        ("Use {{term}}.", "Marks such as [[menu-path]] and {{term}} belong to a guide."),
        ("x" * 20_001, "The text has 20,001 characters, which is too long. Shorten it to 20,000."),
        ("a\0b", "There is a control character (U+0000) at position 1: delete it."),
        ("a\u202eb", "There is a character that turns letters around (U+202E) at position 1: delete it."),
    ],
)
def test_what_cannot_be_shown_is_named(text: str, fault: str) -> None:
    with pytest.raises(Unfit) as unfit:
        write("about", text, by="ada", replaces=0)
    assert unfit.value.faults[0].startswith(fault)
    assert not SiteText.objects.exists()
