"""A page as data for search engines (schema.org, JSON-LD). All that it says stands on the page too."""

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any, Final, override

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from diagnostics.content.document.schema import Source
from diagnostics.web.site.addresses import absolute

type Data = dict[str, Any]
type Trail = tuple[tuple[str, str], ...]
"""Names and paths of the pages above this one, then its own."""

_ESCAPES: Final = str.maketrans({"<": "\\u003C", ">": "\\u003E", "&": "\\u0026"})
"""So that no text ends the script that it stands in."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a page is known from, and when a person last checked it."""

    sources: tuple[Source, ...] = ()
    reviewed: dt.date | None = None


def script(*data: Data) -> SafeString:
    """A block of data: browsers run nothing in it, so that the content policy does not concern it."""
    text = json.dumps({"@context": "https://schema.org", "@graph": data}, ensure_ascii=False, separators=(",", ":"))
    return mark_safe(f'<script type="application/ld+json">{text.translate(_ESCAPES)}</script>')  # noqa: S308 (escaped)


def website(address: str) -> Data:
    return {"@type": "WebSite", "name": settings.SITE_NAME, "url": address}


def breadcrumbs(trail: Trail) -> Data:
    items = (
        {"@type": "ListItem", "position": at, "name": name, "item": absolute(path)}
        for at, (name, path) in enumerate(trail, start=1)
    )
    return {"@type": "BreadcrumbList", "itemListElement": list(items)}


def article(headline: str, origin: Origin, *, summary: str = "") -> Data:
    return {"@type": "Article", "headline": headline, **_description(summary), **_known_from(origin)}


def how_to(name: str, origin: Origin, *, summary: str, minutes: int, steps: Iterable[str]) -> Data:
    return {
        "@type": "HowTo",
        "name": name,
        **_description(summary),
        **({"totalTime": f"PT{minutes}M"} if minutes else {}),
        "step": [{"@type": "HowToStep", "position": at, "text": text} for at, text in enumerate(steps, start=1)],
        **_known_from(origin),
    }


def numbered_items(html: str) -> tuple[str, ...]:
    """What each item of a text's numbered lists says, those inside another list as part of it."""
    reader = _Items()
    reader.feed(html)
    return tuple(" ".join(item.split()) for item in reader.items)


class _Items(HTMLParser):
    """lists: the tags of the lists that are open."""

    def __init__(self) -> None:
        super().__init__()
        self.lists: list[str] = []
        self.items: list[str] = []

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("ol", "ul"):
            self.lists.append(tag)
        elif tag == "li" and self.lists == ["ol"]:
            self.items.append("")

    @override
    def handle_endtag(self, tag: str) -> None:
        if tag in ("ol", "ul"):
            self.lists.pop()

    @override
    def handle_data(self, data: str) -> None:
        if self.lists[:1] == ["ol"] and self.items:
            self.items[-1] += data


def _description(summary: str) -> Mapping[str, str]:
    return {"description": summary} if summary else {}


def _known_from(origin: Origin) -> Data:
    cited = [source.url or source.title for source in origin.sources]
    reviewed = {"dateModified": origin.reviewed.isoformat()} if origin.reviewed else {}
    return {**({"citation": cited} if cited else {}), **reviewed}
