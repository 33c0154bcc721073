"""Taking the port first, so that a taken one is known before anything slow begins."""

import errno
import os
import socket

BACKLOG = 2048


class PortTaken(Exception):
    """The site cannot listen at this address; the message says why and what to do."""


def is_handed_on() -> bool:
    """Whether systemd holds the port (``fixpath.socket``) and hands it to this process, and to gunicorn after it."""
    return os.environ.get("LISTEN_PID") == str(os.getpid())


def listen(host: str, port: int) -> socket.socket:
    """A listening socket for gunicorn to inherit. Raises ``PortTaken``."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, protocol)
    except socket.gaierror:
        raise PortTaken(f"HOST {host!r} is not an address of this machine.") from None
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(BACKLOG)
    except OSError as error:
        listener.close()
        raise PortTaken(_reason(error, host, port)) from None
    listener.set_inheritable(True)
    return listener


def _reason(error: OSError, host: str, port: int) -> str:
    match error.errno:
        case errno.EADDRINUSE:
            return f"Port {port} is taken by another program. Stop that one, or choose another port: PORT={port + 1}"
        case errno.EACCES:
            return f"This user may not listen on port {port}. Choose one above 1023: PORT=8000"
        case errno.EADDRNOTAVAIL:
            return f"HOST {host!r} is not an address of this machine."
        case _:
            return f"Cannot listen on {host} port {port}: {error.strerror}."
