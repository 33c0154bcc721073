"""``make mutants``: small changes of the engine, one at a time, and how many of them its own tests notice.

mutmut works on a copy below mutants/, several changes at once, and goes on where it was stopped. ``ARGS=--sample=200`` tries so
many, always the same; ``ARGS=diagnostics.engine.walk*`` those of a module. 85 of 100 must be noticed.
"""

import argparse
import json
import random
import subprocess
import sys
from collections import Counter
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent
WANTED = 85
"""Of 100."""
SURVIVED, UNTRIED = "survived", "not tried"
ENDS = {0: SURVIVED, 5: "no test", 33: "no test", 34: "skipped", None: UNTRIED, 2: UNTRIED}
"""What mutmut's numbers mean; any other: a test failed, hung or crashed."""


def main() -> int:
    asked = _arguments()
    names = asked.names
    if asked.sample:
        _mutmut("diagnostics.engine.none", quiet=True)  # makes all of them and tries none
        names = random.Random(1).sample(sorted(_ends()), asked.sample)
    _mutmut(*names)
    return _report({name: end for name, end in _ends().items() if not asked.sample or name in names})


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make mutants")
    parser.add_argument("names", nargs="*", help="such as diagnostics.engine.walk*; all of them unless some are named")
    parser.add_argument("--sample", type=int, default=0)
    return parser.parse_args()


def _mutmut(*names: str, quiet: bool = False) -> None:
    program = Path(sys.executable).parent / "mutmut"
    heard = subprocess.DEVNULL if quiet else None
    subprocess.run([program, "run", *names], cwd=HOME, check=False, stdout=heard, stderr=heard)


def _ends() -> dict[str, str]:
    """Name of each mutant → what came of it."""
    ends: dict[str, str] = {}
    for file in sorted((HOME / "mutants").rglob("*.meta")):
        codes = json.loads(file.read_text(encoding="utf-8"))["exit_code_by_key"]
        ends |= {name: ENDS.get(code, "noticed") for name, code in codes.items()}
    return ends


def _report(ends: dict[str, str]) -> int:
    count = Counter(ends.values())
    tried = sum(count.values()) - count[UNTRIED] - count["skipped"]
    score = 100 * count["noticed"] / tried if tried else 0
    print("\n".join(name for name, end in ends.items() if end in {SURVIVED, "no test"}))
    print(", ".join(f"{number} {end}" for end, number in count.items()))
    print(f"{score:.1f} of 100 were noticed; `.venv/bin/mutmut show NAME` shows one.")
    return int(score < WANTED)


if __name__ == "__main__":
    sys.exit(main())
