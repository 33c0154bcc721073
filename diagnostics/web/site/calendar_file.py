"""A reminder for a calendar: one event with an alarm, as a file that every calendar program opens (RFC 5545)."""

import datetime as dt
import hashlib
from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone
from django.utils.text import slugify

from diagnostics.web.site.addresses import absolute

MOST_OCTETS: Final = 75
"""Of a line, without its end; a longer one is folded."""


def calendar_file(title: str, text: str, address: str, at: dt.datetime) -> HttpResponse:
    """The event at this moment; ``address`` is a path of this site, and stands in the event in full.

    The same event downloaded again replaces the former one in the calendar.
    """
    lines = "".join(f"{line}\r\n" for line in _event(title, text, absolute(address), at))
    name = slugify(title)[:60].strip("-") or "reminder"
    headers = {
        "Content-Disposition": f'inline; filename="{name}.ics"',
        "Cache-Control": "private, max-age=0",
        "X-Robots-Tag": "noindex",
    }
    return HttpResponse(lines, content_type="text/calendar; charset=utf-8", headers=headers)


def _event(title: str, text: str, link: str, at: dt.datetime) -> Iterator[str]:
    number = hashlib.sha256(f"{link} {_utc(at)}".encode()).hexdigest()[:32]
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0")
    yield from _fold(f"PRODID:-//{_escape(settings.SITE_NAME)}//Reminder//EN")
    yield "BEGIN:VEVENT"
    yield f"UID:{number}@{urlsplit(settings.SITE_URL).hostname}"
    yield f"DTSTAMP:{_utc(timezone.now())}"
    yield f"DTSTART:{_utc(at)}"
    yield "DURATION:PT15M"
    yield from _fold(f"SUMMARY:{_escape(title)}")
    yield from _fold(f"DESCRIPTION:{_escape(f'{text}\n\n{link}'.strip())}")
    yield from _fold(f"URL:{link}")
    yield from ("TRANSP:TRANSPARENT", "BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:PT0S")
    yield from _fold(f"DESCRIPTION:{_escape(title)}")
    yield from ("END:VALARM", "END:VEVENT", "END:VCALENDAR")


def _utc(at: dt.datetime) -> str:
    return f"{at.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"


def _escape(text: str) -> str:
    """Text as the format wants it, without what cannot be printed."""
    lines = ("".join(one for one in line if one.isprintable()) for line in text.splitlines())
    return "\\n".join(line.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,") for line in lines)


def _fold(line: str) -> Iterator[str]:
    """The line in pieces; all but the first begin with a blank, and none ends inside a character."""
    piece = ""
    for character in line:
        if len((piece + character).encode()) > MOST_OCTETS:
            yield piece
            piece = " "
        piece += character
    yield piece
