"""``python -m tests.faults [WORD …]``: do the damage, print what was promised and what was seen. ``--list`` names the faults.

Ends with 1 where a promise was broken, or where a word names no fault.
"""

import signal
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from traceback import extract_tb

from tests.faults.registry import Named, faults
from tests.faults.stage import stack
from tests.faults.stage.servers import NotHere
from tests.faults.stage.stack import Stack
from tests.faults.table import Promise, Result, failures, table


def main(words: Sequence[str]) -> int:
    """The exit code."""
    chosen = faults(*(word for word in words if word != "--list"))
    if "--list" in words or not chosen:
        print("\n".join(f"{one.room}: {one.name}" for one in faults()))
        return 0 if chosen else 1
    # Stopped by a signal, it takes its servers along.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    began, results = time.monotonic(), list[Result]()
    try:
        with stack.running(_say) as here:
            for one in chosen:
                results += try_out(here, one)
    except NotHere as lacking:
        _say(f"Nothing can be tried: {lacking}.")
        return 1
    finally:
        print(f"\n{table(results)}\n")
    broken = failures(results)
    print(f"{len(chosen)} faults, {len(results)} promises, {broken} broken, {time.monotonic() - began:.0f} s")
    return 1 if broken else 0


def try_out(here: Stack, one: Named) -> list[Result]:
    """What came of one fault, said as soon as it is known."""
    _say(f"{one.room}: {one.name}")
    results = [(one.name, promise) for promise in _promises(here, one)]
    for _name, promise in results:
        _say(f"    {promise.verdict:8} {promise.promise}: {promise.seen}")
    return results


def _promises(here: Stack, one: Named) -> Iterator[Promise]:
    """Whatever goes wrong, the faults after it are tried too."""
    try:
        here.heal()
        yield from one.act(here)
    except NotHere as lacking:
        yield Promise("it can be tried", str(lacking), None)
    except Exception as error:  # noqa: BLE001 (it is told in the table)
        where = extract_tb(error.__traceback__)[-1]
        seen = f"{type(error).__name__}: {error} ({Path(where.filename).name}:{where.lineno})"
        yield Promise("it can be tried", seen, is_kept=False)


def _say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
