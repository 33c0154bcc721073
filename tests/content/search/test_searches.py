"""A hundred searches as people type them, against the starter guide (``searches.yaml``)."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from diagnostics.content.search.find import find
from diagnostics.content.search.index import SearchIndex

SEARCHES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "searches.yaml").read_text(encoding="utf-8"))
BEST = 3


def test_there_are_a_hundred() -> None:
    assert len({one["q"] for one in SEARCHES}) == len(SEARCHES) >= 100


@pytest.mark.parametrize("search", SEARCHES, ids=lambda one: one["q"])
def test_it_finds_what_was_meant(starter_index: SearchIndex, search: dict[str, Any]) -> None:
    found = find(starter_index, search["q"])
    said = {one.pair for one in found.understood}
    best = {f"{hit.entry.kind}:{hit.entry.slug}" for hit in found.hits[:BEST]}
    best |= {f"sign:{option}" for question, option in said if question == starter_index.first}

    assert found.is_complaint == search.get("complaint", False)
    assert set(search.get("says", {}).items()) <= said
    assert best & set(search.get("finds", best | {""})) or "finds" not in search
