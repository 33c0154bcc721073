"""docs/operating against what ``/metrics`` prints: alerts, dashboard and their README speak of what there is."""

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.test import Client
from pytest_django.fixtures import Settings

FOLDER = Path(__file__).resolve().parent.parent.parent.parent / "docs" / "operating"
README = (FOLDER / "README.md").read_text(encoding="utf-8")
DASHBOARD: dict[str, Any] = json.loads((FOLDER / "dashboard.json").read_text(encoding="utf-8"))
RULES: list[dict[str, Any]] = [
    rule
    for group in yaml.safe_load((FOLDER / "alerts.yaml").read_text(encoding="utf-8"))["groups"]
    for rule in group["rules"]
]
TARGETS = [target for panel in DASHBOARD["panels"] for target in panel["targets"]]


def metric_names(text: str) -> set[str]:
    """Metrics that a text speaks of, a histogram by its own name."""
    return {re.sub(r"_(bucket|sum|count)$", "", name) for name in re.findall(r"\bfixpath_[a-z_]+", text)}


@pytest.fixture
def printed(lamp: object, settings: Settings) -> set[str]:
    """The names that stand in what Prometheus reads."""
    settings.METRICS_TOKEN = "token-of-the-operator"
    text = Client().get("/metrics", headers={"Authorization": f"Bearer {settings.METRICS_TOKEN}"}).content.decode()
    return set(re.findall(r"^# TYPE (\S+) ", text, re.MULTILINE))


def test_alerts_and_dashboard_ask_for_what_is_printed(printed: set[str]) -> None:
    """A metric that is renamed must be renamed there too."""
    asked = metric_names("\n".join([rule["expr"] for rule in RULES] + [target["expr"] for target in TARGETS]))

    assert asked - printed == set()


def test_the_readme_explains_every_metric(printed: set[str]) -> None:
    """No more and no less than there are."""
    assert metric_names(README) == printed


def test_every_alert_says_what_to_do() -> None:
    """Each has its part in the README, in the same order, and says how urgent it is and what is so."""
    assert re.findall(r"^### (\w+)$", README, re.MULTILINE) == [rule["alert"] for rule in RULES]
    assert {rule["labels"]["severity"] for rule in RULES} == {"page", "ticket"}
    assert all(rule["annotations"]["summary"] for rule in RULES)


def test_the_panels_stand_side_by_side() -> None:
    """Each has a title and a number of its own, lies within the 24 columns, and covers no other one."""
    panels = DASHBOARD["panels"]
    places = [panel["gridPos"] for panel in panels]
    squares = [
        (x, y) for at in places for x in range(at["x"], at["x"] + at["w"]) for y in range(at["y"], at["y"] + at["h"])
    ]

    assert len({panel["id"] for panel in panels}) == len({panel["title"] for panel in panels}) == len(panels)
    assert len(set(squares)) == len(squares)
    assert max(x for x, _ in squares) < 24


def test_labels_in_legends_are_those_of_the_metric() -> None:
    """What a legend names, its query keeps."""
    for target in TARGETS:
        wanted = set(re.findall(r"{{(\w+)}}", target["legendFormat"])) - {"instance"}
        kept = {label for found in re.findall(r"by \(([\w, ]+)\)", target["expr"]) for label in found.split(", ")}
        assert wanted <= kept, target


@pytest.mark.skipif(not shutil.which("promtool"), reason="no promtool (Debian: prometheus)")
def test_trouble_raises_its_alert_and_a_quiet_host_none() -> None:
    """As Prometheus itself works them out, over half an hour of each."""
    series = Path(__file__).with_name("alerts_test.yaml")
    done = subprocess.run(["promtool", "test", "rules", series], capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr
