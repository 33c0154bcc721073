"""Guides for tests: a small one that is valid, with only the interesting difference visible.

``make_document(steps=[...])`` replaces a whole part; ``make_document(add={"causes": [...]})`` adds to one.
Parts are plain data as in YAML; ``a_cause("dust")`` and the like fill in what does not matter.
"""

import json
from collections.abc import Mapping
from typing import Any

from diagnostics.content.document.schema import GuideDocument

type Data = dict[str, Any]


def a_cause(slug: str, **changes: object) -> Data:
    base = {"slug": slug, "name": f"Cause {slug}", "summary": f"It is {slug}.", "place": "home", "sources": ["manual"]}
    return base | changes


def an_option(slug: str, **changes: object) -> Data:
    return {"slug": slug, "text": f"Option {slug}"} | changes


def a_question(slug: str, *options: str | Data, **changes: object) -> Data:
    base = {
        "slug": slug,
        "text": f"What about {slug}?",
        "label": f"Label {slug}",
        "why": f"Why {slug}.",
        "effort": "glance",
    }
    return base | {"options": [an_option(o) if isinstance(o, str) else o for o in options]} | changes


def a_step(slug: str, remedies: Mapping[str, str] | None = None, **changes: object) -> Data:
    base: Data = {
        "slug": slug,
        "title": f"Do {slug}",
        "summary": f"It does {slug}.",
        "minutes": 1,
        "sources": ["manual"],
    }
    return base | {"remedies": dict(remedies or {}), "variants": [{"text": f"1. Do {slug}."}]} | changes


def a_carrier(slug: str, **changes: object) -> Data:
    return {"slug": slug, "name": slug.title(), "country": "us", "sources": ["manual"]} | changes


def a_page(slug: str, **changes: object) -> Data:
    base = {"slug": slug, "title": f"Page {slug}", "summary": f"About {slug}.", "text": f"Text of {slug}."}
    return base | {"sources": ["manual"]} | changes


def base_data() -> Data:
    """A lamp that does not light: three causes and the open one, three questions, five steps."""
    return {
        "schema": 1,
        "slug": "lamp",
        "title": "Why won't my lamp light?",
        "summary": "Find out why a lamp stays dark.",
        "working": "It lights now",
        "not_working": "Still dark",
        "urgent": "In the dark? Take a candle.",
        "urgent_page": "candles",
        "escalation_minutes": 60,
        "places": [
            {"slug": "home", "name": "Your home", "short": "Home"},
            {"slug": "grid", "name": "The power grid", "short": "Grid"},
        ],
        "sources": [{"slug": "manual", "title": "The lamp's manual", "url": "https://example.org/manual"}],
        "causes": [
            a_cause("bulb", commonness="very-common", name="The bulb is dead"),
            a_cause("switch", commonness="common", name="The lamp is switched off"),
            a_cause("outage", place="grid", name="The power is out"),
            a_cause("something-else", open=True, sources=[]),
        ],
        "questions": [
            a_question(
                "see",
                "dark",
                "flicker",
                asked="first",
                signs={"bulb": {"flicker": "for"}, "@grid": {"flicker": "against"}},
            ),
            a_question("kind", "desk", "ceiling", asked="second"),
            a_question("street", "lit", "dark", signs={"outage": {"dark": "proves", "lit": "rules-out"}}),
        ],
        "steps": [
            a_step("turn-on", {"switch": "always"}),
            a_step("new-bulb", {"bulb": "usually"}, minutes=5),
            a_step(
                "wait-power", {"outage": "always"}, kind="wait", waiting="hour", until="Until the street is lit again"
            ),
            a_step("candle", kind="workaround"),
            a_step("electrician", kind="escalation"),
        ],
        "pages": [a_page("candles")],
    }


def make_document(add: Mapping[str, list[Data]] | None = None, **changes: object) -> GuideDocument:
    """The small guide, with parts replaced by keyword or added to by ``add``."""
    data = base_data() | changes
    for part, items in (add or {}).items():
        data[part] = [*data.get(part, []), *items]
    return GuideDocument.model_validate_json(json.dumps(data))
