"""compose.yaml: against the schema of its format, and rules of our own."""

import json
import re
from importlib import resources
from typing import Any

import jsonschema
import pytest
import yaml

from tests.house.checkout import ROOT
from tests.house.documented import setting_names

COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))
SERVICES: dict[str, Any] = COMPOSE["services"]
SITES = ("web-1", "web-2")
ONCE = "prepare"
by_name = pytest.mark.parametrize("name", SERVICES)


def test_compose_has_the_shape_of_its_format() -> None:
    """The schema is the compose specification's own, as check-jsonschema carries it."""
    schema = resources.files("check_jsonschema") / "builtin_schemas" / "vendor" / "compose-spec.json"

    jsonschema.Draft7Validator(json.loads(schema.read_text("utf-8"))).validate(COMPOSE)


@by_name
def test_a_service_may_do_little(name: str) -> None:
    """It writes to volumes and memory only, and gains no rights; all but the site's own image name who they are."""
    service = SERVICES[name]

    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["image"] == "fixpath" or service["user"] not in {"root", "0"}


@by_name
def test_a_service_says_whether_it_is_well(name: str) -> None:
    """The sites once they have their guides; what runs once ends instead."""
    check = SERVICES[name]["healthcheck"]

    assert check == {"disable": True} if name == ONCE else check["test"][0] == "CMD"
    assert ("/health/ready" in str(check)) == (name in SITES)
    assert SERVICES[name]["restart"] == ("no" if name == ONCE else "unless-stopped")


def test_only_nginx_can_be_reached() -> None:
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["nginx"]
    assert {name for name, service in SERVICES.items() if "outside" not in service["networks"]} == {"postgres", "redis"}
    assert COMPOSE["networks"]["inside"]["internal"] is True


def test_sites_start_once_everything_is_prepared() -> None:
    """Migrations are a step of their own; two sites share its static files, and nothing else."""
    for site in SITES:
        assert SERVICES[site]["depends_on"][ONCE] == {"condition": "service_completed_successfully"}
        assert SERVICES[site]["volumes"] == [f"{site}:/app/var", "static:/app/var/static"]
    assert "static:/app/var/static" in SERVICES[ONCE]["volumes"]
    assert SERVICES[ONCE]["command"][-1] == "--prepare-only"


def test_secrets_come_from_files() -> None:
    """No password stands in the file, and `make secrets` makes what it names."""
    made = set(re.findall(r"secrets/[\w-]+", (ROOT / "bin" / "secrets").read_text("utf-8")))
    settings = SERVICES["web-1"]["environment"]

    assert {secret["file"] for secret in COMPOSE["secrets"].values()} <= made
    assert {f"/run/secrets/{name}" for name in SERVICES["web-1"]["secrets"]} == {
        value for name, value in settings.items() if name.endswith("_FILE")
    }
    assert {name.removesuffix("_FILE") for name in settings} <= setting_names()


def test_nothing_is_stopped_before_it_has_finished() -> None:
    """gunicorn and nginx get more time than they give their requests."""
    configuration = (ROOT / "gunicorn.conf.py").read_text("utf-8")
    graceful = re.search(r"^graceful_timeout = (\d+)$", configuration, re.MULTILINE)
    assert graceful

    for name in ("nginx", *SITES):
        assert int(SERVICES[name]["stop_grace_period"].removesuffix("s")) > int(graceful[1])
    assert SERVICES["nginx"]["stop_signal"] == "SIGQUIT"
