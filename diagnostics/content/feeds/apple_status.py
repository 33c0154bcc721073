"""Apple's System Status feed, that of customers (plain JSON) and that of developers (JSON inside a callback).

It is undocumented. What was seen of it from 2020 to 2026: resolved events stay listed for weeks, so only ``ongoing`` counts;
names carry blanks and entities; dates are texts in Pacific time beside epochs in milliseconds; a site-wide banner stands in ``drMessage``.
"""

import datetime as dt
import html
import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from diagnostics.content.feeds.reading import Event, KindWord, Reading, StateWord, UnreadableFeed

_CALLBACK: Final = re.compile(r"(?:/\*\*/)?\s*[\w$.]+\s*\((.*)\)\s*;?", re.DOTALL)
"""Up to the last bracket: there are brackets in names."""
_LATEST: Final = 4_102_444_800_000
"""Milliseconds until the year 2100."""
_STATES: Final[Mapping[str, StateWord]] = MappingProxyType(
    {"ongoing": "active", "upcoming": "planned", "resolved": "over", "completed": "over"}
)
_KINDS: Final[Mapping[str, KindWord]] = MappingProxyType(
    {"Outage": "outage", "Performance": "slow", "Maintenance": "maintenance"}
)

Moment = Annotated[int, Field(ge=0, le=_LATEST)] | None


def _plain_name(written: str) -> str:
    return " ".join(html.unescape(written).split())


class _Part(BaseModel):
    model_config = ConfigDict(strict=True)


class _Event(_Part):
    eventStatus: Literal["ongoing", "upcoming", "resolved", "completed"]  # noqa: N815 (the feed's names)
    statusType: str | None = None  # noqa: N815
    epochStartDate: Moment = None  # noqa: N815
    epochEndDate: Moment = None  # noqa: N815
    message: str | None = None

    def event(self) -> Event:
        return Event(
            _STATES[self.eventStatus],
            _KINDS.get(self.statusType or "", "problem"),
            _time(self.epochStartDate),
            _time(self.epochEndDate),
            _plain_name(self.message or ""),
        )


class _Service(_Part):
    serviceName: Annotated[str, AfterValidator(_plain_name), Field(min_length=1)]  # noqa: N815
    events: tuple[_Event, ...]


class _Feed(_Part):
    drMessage: str | None = None  # noqa: N815
    services: Annotated[tuple[_Service, ...], Field(min_length=1)]


class AppleStatus:
    """Reads both feeds."""

    name = "apple-status"

    def read(self, body: bytes) -> Reading:
        """Raises UnreadableFeed."""
        try:
            feed = _Feed.model_validate_json(_unwrap(_decode(body)))
        except ValidationError as errors:
            raise UnreadableFeed(_first_error(errors)) from errors
        services: dict[str, tuple[Event, ...]] = {}
        for one in feed.services:
            services[one.serviceName] = services.get(one.serviceName, ()) + tuple(each.event() for each in one.events)
        return Reading(services, _plain_name(feed.drMessage or ""))


def _decode(body: bytes) -> str:
    try:
        return body.decode("utf-8-sig").strip()
    except UnicodeDecodeError as error:
        raise UnreadableFeed(f"It is not UTF-8 (byte {error.start}).") from error


def _unwrap(text: str) -> str:
    """What stands inside the callback, where there is one."""
    if text.startswith("{"):
        return text
    if match := _CALLBACK.fullmatch(text):
        return match[1]
    raise UnreadableFeed(f"It is neither JSON nor a callback: it begins with {text[:40]!r}.")


def _time(milliseconds: int | None) -> dt.datetime | None:
    return None if milliseconds is None else dt.datetime.fromtimestamp(milliseconds / 1000, dt.UTC)


def _first_error(errors: ValidationError) -> str:
    first = errors.errors(include_url=False)[0]
    where = ".".join(map(str, first["loc"]))
    return f"{first['msg']}{f' (at {where})' if where else ''}."
