"""``make fuzz``: each target by hypothesis and by atheris, with so many inputs each, and a table of what came of it.

``ARGS="walk zip --inputs 20000 --by atheris"`` runs some of it. Each run is a process of its own; an input that fails stays in
var/fuzz/ and is tried first the next time.
"""

import argparse
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

TARGETS = ("walk", "codes", "folder", "feed", "api", "zip")
HOME = Path(__file__).resolve().parent.parent.parent
KEPT = HOME / "var" / "fuzz"
HEAD = "| target | by | inputs | a second | slowest, ms | grew by, MB | failures |\n|---|---|---|---|---|---|---|"


def main() -> int:
    asked = _arguments()
    KEPT.mkdir(parents=True, exist_ok=True)
    rows = [_run(name, by, asked.inputs) for name in asked.targets or TARGETS for by in asked.by]
    print(HEAD)
    print("\n".join(rows))
    return int(any(not row.endswith("| 0 |") for row in rows))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make fuzz")
    parser.add_argument("targets", nargs="*", choices=[*TARGETS, []], help="all of them unless some are named")
    parser.add_argument("--inputs", type=int, default=1_000_000)
    parser.add_argument("--by", nargs="+", choices=["hypothesis", "atheris"], default=_there())
    return parser.parse_args()


def _there() -> list[str]:
    """Atheris has no build for every system."""
    return ["hypothesis", *(["atheris"] if find_spec("atheris") else [])]


def _run(name: str, by: str, count: int) -> str:
    """A row of the table."""
    report = KEPT / f"{name}-{by}.txt"
    report.unlink(missing_ok=True)
    ran = subprocess.run(
        [sys.executable, "-m", f"tests.fuzz.by_{by}", name, str(count), str(report)], cwd=HOME, check=False
    )
    return (
        report.read_text(encoding="utf-8")
        if report.exists()
        else f"| {name} | {by} | ? | | | | ended with {ran.returncode} |"
    )


if __name__ == "__main__":
    sys.exit(main())
