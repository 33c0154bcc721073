"""What helped, in the workplace."""

import csv
import datetime as dt
import io

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from diagnostics.domain.outcomes.roll_up import roll_up
from diagnostics.models import DailyOutcome, Guide, LostOutcome, Outcome, Release
from tests.fixtures import Publish, published
from tests.web.lamp import rich_lamp
from tests.web.page import Page

__all__ = ["published"]

HELPED = reverse("admin:guide-helped", args=["lamp"])


@pytest.fixture
def release(published: Publish) -> Release:
    return published(rich_lamp()).release


def add(release: Release, count: int, kind: str = "fixed", ago: int = 0, **said: object) -> None:
    base = {"step": "turn-on", "cause": "switch", "place": "home", "kind": kind, **said}
    day, before = timezone.now().date() - dt.timedelta(days=ago), Outcome.objects.count()
    Outcome.objects.bulk_create(
        Outcome(release=release, day=day, key=f"{before}-{number}", **base) for number in range(count)
    )


def page(client: Client, query: str = "") -> Page:
    found = Page(client.get(f"{HELPED}?{query}"))
    assert found.status == 200
    return found


def file(client: Client, query: str = "") -> list[dict[str, str]]:
    response = client.get(f"{HELPED}?as=csv&{query}")
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(response.content.decode())))


def cells(found: Page) -> list[list[str]]:
    """The table, without its head."""
    rows = [row for table in found.tree.iter("tbody") for row in table.iter("tr")]
    return [[" ".join("".join(cell.itertext()).split()) for cell in row] for row in rows]


def test_before_anybody_said_anything(editor: Client, guide: Guide) -> None:
    """Also where nothing was ever published; it says where the numbers will come from."""
    assert "Nobody has said anything yet in this time." in page(editor).text
    assert "Nobody has said anything yet." in page(editor, "weeks=all").text


def test_every_end_has_its_own_column(editor: Client, release: Release) -> None:
    add(release, 34)
    add(release, 18, "not")
    add(release, 2, "cannot", why="find")
    add(release, 1, "cannot")
    add(release, 4, "explained", step="torch")
    add(release, 1, "aside", step="torch")
    add(release, 3, "helped", step="torch")
    DailyOutcome.objects.create(release=release, day=timezone.now().date(), step="turn-on", kind="offered", count=60)
    found = page(editor)
    assert cells(found) == [
        ["Turn the lamp on", "34", "18", "0", "0", "0", "5", "3 (can’t find it 2, another reason 1)"],
        ["Look with a torch", "0", "0", "4", "1", "3", "0", "0"],
    ]
    assert "Turn the lamp on 34 of 52: 65%, between 52 and 77%" in found.text
    assert [one.get("d") for one in found.elements(class_="range")] == ["M51.8 8H76.8"]


def test_few_answers_look_uncertain(editor: Client, release: Release) -> None:
    add(release, 3)
    assert "Turn the lamp on 3 of 3: 100%, between 44 and 100%" in page(editor).words_of("few")


@pytest.mark.parametrize(
    ("by", "names"),
    [
        ("step", ["Turn the lamp on", "Look with a torch"]),
        ("cause", ["The lamp is switched off", "Not known"]),
        ("place", ["Your home", "Not known"]),
        ("release", ["Release 1"]),
        ("nonsense", ["Turn the lamp on", "Look with a torch"]),
    ],
)
def test_it_is_told_by_whatever_is_chosen(editor: Client, release: Release, by: str, names: list[str]) -> None:
    add(release, 2)
    add(release, 1, step="torch", cause="", place="")
    assert [row[0] for row in cells(page(editor, f"by={by}"))] == names


def test_weeks_stand_with_the_newest_first(editor: Client, release: Release) -> None:
    """Each begins on a Monday."""
    add(release, 1)
    add(release, 2, ago=7)
    monday = timezone.now().date() - dt.timedelta(days=timezone.now().date().weekday())
    assert [row["week"] for row in file(editor, "by=week")] == [
        monday.isoformat(),
        (monday - dt.timedelta(days=7)).isoformat(),
    ]


def test_a_period_leaves_out_what_is_older(editor: Client, release: Release) -> None:
    add(release, 1)
    add(release, 5, ago=30)
    assert [cells(page(editor, f"weeks={weeks}"))[0][1] for weeks in ("4", "12", "all", "x")] == ["1", "6", "6", "6"]


def test_the_file_has_all_of_it(editor: Client, release: Release) -> None:
    add(release, 34)
    add(release, 18, "not")
    add(release, 2, "cannot", why="lack")
    (row,) = file(editor)
    assert row == {
        "step": "turn-on",
        "name": "Turn the lamp on",
        "works now": "34",
        "still not": "18",
        "share that works": "0.654",
        "from": "0.518",
        "to": "0.768",
        "that explains it": "0",
        "set aside": "0",
        "asked for help": "0",
        "left on it": "0",
        "can't do it": "2",
        "can't do it: can't find it": "0",
        "can't do it: no password or time": "2",
        "can't do it: not allowed": "0",
        "can't do it: another reason": "0",
    }


def test_a_name_is_no_formula(editor: Client, release: Release) -> None:
    """For whoever opens the file in a spreadsheet."""
    add(release, 1, step="=1")
    assert [row["name"] for row in file(editor)] == ["'=1"]


def test_what_was_lost_is_not_hidden(editor: Client, release: Release) -> None:
    LostOutcome.objects.create(guide="lamp", day=timezone.now().date(), why="full", count=7)
    assert "7 times: there was no room for it until the database could take it." in page(editor).words_of("warn")


def test_many_outcomes_cost_no_more_than_few(
    editor: Client, release: Release, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    """Once they are summed up the page reads a row a day, however many there were."""
    add(release, 1)
    add(release, 500, ago=1)
    roll_up()
    Outcome.objects.filter(day__lt=timezone.now().date()).delete()
    with django_assert_max_num_queries(16):
        assert cells(page(editor))[0][1] == "501"
