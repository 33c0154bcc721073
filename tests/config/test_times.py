"""How a time is written."""

import datetime as dt
import re
from pathlib import Path

import pytest
from django.template import engines
from django.test import override_settings

from diagnostics.config.times import FORMS, find_zone, time_text, when

ROOT = Path(__file__).resolve().parent.parent.parent
AT = dt.datetime(2026, 7, 23, 22, 5, 9, tzinfo=dt.UTC)
VIENNA = override_settings(TIME_ZONE="Europe/Vienna")


def test_a_time_is_written_in_the_zone_of_the_site() -> None:
    """With the name of the zone, and with the moment itself for scripts."""
    assert when(AT) == '<time datetime="2026-07-23T22:05:09Z" data-form="minute">23 July 2026, 22:05 UTC</time>'
    with VIENNA:
        local = AT.astimezone(dt.timezone(dt.timedelta(hours=-4)))
        assert when(AT) == when(local)
        assert when(AT) == '<time datetime="2026-07-23T22:05:09Z" data-form="minute">24 July 2026, 00:05 CEST</time>'


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("day", "24 July 2026"),
        ("short-day", "24 Jul 2026"),
        ("short-minute", "24 Jul 2026, 00:05 CEST"),
        ("weekday", "Friday, 00:05 CEST"),
        ("clock", "00:05 CEST"),
        ("second", "00:05:09 CEST"),
    ],
)
def test_there_are_a_few_forms(form: str, text: str) -> None:
    with VIENNA:
        assert time_text(AT, form) == text
        assert f'data-form="{form}">{text}</time>' in when(AT, form)


def test_templates_write_times() -> None:
    """Without loading anything; no time is nothing."""
    template = engines["django"].from_string('{{ at|when:"day" }}|{{ none|when }}')
    assert template.render({"at": AT, "none": None}) == f"{when(AT, 'day')}|"


def test_the_script_knows_the_same_forms() -> None:
    script = (ROOT / "static" / "js" / "times.js").read_text(encoding="utf-8")
    assert set(re.findall(r'^    "([a-z-]+)": \(time\)', script, re.MULTILINE)) == set(FORMS)


def test_no_page_writes_a_time_by_itself() -> None:
    """Days without an hour may; whatever is a moment is written in one way."""
    templates = sorted((ROOT / "templates").rglob("*.html"))
    by_hand = re.compile(r"\|(?:date:.[^\"']*[HGgPisT]|time\b)|\bUTC\b")
    assert [file.name for file in templates if by_hand.search(file.read_text(encoding="utf-8"))] == []
    code = [*(ROOT / "diagnostics" / "web").rglob("*.py"), *(ROOT / "diagnostics" / "admin").rglob("*.py")]
    assert [file.name for file in code if re.search(r"date_format|strftime", file.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize(
    "name", ["", "Mars/Base", "../../etc/passwd", "Europe", "a\0b", "x" * 5000, "\ud800", "tzdata.zi"]
)
def test_what_is_no_zone_is_none(name: str) -> None:
    assert find_zone(name) is None
