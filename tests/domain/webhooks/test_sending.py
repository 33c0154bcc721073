"""Posting to a server that takes, refuses, lies, dawdles and dies."""

import datetime as dt
import socket
import ssl
import time
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pytest_django import Settings

from diagnostics.domain.webhooks import sending
from diagnostics.domain.webhooks.sending import Answer, Message, Post, send
from tests import feed_server
from tests.domain.webhooks.conftest import heard
from tests.feed_server import FeedServer, page

MESSAGE = Message({"Content-Type": "application/json", "Fixpath-Event": "test"}, '{"text":"grün"}'.encode())


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that a test need not wait as long as the site does."""
    monkeypatch.setattr(sending, "DEADLINE", 0.9)
    monkeypatch.setattr(sending, "PAUSE", 0.4)
    monkeypatch.setattr(sending, "READING", 0.3)


def post(address: str, *messages: Message) -> list[Answer]:
    ((answers),) = send([Post(address, messages or [MESSAGE])])
    return answers


def test_it_comes_byte_for_byte(server: FeedServer) -> None:
    (answer,) = post(server.address)

    ((headers, body),) = heard(server)
    assert server.requests[0].startswith("POST /status.js HTTP/1.1\r\n")
    assert body.encode("latin-1") == MESSAGE.body
    assert headers["host"] == f"127.0.0.1:{server.port}"
    assert (headers["fixpath-event"], headers["content-type"]) == ("test", "application/json")
    assert "cookie" not in headers
    assert (answer.status, answer.said, answer.error) == (202, "thanks", "")


@pytest.mark.parametrize(
    ("answer", "status", "says"),
    [
        (page(b"<h1>no</h1>", "500 Internal Server Error"), 500, "It answered 500 Internal Server Error."),
        (page(b"", "401 Unauthorized"), 401, "It answered 401 Unauthorized."),
        (page(b"", "304 Not Modified"), 304, "It answered 304 Not Modified."),
        (page(b"", "302 Found", location="http://127.0.0.1/x"), 302, "It has moved (302 Found) to http://127.0.0.1/x."),
        (page(b"", "307 Temporary Redirect", location="/y"), 307, "It has moved (307 Temporary Redirect) to /y."),
        (feed_server.hang_up, None, "It cannot be reached: "),
        (lambda connection, _: connection.sendall(b"\0\1garbage\r\n\r\n"), None, "It cannot be reached: "),
    ],
)  # fmt: skip
def test_what_was_not_taken_is_said_in_one_line(
    server: FeedServer, answer: feed_server.Answer, status: int | None, says: str
) -> None:
    """And a redirect is not followed."""
    server.answer = answer
    (got,) = post(server.address)

    assert (got.status, len(server.requests)) == (status, 1)
    assert got.error.startswith(says)
    assert "\n" not in got.error


@pytest.mark.parametrize(
    ("answer", "says"), [(feed_server.silence, "It was silent"), (feed_server.drip, "It took longer than")]
)
def test_nobody_is_waited_for_for_ever(
    server: FeedServer, hurried: None, answer: feed_server.Answer, says: str
) -> None:
    server.answer = answer
    began = time.monotonic()
    (got,) = post(server.address)

    assert got.error.startswith(says)
    assert got.milliseconds < 5000
    assert time.monotonic() - began < 5


def test_of_a_long_answer_the_beginning_is_kept(server: FeedServer, hurried: None) -> None:
    """It was taken, whatever the body does: it floods, drips or breaks off."""
    for answer in (feed_server.flood, feed_server.drip_body, feed_server.break_off(b" " * 90)):
        server.answer = answer
        began = time.monotonic()
        (got,) = post(server.address)
        assert (got.status, got.error) == (200, "")
        assert len(got.said) <= sending.KEPT
        assert time.monotonic() - began < 5


def test_what_a_page_cannot_show_is_left_out(server: FeedServer) -> None:
    server.answer = page(b"a\0b\x1b[31m\xff\ngr\xc3\xbcn", "500 Oh\x7f")
    (got,) = post(server.address)

    assert got.said == "ab[31m\ufffd\ngrün"


@pytest.mark.parametrize(("wish", "seconds"), [("120", 120), ("9" * 5000, 999_999_999), ("soon", 0)])
def test_a_wish_to_wait_is_heard(server: FeedServer, wish: str, seconds: int) -> None:
    server.answer = page(b"", "503 Service Unavailable", retry_after=wish)
    assert [answer.retry_after for answer in post(server.address)] == [seconds]


def test_the_first_that_is_not_taken_ends_the_turn(server: FeedServer) -> None:
    """What comes after it is sent another time. Nothing that the other side wants kept is sent back."""

    def refuse_second(connection: socket.socket, here: FeedServer) -> None:
        status = "500 Oops" if len(here.requests) == 2 else "200 OK"
        page(b"", status, set_cookie="a=b")(connection, here)

    server.answer = refuse_second
    answers = post(server.address, *[MESSAGE] * 4)

    assert [answer.status for answer in answers] == [200, 500]
    assert "cookie" not in heard(server)[1][0]


def test_a_slow_one_is_not_sent_everything_at_once(server: FeedServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "PATIENCE", 0.2)
    server.answer = feed_server.slowly(page(b""), 0.3)
    assert len(post(server.address, *[MESSAGE] * 4)) == 1


def test_one_that_hangs_holds_up_no_other(server: FeedServer, hurried: None) -> None:
    """All of them are sent to at once."""
    with feed_server.serve(feed_server.silence) as silent:
        began = time.monotonic()
        answers = send([Post(silent.address, [MESSAGE])] * 6 + [Post(server.address, [MESSAGE])])

    assert [len(one) for one in answers] == [1] * 7
    assert [one[0].status for one in answers] == [None] * 6 + [202]
    assert time.monotonic() - began < 5


@pytest.mark.parametrize("address", ["http://127.0.0.1:1/", "http://127.0.0.2/", "https://10.0.0.1/", "nonsense", "https://tickets.invalid/"])  # fmt: skip
def test_where_nothing_can_be_sent(address: str, server: FeedServer) -> None:
    (answer,) = post(address)
    assert answer.status is None
    assert answer.error.endswith((".", "WEBHOOK_PRIVATE_HOSTS."))


class TestByName:
    """A name that leads to this machine, over TLS."""

    @pytest.fixture
    def names(self, monkeypatch: pytest.MonkeyPatch, settings: Settings) -> list[str]:
        """Leads there once; whoever looks it up again is led elsewhere. What was looked up."""
        settings.WEBHOOK_PRIVATE_HOSTS = frozenset({"tickets.example"})
        asked: list[str] = []

        def look_up(host: str, *_args: object, **_named: object) -> list[Any]:
            asked.append(host)
            target = "127.0.0.1" if len(asked) == 1 else "192.0.2.1"
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (target, 0))]

        monkeypatch.setattr(socket, "getaddrinfo", look_up)
        return asked

    @pytest.fixture
    def tls(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ssl.SSLContext:
        """Of a server with a certificate for tickets.example that this site trusts."""
        file = certificate(tmp_path, "tickets.example")
        monkeypatch.setenv("SSL_CERT_FILE", str(file))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(file)
        return context

    def test_it_goes_where_it_was_checked_to_go(self, names: list[str], tls: ssl.SSLContext) -> None:
        """The name is looked up once; the server is told it, and proves it."""
        with feed_server.serve(page(b""), tls=tls) as server:
            (answer,) = post(f"https://Tickets.Example:{server.port}/hook")

        assert (answer.error, answer.status) == ("", 200)
        assert names == ["tickets.example"]
        assert heard(server)[0][0]["host"] == f"tickets.example:{server.port}"

    def test_a_certificate_for_another_name_is_not_taken(
        self, names: list[str], tls: ssl.SSLContext, settings: Settings
    ) -> None:
        settings.WEBHOOK_PRIVATE_HOSTS = frozenset({"other.example"})
        with feed_server.serve(page(b""), tls=tls) as server:
            (answer,) = post(f"https://other.example:{server.port}/hook")

        assert "certificate is not valid for 'other.example'" in answer.error
        assert server.requests == []

    def test_a_proxy_is_not_asked(self, names: list[str], tls: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch) -> None:
        """It would look the name up by itself."""
        for name in ("HTTPS_PROXY", "ALL_PROXY"):
            monkeypatch.setenv(name, "http://127.0.0.1:1")
        with feed_server.serve(page(b""), tls=tls) as server:
            assert [one.status for one in post(f"https://tickets.example:{server.port}/")] == [200]

    def test_a_name_that_leads_inside_is_not_connected_to(
        self, names: list[str], tls: ssl.SSLContext, settings: Settings
    ) -> None:
        settings.WEBHOOK_PRIVATE_HOSTS = frozenset()
        with feed_server.serve(page(b""), tls=tls) as server:
            (answer,) = post(f"https://tickets.example:{server.port}/")

        assert answer.error.startswith("tickets.example leads to 127.0.0.1, a private address.")
        assert server.requests == []


def certificate(folder: Path, name: str) -> Path:
    """A key and a certificate for it that vouches for itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder(subject, subject, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file = folder / "certificate.pem"
    file.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return file
