"""The image of Dockerfile, where there is nothing to build it with: its steps one by one in a folder of their own."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.checkout import ROOT, Site
from tests.house.first_start import first_start

pytestmark = pytest.mark.slow
FOR_AN_IMAGE = re.compile(r"pip install|useradd|chown")
"""What needs root, or takes as long as the packages; the packages are those of this checkout, and locked."""


def instructions() -> list[tuple[str, str]]:
    """Instruction and argument, of both stages."""
    text = re.sub(r"^#.*\n", "", (ROOT / "Dockerfile").read_text("utf-8"), flags=re.MULTILINE)
    return re.findall(r"^([A-Z]+) (.*)$", text.replace("\\\n", " "), re.MULTILINE)


def arguments(instruction: str) -> list[str]:
    """Those of the last stage count."""
    return [argument for name, argument in instructions() if name == instruction]


class Image:
    """What the steps leave: the folder that is ``/app`` in the image, and the environment of its commands."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment = Site(folder).environment()
        for name, argument in instructions():
            match name:
                case "FROM":
                    self.environment = Site(folder).environment()
                case "ENV":
                    self.environment |= dict(re.findall(r"(\w+)=(\S+)", self.here(argument)))
                case "COPY":
                    self._copy(argument)
                case "RUN" if not FOR_AN_IMAGE.search(argument):
                    subprocess.run(["sh", "-ec", self.here(argument)], cwd=folder, env=self.environment, check=True)
                case _:
                    pass

    def here(self, text: str) -> str:
        """With the folder of the image as what it is here."""
        return text.replace("/app", str(self.folder)).replace("$PATH", os.environ["PATH"])

    def _copy(self, argument: str) -> None:
        *sources, target = argument.split()
        if sources[0].startswith("--from="):
            return
        for name in let_in() if sources == ["."] else sources:
            self._copy_one(name, target)

    def _copy_one(self, name: str, target: str) -> None:
        source, copy = ROOT / name, self.folder / target / name
        if source.is_dir():
            shutil.copytree(source, copy, ignore=shutil.ignore_patterns("__pycache__"), dirs_exist_ok=True)
        elif source.exists():
            shutil.copy(source, copy)


def let_in() -> list[str]:
    """What ``docker build`` can see of this checkout."""
    lines = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    return [line.strip()[1:] for line in lines if line.startswith("!")]


def test_what_is_copied_is_let_in() -> None:
    """What ``.dockerignore`` keeps out cannot be named."""
    sources = [name for copied in arguments("COPY") if "--from=" not in copied for name in copied.split()[:-1]]

    assert {"requirements.txt", "."} <= {*sources}
    assert {*sources} - {"."} <= {*let_in()}


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Image]:
    """Made by the steps, on the packages of this checkout."""
    folder = tmp_path_factory.mktemp("app")
    (folder / ".venv").symlink_to(ROOT / ".venv")
    yield Image(folder)
    shutil.rmtree(folder)


def test_the_image_holds_what_it_runs_and_no_secret(image: Image) -> None:
    """Static files are collected, and nothing of the machine that built it is in it."""
    names = {path.name for path in image.folder.iterdir()}

    assert {"manage.py", "gunicorn.conf.py", "diagnostics", "static", "templates"} <= names
    assert not names & {"tests", "secrets", ".git", "docs"}
    assert not (image.folder / "var" / "secret-key").exists()
    assert list((image.folder / "var" / "static").glob("*/staticfiles.json"))


def test_it_is_no_root_and_says_when_it_is_well(image: Image) -> None:
    """Whoever runs it has a number, so that others can check it, and owns ``var``, the only volume."""
    assert arguments("USER") == ["10001"]
    assert "chown -R 10001 /app/var" in arguments("RUN")
    assert arguments("VOLUME") == ["/app/var"]
    assert "/health/live" in arguments("HEALTHCHECK")[0]


IN_A_READ_ONLY_TREE = """
mount --bind {folder} {folder} && mount --bind {folder}/var {folder}/var
mount -o remount,bind,ro {folder} && ! touch {folder}/here 2>&-
cd {folder} && exec "$@"
"""


def test_it_starts_where_only_var_can_be_written(image: Image, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Its command serves, its health check agrees, and TERM ends it with 0."""
    alone = ["unshare", "--mount", "--map-root-user", "sh", "-ec", IN_A_READ_ONLY_TREE.format(folder=image.folder), "-"]
    if subprocess.run([*alone, "true"], capture_output=True, check=False).returncode:
        pytest.skip("no file system can be mounted here")
    for kept in ("fixpath.sqlite3", "live"):  # migrations have been tried elsewhere
        _take_over(first_start(tmp_path_factory).folder / "var" / kept, image.folder / "var" / kept)
    site = Site(image.folder)
    command = json.loads(arguments("CMD")[0])
    check = json.loads(arguments("HEALTHCHECK")[0].partition("CMD ")[2])

    # Of the interpreters that PATH leads to, the image's own comes first.
    with site.started(*command[1:], before=alone, **_without_port(image.environment)) as running:
        running.wait_until_ready()
        port = running.address.rpartition(":")[2]
        healthy = subprocess.run(check, env=image.environment | {"PORT": port}, check=False).returncode
        running.process.terminate()
        ended = running.process.wait(60)

    assert command[0] == "python"
    assert (healthy, ended) == (0, 0)


def _take_over(source: Path, copy: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, copy)
    else:
        shutil.copy(source, copy)


def _without_port(environment: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in environment.items() if name != "PORT"}
