"""How a time is written: in the zone of the setting TIME_ZONE, and so that a script can show it in the reader's own."""

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final
from zoneinfo import ZoneInfo

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

from diagnostics.config import env
from diagnostics.config.env import WrongSetting

FORMS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "day": "j F Y",
        "short-day": "j M Y",
        "minute": "j F Y, H:i T",
        "short-minute": "j M Y, H:i T",
        "weekday": "l, H:i T",
        "clock": "H:i T",
        "second": "H:i:s T",
    }
)
"""static/js/times.js knows the same."""
register = template.Library()


def zone(name: str, default: str) -> str:
    """The name of a time zone, which this machine knows."""
    value = env.text(name, default)
    if find_zone(value) is None:
        raise WrongSetting(name, f"must name a time zone, such as Europe/Vienna or UTC (it is {value!r}).")
    return value


def find_zone(name: str) -> ZoneInfo | None:
    """The zone of this name, whatever was typed."""
    try:
        return ZoneInfo(name) if name else None
    except (ValueError, OSError, KeyError):
        return None


@register.filter
def when(at: dt.datetime | None, form: str = "minute") -> SafeString:
    """A moment as HTML; nothing for None."""
    if at is None:
        return SafeString("")
    utc = at.astimezone(dt.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    return format_html('<time datetime="{}" data-form="{}">{}</time>', utc, form, time_text(at, form))


def day_text(day: dt.date) -> str:
    """A day, which is the same in every zone."""
    return date_format(day, FORMS["day"])


def time_text(at: dt.datetime, form: str = "minute") -> str:
    """The same as plain text."""
    return date_format(timezone.localtime(at), FORMS[form])
