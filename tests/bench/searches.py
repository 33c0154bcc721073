"""The time of a search in a guide with a thousand entries: the starter guide with copies of its causes, steps and pages."""

from pathlib import Path
from time import process_time
from typing import Any, Final

import numpy as np
import yaml

from diagnostics import content
from diagnostics.content.document.compile import engine_guide
from diagnostics.content.document.schema import GuideDocument
from diagnostics.content.files.folder import read_folder
from diagnostics.content.search.find import find
from diagnostics.content.search.index import SearchIndex
from diagnostics.content.wording.texts import Texts
from tests.bench.aims import Aim

STARTER: Final = Path(content.__file__).parent / "library" / "imessage"
SEARCHES: Final = Path(__file__).parent.parent / "content" / "search" / "searches.yaml"
ENTRIES: Final = 1000
COPIED: Final = {"causes": "name", "steps": "title", "pages": "title", "carriers": "name"}
AIM: Final = Aim(5, unit=" ms")


def main() -> None:
    """Print one line: the time of each of the hundred searches, the best of three."""
    document = read_folder(STARTER)
    index = SearchIndex.build(document, engine_guide(document), Texts(document))
    copies = 1
    while len(index.entries) < ENTRIES:
        copies += 1
        large = _copy(document, copies)
        index = SearchIndex.build(large, engine_guide(document), Texts(large))
    typed = [one["q"] for one in yaml.safe_load(SEARCHES.read_text(encoding="utf-8"))]
    times = [min(_time(index, words) for _ in range(3)) for words in typed]
    p50, p95 = np.percentile(times, [50, 95])
    print(
        f"{len(typed)} searches of {len(index.entries)} entries: p50 {p50:.2f} ms, p95 {p95:.2f} ms ({AIM.judge('p95 of searches', p95)})"
    )


def _copy(document: GuideDocument, copies: int) -> GuideDocument:
    """Each copy has a word of its own in its names."""
    update: dict[str, Any] = {}
    for part, name in COPIED.items():
        update[part] = tuple(
            one.model_copy(
                update={"slug": f"{one.slug}-{copy}", name: f"{getattr(one, name)} kind{copy}"} if copy else {}
            )
            for copy in range(copies)
            for one in getattr(document, part)
        )
    return document.model_copy(update=update)


def _time(index: SearchIndex, words: str) -> float:
    begin = process_time()
    find(index, words)
    return (process_time() - begin) * 1e3
