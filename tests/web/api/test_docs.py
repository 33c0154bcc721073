"""The walk in docs/api.md, run as it stands there: by curl, against a site that was started as people start it."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from tests.house.first_start import first_start

TEXT: Final = (Path(__file__).resolve().parents[3] / "docs" / "api.md").read_text(encoding="utf-8")
STEPS: Final = re.findall(r"```console\n(curl .*?)\n```\n+```json\n(.*?)\n```", TEXT, re.DOTALL)
MAKE_KEY: Final = """
from diagnostics.domain.programs import keys
print(keys.make("docs", ["links:make", "links:read"])[1])
"""


def differences(told: Any, answered: Any, where: str = "") -> Iterator[str]:
    """Where an answer does not say what the page says of it; it may say more."""
    if isinstance(told, dict) and isinstance(answered, dict):
        for name, one in told.items():
            yield from differences(one, answered.get(name, "nothing"), f"{where}.{name}")
    elif isinstance(told, list) and isinstance(answered, list) and told:
        for at, one in enumerate(told):
            yield from differences(one, answered[at] if at < len(answered) else "nothing", f"{where}[{at}]")
    elif told != answered:
        yield f"{where}: {answered!r} instead of {told!r}"


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("curl") is None, reason="no curl found")
def test_the_walk_in_the_docs_is_answered_as_they_say(tmp_path_factory: pytest.TempPathFactory) -> None:
    assert len(STEPS) == len(re.findall(r"^curl ", TEXT, re.MULTILINE)) > 8
    with (
        first_start(tmp_path_factory).copied(tmp_path_factory.mktemp("docs") / "site") as site,
        site.started("manage.py", "serve") as running,
    ):
        running.wait_until_ready()
        said = {
            "SITE": running.address,
            "KEY": site.run("manage.py", "shell", "-v", "0", "-c", MAKE_KEY).stdout.strip(),
        }
        for command, told in STEPS:
            done = subprocess.run(
                ["bash", "-c", command], env=said, capture_output=True, text=True, check=True, timeout=60
            )
            answer = json.loads(done.stdout)
            assert list(differences(json.loads(told), answer)) == [], command
            said |= {"CODE": answer["code"]} if "code" in answer else {}
