"""``manage.py prune_results``."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from diagnostics.domain.results import result_links
from diagnostics.management.commands import prune_results
from diagnostics.models import Release, ResultLink

pytestmark = pytest.mark.django_db


def some_links(count: int, *, days_ago: int) -> None:
    number = Release.objects.count() + 1
    release = Release.objects.create(guide="lamp", number=number, text="{}", sha256="0" * 64, schema=1)
    ends_at = timezone.now() - dt.timedelta(days=days_ago)
    ResultLink.objects.bulk_create(
        ResultLink(code=f"{number}-{i}", release=release, engine=1, days=1, ends_at=ends_at) for i in range(count)
    )


def test_it_deletes_in_batches_and_says_how_many(
    capsys: pytest.CaptureFixture[str], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    """Links that ended long ago, 500 at a time; those that ended lately and those that live stay."""
    some_links(1201, days_ago=result_links.KEPT_DAYS)
    some_links(2, days_ago=result_links.KEPT_DAYS - 1)
    some_links(1, days_ago=-1)
    with django_assert_max_num_queries(50):
        call_command("prune_results")
    assert capsys.readouterr().out == "Deleted 1,201 links that ended long ago.\n"
    assert ResultLink.objects.count() == 3


def test_stopped_half_way_the_next_run_goes_on(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each batch is whole by itself."""
    monkeypatch.setattr(prune_results, "BATCH", 2)
    some_links(5, days_ago=result_links.KEPT_DAYS)
    assert result_links.prune(most=2) == 2
    call_command("prune_results")
    assert capsys.readouterr().out == "Deleted 3 links that ended long ago.\n"


def test_where_there_is_nothing_it_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    """It may run as often as one likes."""
    some_links(1, days_ago=-1)
    call_command("prune_results")
    assert capsys.readouterr().out == "No link ended long ago.\n"
