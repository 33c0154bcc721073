"""Making result links and looking at them, as browsers do."""

import re
from typing import Any, Final
from urllib.parse import urlencode

from django.core.cache import cache
from django.test import Client

from tests.web.page import Page

OURS: Final = {"Sec-Fetch-Site": "same-origin"}
_PRESENT: Final = re.compile(r'<p class="notice(?: quiet)?" data-present>.*?</p>', re.DOTALL)


def share_walk(walk: str, guide: str = "lamp", **form: Any) -> str:
    """The address of a new link: what the button of a walk's page leads to."""
    cache.clear()  # so many links as a test likes
    response = Client().post(f"/{guide}/share/", {"walk": walk, **form}, headers=OURS)
    assert response.status_code == 303, response.content.decode()
    return str(response.headers["Location"])


def post(address: str, **form: Any) -> Page:
    return Page(Client().post(address, form, headers=OURS))


def look_at(address: str) -> Page:
    return Page(Client().get(address))


def without_present(page: Page) -> str:
    """The page but for what it says about the present."""
    return re.sub(r"\s*\n\s*", "\n", _PRESENT.sub("", page.response.content.decode()))


def present(page: Page) -> list[str]:
    """What it says about the present, in lines."""
    lines = [re.sub(r"</?time[^>]*>", "", line) for line in _PRESENT.findall(page.response.content.decode())]
    return [" ".join(re.sub(r"<[^>]+>", " ", line).split()) for line in lines]


def query(*pairs: tuple[str, str]) -> str:
    return urlencode(pairs)
