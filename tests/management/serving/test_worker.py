"""diagnostics/management/serving/worker.py, with gunicorn around it and a page that is always the same."""

import contextlib
import select
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from diagnostics.management.serving import port
from tests.house.slow_clients import KINDS, slow_clients

ROOT = Path(__file__).parents[3]
PATIENCE = 60
APPLICATION = """
from pathlib import Path

def application(environ, start_response):
    said = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    start_response("200 OK", [("Content-Length", str(5 + len(said)))])
    return [b"page:" + said]
"""
CONFIGURATION = """
from diagnostics.management.serving import incoming, worker

incoming.UPLOAD_SECONDS = {seconds}
worker.MOST_HELD = 300_000
worker.HEAD_SECONDS = worker.BODY_SECONDS = worker.SEND_SECONDS = worker.LINGER_SECONDS = {seconds}
wsgi_app, worker_class, threads = "page", "diagnostics.management.serving.worker.PatientWorker", 2
graceful_timeout, control_socket_disable = 5, True
"""
INTERRUPTED = """
import os, signal
from concurrent.futures import ThreadPoolExecutor

class Name(str):
    def __str__(self):
        os.kill(os.getpid(), signal.SIGQUIT)
        return "thread"

class worker_class(worker.PatientWorker):
    def get_thread_pool(self):
        return ThreadPoolExecutor(2, thread_name_prefix=Name("thread"))

timeout = 5
"""
type Address = tuple[str, int]


@contextlib.contextmanager
def serving(folder: Path, seconds: float, more: str = "") -> Iterator[Address]:
    """One worker with two threads that gives its clients so many seconds; its address."""
    (folder / "page.py").write_text(APPLICATION, encoding="utf-8")
    (folder / "conf.py").write_text(CONFIGURATION.format(seconds=seconds) + more, encoding="utf-8")
    with port.listen("127.0.0.1", 0) as listener, (folder / "log.txt").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "-c", "conf.py", "--bind", f"fd://{listener.fileno()}"],
            cwd=folder,
            env={"PYTHONPATH": str(ROOT)},
            pass_fds=[listener.fileno()],
            stderr=log,
        )
        yield listener.getsockname()
        process.terminate()
        process.wait(PATIENCE)


@pytest.fixture(scope="module")
def patient(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Address]:
    """Nobody is hung up on during a test."""
    with serving(tmp_path_factory.mktemp("patient"), 10 * PATIENCE) as address:
        yield address


@pytest.fixture(scope="module")
def hasty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Address]:
    """Everybody has a fifth of a second."""
    with serving(tmp_path_factory.mktemp("hasty"), 0.2) as address:
        yield address


def ask(address: Address, request: bytes) -> bytes:
    """What a client that is not slow is answered."""
    with socket.create_connection(address, timeout=PATIENCE) as sock:
        sock.sendall(request)
        return rest(sock)


GET = b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"


@pytest.mark.parametrize("kind", ["silent", "dripping", "drips_later", "body", "upload", "clinging"])
def test_a_page_comes_beside_many_slow_clients(patient: Address, kind: str) -> None:
    """However long they take: each of them still has its time when the page is here."""
    with slow_clients(KINDS[kind], 30, *patient, pause=0.05) as clients:
        before = list(clients)
        answers = [ask(patient, GET) for _ in range(3)]

        assert all(answer.endswith(b"\r\n\r\npage:") for answer in answers)
        # Of uploads there is one at a time: the others are told so, and may hang up.
        assert kind == "upload" or clients == before


def test_who_takes_no_answer_is_left(patient: Address) -> None:
    """Asking for more without reading holds no thread."""
    with slow_clients(KINDS["deaf"], 10, *patient, pause=0.05):
        assert ask(patient, GET).endswith(b"page:")


@pytest.mark.slow
def test_slow_clients_are_hung_up_on(hasty: Address) -> None:
    """Their time is counted for the whole request, not from letter to letter."""
    for kind in ("silent", "dripping", "drips_later", "body", "upload", "clinging"):
        with slow_clients(KINDS[kind], 1, *hasty, pause=0.05) as clients:
            first, until = clients[0], time.monotonic() + PATIENCE
            while not _has_ended(first) and time.monotonic() < until:
                time.sleep(0.02)

            assert _has_ended(first), kind


def _has_ended(sock: socket.socket) -> bool:
    try:
        return not sock.recv(65536)
    except BlockingIOError:
        return False
    except OSError:
        return True


def test_requests_in_one_breath_are_each_answered(patient: Address) -> None:
    """Whoever sends several at once gets all answers, in order."""
    form = b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nhello"

    answer = ask(patient, GET.replace(b"Connection: close\r\n", b"") + form + GET)

    assert answer.count(b"HTTP/1.1 200 OK") == 3
    assert answer.count(b"page:hello") == 1


def test_a_client_that_asks_first_is_told_to_go_on(patient: Address) -> None:
    """``Expect: 100-continue``: without an answer, it would keep its body back."""
    head = (
        b"POST / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n"
    )
    with socket.create_connection(patient, timeout=PATIENCE) as sock:
        sock.sendall(head)
        told = sock.recv(65536)
        sock.sendall(b"hello")
        answer = rest(sock)

    assert told == b"HTTP/1.1 100 Continue\r\n\r\n"
    assert answer.endswith(b"page:hello")


def test_an_upload_arrives_whole(patient: Address) -> None:
    """What is too large to be kept beforehand is read by its thread."""
    body = b"0123456789" * 200_000
    head = b"POST / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: %d\r\n\r\n" % len(body)

    assert ask(patient, head + body).endswith(b"page:" + body)


def test_a_body_must_say_how_long_it_is(patient: Address) -> None:
    """The answer says what to do."""
    answer = ask(patient, b"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n")

    assert answer.startswith(b"HTTP/1.1 411 Length Required")
    assert b"Please send a Content-Length." in answer


def test_a_body_that_is_longer_than_it_seems_is_no_request(patient: Address) -> None:
    """Zeros before a length hide none of it."""
    body = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"
    head = b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: %030d\r\n\r\n" % len(body)

    answer = ask(patient, head + body + GET)

    assert answer.count(b"HTTP/1.1 200 OK") == 2
    assert b"page:" + body in answer


@pytest.mark.parametrize(
    ("header", "status"),
    [(b"Content-Length: " + b"9" * 20, b"400 Bad Request"), (b"X-A: " + b"a" * 40_000, b"431 Request Header")],
)
def test_what_is_refused_is_told_and_closed(patient: Address, header: bytes, status: bytes) -> None:
    """Nothing that follows is answered."""
    answer = ask(patient, b"POST / HTTP/1.1\r\nHost: localhost\r\n" + header + b"\r\n\r\n" + GET)

    assert answer.startswith(b"HTTP/1.1 " + status)
    assert answer.count(b"HTTP/1.1") == 1


@contextlib.contextmanager
def forms_begun(address: Address, number: int) -> Iterator[list[socket.socket]]:
    """That many clients who have sent the head of a form, and were told to go on."""
    head = b"POST / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 100000\r\nExpect: 100-continue\r\n\r\n"
    with contextlib.ExitStack() as stack:
        clients = [stack.enter_context(socket.create_connection(address, timeout=PATIENCE)) for _ in range(number)]
        for client in clients:
            client.sendall(head)
            assert client.recv(65536) == b"HTTP/1.1 100 Continue\r\n\r\n"
        yield clients


def rest(client: socket.socket) -> bytes:
    """What it is answered until it is hung up on."""
    return b"".join(iter(lambda: client.recv(65536), b""))


def test_forms_that_were_begun_stop_no_other(patient: Address) -> None:
    """What counts is how much is kept of them, not their number."""
    with forms_begun(patient, 100) as (*_, last):
        last.sendall(b"a" * 100_000)

        assert b"HTTP/1.1 200 OK" in rest(last)


def test_only_so_much_is_kept_of_forms(patient: Address) -> None:
    """Of four that are more than that together, one is refused, with words, and then there is room for the others."""
    with forms_begun(patient, 4) as clients:
        for client in clients:
            client.sendall(b"a" * 99_000)
        (refused,), _, _ = select.select(clients, [], [], PATIENCE)
        assert rest(refused).startswith(b"HTTP/1.1 503 Service Unavailable")
        clients.remove(refused)
        for client in clients:
            client.sendall(b"a" * 1_000)

        assert all(b"HTTP/1.1 200 OK" in rest(client) for client in clients)


def test_a_worker_that_is_told_to_quit_while_it_hands_out_work_does(tmp_path: Path) -> None:
    """The signal meets it where it holds the lock of its threads; what it has just handed out is still answered."""
    with serving(tmp_path, 10 * PATIENCE, INTERRUPTED) as address:
        answer = ask(address, GET)
        log, until = tmp_path / "log.txt", time.monotonic() + PATIENCE
        while "Worker exiting" not in log.read_text("utf-8") and time.monotonic() < until:
            time.sleep(0.05)

    assert answer.endswith(b"page:")
    assert "Worker exiting" in log.read_text("utf-8")
    assert "TIMEOUT" not in log.read_text("utf-8")
