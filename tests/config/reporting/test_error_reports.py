"""Reports to Sentry: what a server receives for real, from a site that is started with SENTRY_DSN."""

import gzip
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import brotli

UNPACK = {None: bytes, "gzip": gzip.decompress, "br": brotli.decompress}
SECRETS = (
    "BCDF-GHJK-MNPQ",
    "green",
    "127.0.0.9",
    "cookie-of-anna",
    "body-of-anna",
    "anna@example.org",
    "agent-of-anna",
)

PROGRAM = """
import django, sys
from django.conf import settings
from django.http import HttpRequest
from django.test import Client
from django.urls import path

django.setup()
import logging, sentry_sdk

def off(request, code):
    walk = request.GET.urlencode()
    raise RuntimeError(f"{code} of anna@example.org at {request.get_full_path()} is off")

urlpatterns = [path("r/<str:code>/", off, name="lamp-off")]
handler500 = "diagnostics.web.site.errors.server_error"
settings.ROOT_URLCONF = sys.modules[__name__]
logging.getLogger("diagnostics").warning("This is no error.")
client = Client(raise_request_exception=False, REMOTE_ADDR="127.0.0.9", SERVER_NAME="localhost", headers={"user-agent": "agent-of-anna"})
client.cookies["session"] = "cookie-of-anna"
answer = client.post("/r/BCDF-GHJK-MNPQ/?see=green", {"said": "body-of-anna"})
sentry_sdk.flush()
print(answer.headers["X-Request-ID"])
"""


@contextmanager
def sentry() -> Iterator[tuple[str, list[bytes]]]:
    """A server that takes envelopes: its DSN, and what it has got."""
    got: list[bytes] = []

    class Take(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            got.append(UNPACK[self.headers["Content-Encoding"]](body))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Take) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://key@127.0.0.1:{server.server_port}/7", got
        server.shutdown()


def test_a_report_holds_the_fault_and_nothing_about_the_visitor() -> None:
    """One error, one envelope: what failed, in which view, with the id that stands in the log and the answer."""
    with sentry() as (dsn, got):
        environment = {**os.environ, "SENTRY_DSN": dsn, "DJANGO_SETTINGS_MODULE": "diagnostics.config.settings"}
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM], env=environment, capture_output=True, text=True, check=True
        )

    (envelope,) = got
    _, head, event = (json.loads(line) for line in envelope.splitlines()[:3])
    assert head["type"] == "event"
    assert event["exception"]["values"][-1]["type"] == "RuntimeError"
    assert event["exception"]["values"][-1]["value"] == "… of …@… at /r/…/?… is off"
    assert event["exception"]["values"][-1]["stacktrace"]["frames"][-1]["function"] == "off"
    assert event["tags"] == {"request_id": done.stdout.strip(), "view": "lamp-off"}
    assert event["transaction"] == "lamp-off"
    assert [secret for secret in SECRETS if secret in envelope.decode()] == []
    assert event.keys().isdisjoint({"request", "user", "breadcrumbs", "extra"})


def test_without_a_dsn_the_package_is_not_imported() -> None:
    """A site that reports nothing does without its memory and its time."""
    program = "import django, sys; django.setup(); sys.exit('sentry_sdk' in sys.modules)"
    environment = {**os.environ, "SENTRY_DSN": "", "DJANGO_SETTINGS_MODULE": "diagnostics.config.settings"}

    subprocess.run([sys.executable, "-c", program], env=environment, check=True)
