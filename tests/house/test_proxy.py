"""Two sites behind nginx, by the file that compose.yaml uses: on this machine, with addresses of this machine."""

import base64
import hashlib
import os
import re
import socket
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection, HTTPMessage
from pathlib import Path

import pytest

from tests.conftest import NGINX
from tests.house.checkout import PATIENCE, ROOT, Running, Site, free_port
from tests.house.first_start import first_start
from tests.house.slow_clients import KINDS, slow_clients
from tests.house.visitors import Visitors

pytestmark = pytest.mark.nginx
GUNICORN = ("-m", "gunicorn")
MANY = 300
SECRET = ("/r/", "/embed/r/", "/preview/", "/agents/links/", "/api/v1/links/")
"""What follows says whose it is."""


def written_for(folder: Path, port: int, *sites: int, balancer: str = "") -> Path:
    """The file with nothing but its addresses and its folder changed. ``balancer``: where its comments say how, its network."""
    text = (ROOT / "deploy" / "nginx.conf").read_text("utf-8")
    for number, site in enumerate(sites, 1):
        text = text.replace(f"server web-{number}:8000 resolve", f"server 127.0.0.1:{site}")
    text = re.sub(r"^ *resolver .*\n", "", text, flags=re.MULTILINE)
    text = text.replace("listen 8080", f"listen 127.0.0.1:{port}").replace("/tmp/", f"{folder}/")
    text = text.replace("/dev/stdout", f"{folder}/access.log")
    if balancer:
        text = re.sub(r"# (set_real_ip_from|10\.0\.0\.0/8 1)", r"\1", text).replace("10.0.0.0/8", balancer)
        text = text.replace("# real_ip_", "real_ip_")
    path = folder / "nginx.conf"
    # Root's nginx gives its workers to somebody who may not enter the folder; another user's has no say in it, and warns.
    user = "user root;\n" if os.geteuid() == 0 else ""
    path.write_text(f"{user}daemon off;\n{text}", encoding="utf-8")
    return path


@contextmanager
def nginx(folder: Path, *sites: int, balancer: str = "") -> Iterator[tuple[str, int]]:
    """In front of these ports; its address."""
    address = ("127.0.0.1", free_port())
    command = [str(NGINX), "-c", str(written_for(folder, address[1], *sites, balancer=balancer))]
    tried = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
    assert (tried.returncode, "warn" in tried.stderr) == (0, False), tried.stderr
    with (folder / "error.log").open("w") as log, subprocess.Popen(command, stderr=log) as process:
        try:
            _wait_for(address)
            yield address
        finally:
            process.terminate()
            process.wait(PATIENCE)


def _wait_for(address: tuple[str, int]) -> None:
    for _ in range(PATIENCE * 20):
        try:
            socket.create_connection(address, timeout=0.05).close()
        except OSError:
            continue
        return


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One folder for both, as after an upgrade on one host."""
    with first_start(tmp_path_factory).copied(tmp_path_factory.mktemp("proxied")) as site:
        yield site


def _port(running: Running) -> int:
    return int(running.address.rpartition(":")[2])


def _status(address: tuple[str, int], path: str, length: int = 0) -> int:
    return _answer(address, path, length)[0]


def _answer(
    address: tuple[str, int], path: str, length: int = 0, *, visitor: str = "192.0.2.1"
) -> tuple[int, HTTPMessage, str]:
    """Status, headers and text: where it leads is not looked at. ``visitor``: an address that only a balancer may name."""
    connection = HTTPConnection(*address, timeout=PATIENCE)
    body, method = b"x" * length or None, "POST" if length else "GET"
    connection.request(method, path, body, headers={"X-Forwarded-For": visitor})
    try:
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read().decode()
    finally:
        connection.close()


@pytest.mark.slow
def test_two_sites_behind_nginx(site: Site, tmp_path: Path) -> None:
    """Many slow clients hold up nobody, one site after the other is made anew unnoticed, and no log says who went where."""
    with ExitStack() as first, ExitStack() as second:
        one = first.enter_context(site.started(*GUNICORN))
        two = second.enter_context(site.started(*GUNICORN))
        one.wait_until_ready()
        two.wait_until_ready()
        with nginx(tmp_path, _port(one), _port(two)) as address:
            with slow_clients(KINDS["silent"], MANY, *address), slow_clients(KINDS["dripping"], MANY, *address):
                visitors = Visitors(f"http://{address[0]}:{address[1]}/?see=green")
                with visitors.asking():
                    visitors.wait_for("200")
            redirect = _status(address, f"/about?see=green&{'x' * 8_000}")
            with visitors.again().asking():
                for stack, port in ((first, _port(one)), (second, _port(two))):
                    stack.close()
                    visitors.answers.clear()
                    visitors.wait_for("200")
                    stack.enter_context(site.started(*GUNICORN, PORT=str(port))).wait_until_ready()
                    visitors.answers.clear()
                    visitors.wait_for("200")

    told = (tmp_path / "access.log").read_text("utf-8")
    assert visitors.seen == {"200"}
    assert redirect == 301
    assert "GET / 200" in told
    assert "see=green" not in told + (tmp_path / "error.log").read_text("utf-8")


def test_no_log_says_who_asked_for_what(tmp_path: Path) -> None:
    """Neither what was answered nor what went wrong: here no site answers."""
    with nginx(tmp_path, free_port(), free_port()) as address:
        statuses = {_status(address, f"{place}abcd-efgh/abcd?see=green") for place in (*SECRET, "/")}

    logs = [(tmp_path / name).read_text("utf-8") for name in ("access.log", "error.log")]
    assert statuses == {502}
    assert sorted(re.findall(r"GET (\S+)\.\.\. 502", logs[0])) == sorted(SECRET)
    assert not re.search("see=green|abcd-efgh", "".join(logs).replace("GET /abcd-efgh/abcd 502", ""))


def test_only_the_workplace_takes_large_bodies(tmp_path: Path) -> None:
    """What others send is refused before it takes room; that no site answers is known only after."""
    with nginx(tmp_path, free_port(), free_port()) as address:
        statuses = [_status(address, path, length) for path in ("/about/", "/admin/") for length in (100_000, 200_000)]

    assert statuses == [502, 413, 502, 502]


@pytest.mark.parametrize(
    ("path", "length", "status", "seconds", "words"),
    [
        ("/", 0, 502, "60", "Wait a minute"),
        ("/embed/imessage/photo.jpg", 0, 502, "60", "Wait a minute"),
        ("/about/", 200_000, 413, None, "make it shorter"),
        ("/agents/sign-in/", 100, 429, "10", "Wait ten seconds"),
    ],
)
def test_where_no_site_answers_people_are_told_what_to_do(
    tmp_path: Path, path: str, length: int, status: int, seconds: str | None, words: str
) -> None:
    """In words, with the status as it was; nothing but their own style is let in."""
    with nginx(tmp_path, free_port(), free_port()) as address:
        answers = [_answer(address, path, length) for _ in range(40 if status == 429 else 1)]

    got, headers, page = answers[-1]
    assert (got, headers["Retry-After"], headers["Cache-Control"]) == (status, seconds, "no-store")
    assert page.count(words) == 1
    assert headers.get_content_type() == "text/html"
    assert ("frame-ancestors 'none'" in headers["Content-Security-Policy"]) is not path.startswith("/embed/")
    style = re.findall("<style>(.*)</style>", page)[0].encode()
    assert base64.b64encode(hashlib.sha256(style).digest()).decode() in headers["Content-Security-Policy"]


def test_passwords_of_one_address_are_counted(tmp_path: Path) -> None:
    """Whoever sends them by the dozen is refused before a site has to answer; to look at the door costs nothing."""
    with nginx(tmp_path, free_port(), free_port()) as address:
        sent = [_status(address, "/agents/sign-in/", 100) for _ in range(40)]
        sent_to_editors = [_status(address, "/admin/login/", 100) for _ in range(10)]
        looked = {_status(address, "/agents/sign-in/") for _ in range(40)}

    assert (set(sent[:20]), 429 in sent, 429 in sent_to_editors, looked) == ({502}, True, True, {502})


@pytest.mark.parametrize(
    ("name", "is_refused"),
    [
        ("192.0.2.1", True),
        ("2001:db8:1:2::{}", True),
        ("2001:db8:1:2:{}:5:6:7", True),
        ("2001:db8::{}", True),
        ("::ffff:192.0.2.1", True),
        ("192.0.2.{}", False),
        ("::ffff:192.0.2.{}", False),
        ("2001:db8:1:{}::1", False),
        ("2001:db8:{}::1", False),
    ],
)
def test_of_ipv6_half_an_address_is_one_caller(tmp_path: Path, name: str, is_refused: bool) -> None:
    """Whoever has one address of the newer kind has 2 to the power of 64 of them."""
    with nginx(tmp_path, free_port(), free_port(), balancer="127.0.0.0/8") as address:
        visitors = [name.format(number) for number in range(10, 50)]
        statuses = [_answer(address, "/agents/sign-in/", 100, visitor=one)[0] for one in visitors]

    assert (429 in statuses) is is_refused
