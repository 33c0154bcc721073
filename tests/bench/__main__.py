"""``make bench``: everything that is measured by hand; ``make bench ARGS=pages`` for one bench, ``ARGS='pages 3'`` with its argument.

Machines are shared and noisy: read ratios of one run first, milliseconds second.
"""

import os
import sys
import tempfile
from importlib import import_module
from typing import Final

import django

from tests.bench import aims

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "diagnostics.config.settings")

BENCHES: Final = {
    "decisions": "a decision beside one numpy product of the same arrays, and the guide's reports",
    "searches": "a search in a guide with a thousand entries",
    "crowds": "how often the rule for many people at once is wrong, and how soon it is right",
    "outcomes": "what 300 posts a second of what visitors say cost those who read (needs TEST_POSTGRES_URL)",
    "pages": "pages under load, beside a view that does nothing and beside a session wizard",
    "publishing": "publications under load: what they take, how soon they are seen, and that no answer is of two releases",
    "growth": "a request beside 1 to 100 guides, 10 to 10,000 releases, 10 to 100,000 result links",
    "memory": "the memory of each worker over 200,000 requests",
    "start": "a second start beside that of gunicorn with an application that does nothing",
}
HELPER: Final = "publisher"


def main(*words: str) -> None:
    """Run one bench with its arguments, or all of them."""
    if words and words[0] not in (*BENCHES, HELPER):
        sys.exit(
            "\n".join(
                ["There is no such bench. There are:", *(f"  {name:<12}{said}" for name, said in BENCHES.items())]
            )
        )
    with tempfile.TemporaryDirectory(prefix="fixpath-bench-") as folder:
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/bench.sqlite3")
        django.setup()
        _run(*words)


def _run(*words: str) -> None:
    try:
        for name in words[:1] or BENCHES:
            if name in BENCHES:
                print(f"\n{name}: {BENCHES[name]}\n", flush=True)
            import_module(f"tests.bench.{name}").main(*words[1:])
    finally:
        if words[:1] != (HELPER,):
            print(f"\n{aims.report()}")


if __name__ == "__main__":
    main(*sys.argv[1:])
