"""diagnostics/management/serving/port.py."""

import errno
import os
import socket

import pytest

from diagnostics.management.serving.port import PortTaken, _reason, listen


def test_listen_takes_a_free_port() -> None:
    """The socket listens and is handed on to the server that follows."""
    with listen("127.0.0.1", 0) as listener:
        assert listener.get_inheritable()
        with socket.create_connection(listener.getsockname(), timeout=5):
            pass


def test_listen_says_when_the_port_is_taken() -> None:
    """A taken port is named, with a way out."""
    with listen("127.0.0.1", 0) as first:
        port = first.getsockname()[1]
        with pytest.raises(PortTaken, match=f"^Port {port} is taken by another program.*PORT={port + 1}$"):
            listen("127.0.0.1", port)


@pytest.mark.parametrize("host", ["192.0.2.1", "no such host"])
def test_listen_says_when_the_host_is_not_here(host: str) -> None:
    """An address of another machine, or none at all, is refused in words."""
    with pytest.raises(PortTaken, match="is not an address of this machine"):
        listen(host, 8000)


@pytest.mark.parametrize(
    ("code", "words"),
    [(errno.EACCES, "This user may not listen on port 80."), (errno.ENOBUFS, "Cannot listen on 127.0.0.1 port 80: ")],
)
def test_every_failure_is_worded(code: int, words: str) -> None:
    """A port that needs rights, and any other failure of the system, has its words."""
    assert _reason(OSError(code, os.strerror(code)), "127.0.0.1", 80).startswith(words)
