"""What a visitor gets, read strictly as HTML5."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import parse_qsl, urlsplit
from xml.etree.ElementTree import Element

import html5lib
from django.test import Client


@dataclass(frozen=True)
class Page:
    response: Any
    """A HttpResponse; the test client's own has more to it."""

    @cached_property
    def tree(self) -> Element:
        """The document; raises where the HTML is not valid."""
        parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
        tree: Element = parser.parse(self.response.content.decode())
        return tree

    @property
    def status(self) -> int:
        return int(self.response.status_code)

    @property
    def title(self) -> str:
        return self.texts("title")[0]

    @property
    def heading(self) -> str:
        (heading,) = self.texts("h1")
        return heading

    @property
    def text(self) -> str:
        return words(self.tree)

    @property
    def links(self) -> dict[str, str]:
        return {words(one): one.get("href", "") for one in self.tree.iter("a")}

    @property
    def data(self) -> list[dict[str, Any]]:
        """What the page says as data for search engines."""
        scripts = (one for one in self.tree.iter("script") if one.get("type") == "application/ld+json")
        return [one for script in scripts for one in json.loads(script.text or "")["@graph"]]

    @property
    def card(self) -> dict[str, str]:
        """What its tags say of it, by their names."""
        tags = ((one.get("property") or one.get("name") or "", one) for one in self.tree.iter("meta"))
        return {name: one.get("content", "") for name, one in tags if name == "description" or ":" in name}

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """The pairs that the first form sends along, in their order."""
        form = next(self.tree.iter("form"))
        return [
            (one.get("name", ""), one.get("value", ""))
            for one in form.iter("input")
            if one.get("type") == "hidden" and "disabled" not in one.attrib
        ]

    def texts(self, tag: str) -> list[str]:
        return [words(one) for one in self.tree.iter(tag)]

    def elements(self, **attributes: str) -> list[Element]:
        """The elements with these attributes; ``class_`` for class."""
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        return [
            one for one in self.tree.iter() if all(value in one.get(name, "").split() for name, value in wanted.items())
        ]

    def say(self, text: str) -> str:
        """Press the button of this text; the address to which that leads."""
        forms = [(form, one) for form in self.tree.iter("form") for one in form.iter("button")]
        form, button = next((form, one) for form, one in forms if words(one) == text)
        fields = {one.get("name", ""): one.get("value", "") for one in (*form.iter("input"), button)}
        response = Client().post(form.get("action", ""), fields, headers={"Sec-Fetch-Site": "same-origin"})
        assert response.status_code == 303
        return str(response.headers["Location"])

    def words_of(self, class_: str) -> str:
        """The words of the first element of this class."""
        return words(self.elements(class_=class_)[0])


def words(element: Element) -> str:
    return " ".join("".join(_pieces(element)).split())


def _pieces(element: Element) -> Iterator[str]:
    if element.tag in ("script", "style"):
        return
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str):
            yield from _pieces(child)
        yield child.tail or ""


def pairs(address: str) -> list[tuple[str, str]]:
    return parse_qsl(urlsplit(address).query, keep_blank_values=True)


@dataclass(frozen=True)
class Visitor:
    client: Client

    def get(self, address: str, **options: Any) -> Page:
        return Page(self.client.get(address, **options))

    def check(self, query: str = "", **options: Any) -> Page:
        """Look at a moment of a walk through the lamp."""
        return self.get(f"/lamp/check/?{query}", **options)
