"""One target by atheris, which follows what the code does: ``python -m tests.fuzz.by_atheris walk 1000 report.txt``."""

import os
import sys
from inspect import isfunction
from pathlib import Path

import atheris

from tests.fuzz import alone

ROOMS = (
    "web.walk",
    "web.results",
    "web.api",
    "web.site",
    "engine.walk",
    "content.results",
    "content.files",
    "content.feeds",
)
FOLLOWED = (*(f"diagnostics.{room}" for room in ROOMS), "diagnostics.content.document")
"""Where atheris sees which way an input takes; all of Django would be too slow."""


def main(name: str, count: int, report: Path) -> None:
    alone.begin()
    from tests.fuzz.targets import TARGETS
    from tests.fuzz.watch import Watch

    target = TARGETS[name]
    if target.asks:
        alone.make_site()
    corpus, words = report.parent / f"corpus-{name}", report.parent / f"words-{name}"
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(target.seeds()):
        (corpus / f"seed-{number}").write_bytes(seed)
        target.run(seed)
    _follow()
    words.write_text("\n".join(map(_quote, target.words)), encoding="ascii")
    watch = Watch(target, "atheris", count, report)
    watch.try_kept()

    def try_one(data: bytes) -> None:
        watch(data)
        if watch.is_done:
            os._exit(0)

    options = [f"-dict={words}", "-max_len=20000", "-timeout=300", "-rss_limit_mb=0", "-verbosity=0"]
    atheris.Setup([sys.argv[0], *options, str(corpus)], try_one)
    atheris.Fuzz()


def _follow() -> None:
    """Every function of those rooms that is loaded by now."""
    for name, module in list(sys.modules.items()):
        if name.startswith(FOLLOWED):
            for one in vars(module).values():
                if isfunction(one) and one.__module__ == name:
                    atheris.instrument_func(one)


def _quote(word: str) -> str:
    """As libFuzzer wants its words."""
    return '"' + "".join(f"\\x{byte:02x}" for byte in word.encode()[:60]) + '"'


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
