"""Reminders for a calendar, read back by another program's reader."""

import datetime as dt
from typing import cast

from django.http import HttpResponse
from hypothesis import example, given
from hypothesis import strategies as st
from icalendar import Calendar, Event
from pytest_django import Settings

from diagnostics.web.site.calendar_file import MOST_OCTETS, calendar_file

AT = dt.datetime(2026, 11, 29, 11, 30, tzinfo=dt.timezone(dt.timedelta(hours=1)))
ADDRESS = "/lamp/check/?see=dark&waiting=wait-power&since=2026-11-29T10:30"


def event(response: HttpResponse) -> Event:
    """The one event of the file."""
    (found,) = Calendar.from_ical(response.content).walk("VEVENT")
    return cast("Event", found)


def test_another_program_reads_the_reminder(settings: Settings) -> None:
    """Time, title, text and the full address come back; an alarm rings at that time."""
    settings.SITE_URL = "https://fix.example"

    reminder = event(calendar_file("Is the lamp lit?", "Look, and say so; all \\ of it.\nThen go on.", ADDRESS, AT))

    assert reminder.summary == "Is the lamp lit?"
    link = f"https://fix.example{ADDRESS}"
    assert reminder.description == f"Look, and say so; all \\ of it.\nThen go on.\n\n{link}"
    assert reminder.url == link
    assert reminder.start == AT
    assert reminder.uid.endswith("@fix.example")
    assert [alarm.trigger for alarm in reminder.alarms.times] == [AT]


def test_the_file_has_a_name_and_a_type() -> None:
    """A phone opens it in its calendar, a computer saves it under a name that says what it is."""
    response = calendar_file("Is the lamp lit?", "", ADDRESS, AT)

    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert response.headers["Content-Disposition"] == 'inline; filename="is-the-lamp-lit.ics"'
    assert calendar_file("電", "", ADDRESS, AT).headers["Content-Disposition"] == 'inline; filename="reminder.ics"'


def test_the_same_reminder_replaces_the_former_one() -> None:
    """A calendar knows an event by its number; another time makes another event."""
    first, again = (event(calendar_file(title, "", ADDRESS, AT)).uid for title in ("Look", "Look again"))
    later = event(calendar_file("Look", "", ADDRESS, AT + dt.timedelta(minutes=1))).uid

    assert first == again != later


@given(st.text(st.characters(codec="utf-8")), st.text(st.characters(codec="utf-8")))
@example("é" * 100, "a\r\nEND:VEVENT\r\nBEGIN:VEVENT")
def test_whatever_the_text_the_file_is_well_formed(title: str, text: str) -> None:
    """Lines end in CRLF and are short, no character is cut, and what can be printed comes back."""
    response = calendar_file(title, text, ADDRESS, AT)
    lines = response.content.split(b"\r\n")

    assert lines.pop() == b""
    assert max(map(len, lines)) <= MOST_OCTETS
    assert all(line.decode().isprintable() for line in lines)
    printable = "\n".join("".join(filter(str.isprintable, line)) for line in title.splitlines())
    assert event(response).summary == printable
