"""An editor or an agent with a browser: keeps its cookies, and sends forms back as they were shown."""

import re
from collections.abc import Mapping
from typing import Final
from xml.etree.ElementTree import Element

import html5lib
import httpx

from tests.faults.stage.hosts import NAME, NEW, as_visitor

DOOR: Final = "/admin/login/"
_TEXT: Final = {"textarea", "select", "input"}


class Staff:
    """address: of the proxy or a host. Cookies are kept here, as they are for https only."""

    def __init__(self, address: str, *, caller: str = "203.0.113.7") -> None:
        self._address, self._caller = address, caller
        self.cookies: dict[str, str] = {}

    def ask(
        self, path: str, fields: Mapping[str, str | list[str]] | None = None, *, timeout: float = 20
    ) -> httpx.Response:
        """GET, or POST of these fields. Raises httpx.HTTPError."""
        headers = as_visitor() | {
            "X-Forwarded-For": self._caller,
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "Referer": f"https://{NAME}{path}",
            "Origin": f"https://{NAME}",
        }
        method = "GET" if fields is None else "POST"
        answer = NEW.request(method, self._address + path, data=fields, headers=headers, timeout=timeout)
        for line in answer.headers.get_list("set-cookie"):
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer

    def sign_in(self, name: str, password: str, door: str = DOOR) -> None:
        """Raises RuntimeError where that is refused."""
        fields = form(self.ask(door).text) | {"username": name, "password": password, "next": "/admin/"}
        if (answer := self.ask(door, fields)).status_code != 302:
            raise RuntimeError(f"{name} cannot sign in: {answer.status_code}")


def form(html: str) -> dict[str, str | list[str]]:
    """What the longest form of a page sends when nothing is changed."""
    tree = html5lib.parse(html, namespaceHTMLElements=False)
    forms = [
        {k: v for field in one.iter() if field.tag in _TEXT for k, v in _pairs(field)} for one in tree.iter("form")
    ]
    return max(forms, key=len, default={})


def _pairs(field: Element) -> list[tuple[str, str | list[str]]]:
    name, kind = field.get("name"), field.get("type", "text")
    if not name or kind in {"submit", "file"} or (kind in {"checkbox", "radio"} and "checked" not in field.attrib):
        return []
    if field.tag == "textarea":
        return [(name, re.sub("^\n", "", field.text or ""))]
    if field.tag == "select":
        options = [(one.get("value", ""), "selected" in one.attrib) for one in field.iter("option")]
        chosen = [value for value, is_chosen in options if is_chosen]
        return [(name, chosen)] if chosen or "multiple" in field.attrib else [(name, value) for value, _ in options[:1]]
    return [(name, field.get("value", ""))]
