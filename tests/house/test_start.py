"""From a checkout to a running site: `manage.py serve` and gunicorn, started as people start them."""

import os
import re
import signal
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.checkout import PATIENCE, Running, Site
from tests.house.first_start import FirstStart, first_start

SERVE = ("manage.py", "serve")
GUNICORN = ("-m", "gunicorn")
PRODUCTION = {
    "SITE_URL": "https://fix.example.org",
    "ALLOWED_HOSTS": "fix.example.org",
    "SECRET_KEY": "k" * 50,
}
TOKEN = "token-of-the-operator"
CONTENT = ("diagnostics_guide", "diagnostics_release", "diagnostics_publication")


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> FirstStart:
    """The first start of a checkout."""
    return first_start(tmp_path_factory)


@pytest.fixture(scope="module")
def site(first: FirstStart, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A checkout that has been started once."""
    with first.copied(tmp_path_factory.mktemp("checkout")) as site:
        yield site


@pytest.fixture(scope="module")
def running(site: Site) -> Iterator[Running]:
    """The same checkout, started again, watched from outside, with its log lines as JSON."""
    watched = {"LOG_FORMAT": "json", "METRICS_TOKEN": TOKEN, "ACCESS_LOG": "1", "WEB_CONCURRENCY": "2"}
    with site.started(*SERVE, **watched) as running:
        yield running


def test_the_first_start_publishes_the_starter_guide(first: FirstStart) -> None:
    """From nothing, one command leads to a site with a guide, and says where it is."""
    assert (first.status, "<h1" in first.page) == (200, True)
    assert "Published the starter guide." in first.words
    assert re.search(r"Fixpath is at http://127\.0\.0\.1:\d+/$", first.words, re.MULTILINE)
    assert "make editor" in first.words


def test_ctrl_c_ends_it_cleanly(first: FirstStart) -> None:
    """Ctrl-C ends the site without a traceback."""
    assert first.ended == 0
    assert "Traceback" not in first.words


@pytest.mark.slow
def test_ctrl_c_reaches_the_workers_through_the_master(running: Running) -> None:
    """The terminal sends Ctrl-C to master and workers alike; the workers leave it to the master to end them."""
    workers = _workers(running, 2)
    for worker in workers:
        os.kill(worker, signal.SIGINT)

    assert running.get("/")[0] == 200
    assert "Worker exiting" not in running.log_text()


def _workers(running: Running, count: int) -> list[int]:
    """So many, once all of them are there: the first answers before the last is born."""
    until = time.monotonic() + PATIENCE
    while len(found := re.findall(r"Booting worker with pid: (\d+)", running.log_text())) < count:
        assert time.monotonic() < until, running.log_text()
        time.sleep(0.05)
    return [int(pid) for pid in found]


def test_the_workplace_is_there_with_all_its_lists(running: Running) -> None:
    """Whoever is not signed in is asked to sign in, and not told that there is no such page."""
    status, _, page = running.get("/admin/diagnostics/cause/")
    assert (status, 'name="password"' in page) == (200, True)


def test_a_later_start_touches_no_content(site: Site) -> None:
    """What is there stays as it is, and nothing is prepared anew."""
    before = [site.rows(table) for table in CONTENT]

    with site.started(*SERVE) as running:
        words = running.log_text()

    assert [site.rows(table) for table in CONTENT] == before
    assert not re.search("Published|Collected|Brought", words)


def test_a_taken_port_is_said_at_once(site: Site) -> None:
    """Where the port is taken, the start stops before anything slow and says so."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        answer = site.run(*SERVE, PORT=str(port))

    assert answer.returncode == 1
    assert answer.stdout == ""
    assert answer.stderr.startswith(f"CommandError: Port {port} is taken by another program.")
    assert answer.stderr.count("\n") == 1


@pytest.mark.parametrize("command", [SERVE, ("manage.py", "check"), GUNICORN])
def test_a_wrong_setting_stops_every_way_to_start(site: Site, command: tuple[str, ...]) -> None:
    """A wrong value ends manage.py and gunicorn alike, with one line and exit code 2."""
    answer = site.run(*command, SITE_URL="fix.example.org")

    assert answer.returncode == 2
    assert re.fullmatch(r"SITE_URL must look like .*\n", answer.stderr)


@pytest.mark.slow
def test_visitors_are_served_without_a_database(first: FirstStart, site: Site) -> None:
    """Started without its database, the site serves the guides that were published last."""
    nowhere = "postgres://nobody@127.0.0.1:1/nothing"

    with site.started(*SERVE, DATABASE_URL=nowhere) as running:
        status, _, page = running.get("/")
        words = running.log_text()

    assert (status, _headings(page)) == (200, _headings(first.page))
    assert "The database cannot be used" in words


def _headings(page: str) -> list[str]:
    return re.findall("<h[1-3].*?</h[1-3]>", page, re.DOTALL)


@pytest.mark.slow
def test_without_database_and_guides_it_does_not_start(site: Site) -> None:
    """Where there is neither a database nor a kept guide, the start says what is wrong."""
    live, aside = site.folder / "var" / "live", site.folder / "aside"
    if live.exists():
        live.rename(aside)
    try:
        answer = site.run(*SERVE, DATABASE_URL="postgres://nobody@127.0.0.1:1/nothing")
    finally:
        if aside.exists():
            aside.rename(live)

    assert answer.returncode == 1
    assert "CommandError: The database cannot be used: " in answer.stderr


def test_production_is_safe_behind_a_trusted_proxy(site: Site) -> None:
    """On https, a trusted proxy's word is believed: HSTS is sent, and editors' cookies are bound to the host."""
    with site.started(*SERVE, **PRODUCTION) as running:
        _, login, _ = running.get("/admin/login/", Host="fix.example.org", **{"X-Forwarded-Proto": "https"})
        refused, _, _ = running.get("/", Host="elsewhere.example")

    assert login["Strict-Transport-Security"] == "max-age=31536000"
    assert login["Set-Cookie"].startswith("__Host-csrf=")
    assert refused == 400


@pytest.mark.slow
def test_an_editor_gets_a_login(site: Site) -> None:
    """`manage.py editor` makes a login once; a weak password and a second login of the name are refused."""
    weak = site.run("manage.py", "editor", EDITOR_NAME="ada", EDITOR_PASSWORD="12345")
    made = site.run("manage.py", "editor", EDITOR_NAME="ada", EDITOR_PASSWORD="a-long-and-odd-phrase")
    again = site.run("manage.py", "editor", EDITOR_NAME="ada", EDITOR_PASSWORD="a-long-and-odd-phrase")
    asked = site.run("manage.py", "editor")

    assert (weak.returncode, "too short" in weak.stderr) == (1, True)
    assert (made.returncode, made.stdout) == (0, "ada can sign in now.\n")
    assert (again.returncode, "has a login already" in again.stderr) == (1, True)
    assert (asked.returncode, "EDITOR_NAME" in asked.stderr) == (1, True)


def test_visitors_pages_carry_the_safeguards_and_no_cookie(running: Running) -> None:
    """Every answer has the strict policy; a visitor's page sets no cookie and is the same for everybody."""
    _, headers, _ = running.get("/")

    assert headers["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self'; style-src 'self'; ")
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "Set-Cookie" not in headers
    assert "cookie" not in headers.get("Vary", "").lower()


def test_too_long_an_address_is_refused_by_the_server(running: Running) -> None:
    """Above 8,190 bytes gunicorn answers 414; no failure is logged."""
    status, _, _ = running.get("/?" + "a" * 8190)

    assert status == 414
    assert "Traceback" not in running.log_text()


def test_what_visitors_answer_is_not_logged(running: Running) -> None:
    """The query of an address is a visitor's walk: it stands in no log line."""
    running.get("/imessage/check/?see=green&secret-answer=1")
    running.get("/no/such/page/?secret-answer=1")

    assert "secret-answer" not in running.log_text()
    assert '"message": "GET check 200 in ' in running.log_text()
    assert '"message": "Starting gunicorn' in running.log_text()


@pytest.mark.slow
def test_any_worker_answers_for_all_and_the_dead(running: Running) -> None:
    """Metrics: a worker that is killed takes nothing with it that it counted, and its successor counts on."""
    for _ in range(8):
        running.get("/clock")
    before = _metric(running, 'fixpath_requests_total{status="200",view="clock"}', least=8)
    for worker in _children(running.process.pid):
        os.kill(worker, signal.SIGKILL)
    running.wait_until_ready()
    running.get("/clock")

    assert _metric(running, 'fixpath_requests_total{status="200",view="clock"}', least=before + 1) == before + 1
    assert _metric(running, "fixpath_workers", least=2) == 2


def _metric(running: Running, name: str, *, least: float) -> float:
    """Its value, once that is ``least``: workers note what they know every two seconds."""
    value = 0.0
    for _ in range(200):
        status, _, text = running.get("/metrics", Authorization=f"Bearer {TOKEN}")
        assert status == 200
        value = next((float(line.rpartition(" ")[2]) for line in text.splitlines() if line.startswith(f"{name} ")), 0)
        if value >= least:
            return value
        time.sleep(0.2)
    return value


def _children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
