"""The site's own pages in memory."""

import pytest
from django.db import DatabaseError
from pytest_django import DjangoAssertNumQueries

from diagnostics.domain import about
from diagnostics.domain.about import process, site_texts
from diagnostics.models import SiteText

pytestmark = pytest.mark.django_db


def test_the_thread_takes_over_what_was_written(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    """A look where nothing is new costs one query, and a request none."""
    about.tend()
    site_texts.write("contact", "Write to [us](mailto:us@example.org).", by="ada", replaces=0)
    assert not about.has_contact()
    about.tend()
    with django_assert_num_queries(0):
        assert about.has_contact()
        assert 'href="mailto:us@example.org"' in about.page("contact").before
        assert about.page("about").changed_at is None
    with django_assert_num_queries(1):
        about.tend()


def test_a_line_of_hyphens_is_where_the_site_s_own_part_goes() -> None:
    site_texts.write("privacy", "Before.\n\n---\n\nAfter.", by="ada", replaces=0)
    about.tend()
    page = about.page("privacy")
    assert (page.before, page.after) == ("<p>Before.</p>", "<p>After.</p>")


def test_a_start_without_a_database_shows_what_was_written_last(monkeypatch: pytest.MonkeyPatch) -> None:
    """From disk, with its time."""
    row = site_texts.write("about", "We are the lamp people.", by="ada", replaces=0)
    assert row
    about.tend()
    about.forget()

    def away() -> None:
        raise DatabaseError("gone")

    monkeypatch.setattr(site_texts, "newest_keys", away)
    about.begin()
    about.tend()
    assert about.page("about").before == "<p>We are the lamp people.</p>"
    assert about.page("about").changed_at == row.at
    assert about.page("privacy").changed_at is None


def test_a_first_start_finds_nothing_on_disk() -> None:
    about.begin()
    assert about.page("about").text.startswith("You answer a few short questions.")


@pytest.mark.parametrize("kept", ["", "[]", '{"about": 1}', '{"about": ["x", "yesterday"]}'])
def test_what_is_damaged_on_disk_is_refused(kept: str, caplog: pytest.LogCaptureFixture) -> None:
    """The site starts all the same."""
    process._file().parent.mkdir(parents=True, exist_ok=True)
    process._file().write_text(kept)
    about.begin()
    assert about.page("about").changed_at is None
    assert "are refused" in caplog.text


def test_what_is_put_back_by_hand_in_the_database_is_seen() -> None:
    """A row that is deleted uncovers the one before it."""
    site_texts.write("about", "One.", by="ada", replaces=0)
    about.tend()
    SiteText.objects.all().delete()
    about.tend()
    assert about.page("about").changed_at is None
