"""Gunicorn's worker of threads, made so that no thread waits for a client.

Gunicorn's own gives a thread to each new connection for five seconds, and to each request from its first byte to its
last: as few slow clients as there are threads stop the site. Here the loop that accepts connections receives requests
too, as many at a time as there are connections, and a thread gets a request once it is whole.
"""

import fcntl
import selectors
import signal
import socket
import sys
import termios
import time
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from types import FrameType
from typing import Any, Final, cast, override

from gunicorn import http, util
from gunicorn.config import Config
from gunicorn.http.message import Request
from gunicorn.workers.gthread import TConn, ThreadWorker

from diagnostics.management.serving.incoming import Incoming, State

HEAD_SECONDS: Final = 10
"""From the first moment of a connection, or the first byte after a pause, to the end of a request's head."""
BODY_SECONDS: Final = 30
SEND_SECONDS: Final = 10
"""How long a thread waits for a client that does not take its answer, or does not send on what it uploads."""
LINGER_SECONDS: Final = 2
"""How long a connection that was answered may take to hang up, so that nothing of the answer is lost."""
MOST_HELD: Final = 8_388_608
"""Bytes kept of all requests whose bodies are waited for."""
SEND_BUFFER: Final = 262_144
"""The kernel takes a page, or any of our files, at once: the thread need not wait until the client has read it."""


MOST_UNREAD: Final = 65_536
"""Bytes. Who asks for more without having read this much has no mind to, and would hold a thread next."""


def _unread_bytes(sock: socket.socket) -> int:
    try:
        answer = fcntl.ioctl(sock, termios.TIOCOUTQ, b"\0" * 4)
    except OSError:  # some systems do not say
        return 0
    return int.from_bytes(answer, sys.byteorder)


class Client(TConn):
    """A connection."""

    timeout: float

    def __init__(self, cfg: Config, sock: socket.socket, address: Any, *, linger: Callable[["Client"], None]) -> None:
        super().__init__(cfg, sock, address, sock.getsockname())
        self.incoming = Incoming(sock)
        # All that it asks of a socket is recv, gettimeout and settimeout.
        self.parser = http.get_parser(cfg, cast("socket.socket", self.incoming), address)
        self.initialized = True
        self.sends_body = False
        self._linger = linger

    @property
    def held(self) -> int:
        """Bytes of a request whose body is waited for."""
        return len(self.incoming.received) if self.sends_body else 0

    @override
    def close(self, graceful: bool = False) -> None:
        if graceful:
            self._linger(self)
        else:
            super().close()


class PatientWorker(ThreadWorker):
    """See above. Everything but ``handle_request`` runs in the thread of the loop."""

    waiting: set[Client]
    """Connections that wait for their client: to send a request, or to hang up."""
    upload: Client | None = None
    """The one connection that may hold a thread while its client sends."""
    is_told_to_quit = False

    @override
    def init_process(self) -> None:
        self.waiting = set()
        self._held = 0
        self._look_again = 0.0
        super().init_process()

    @override
    def init_signals(self) -> None:
        """Ctrl-C reaches master and workers, and then the master ends its workers."""
        super().init_signals()
        signal.signal(signal.SIGINT, signal.SIG_IGN)

    @override
    def handle_quit(self, sig: int, frame: FrameType | None) -> None:
        """End at once, between two rounds of the loop.

        Gunicorn's own asks for the lock of its threads, which the loop may hold where the signal meets it: then it waits
        for itself until it is killed, and so does everybody whose request it has received.
        """
        self.alive, self.is_told_to_quit = False, True
        self.method_queue.defer(lambda: None)

    @override
    def wait_for_and_dispatch_events(self, timeout: float | None) -> None:
        super().wait_for_and_dispatch_events(timeout)
        if self.is_told_to_quit:
            # What threads work on is answered before the process is gone.
            sys.exit(0)

    @override
    def accept(self, listener: socket.socket) -> None:
        try:
            sock, address = listener.accept()
        except (BlockingIOError, ConnectionAbortedError):
            return
        try:
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER)
            client = Client(self.cfg, sock, address, linger=self._linger)
        except OSError:  # it is gone already
            sock.close()
            return
        self.nr_conns += 1
        self._expect(client)

    @override
    def on_client_socket_readable(self, conn: TConn, client: socket.socket) -> None:
        self.poller.unregister(client)
        self.keepalived_conns.remove(conn)
        self._expect(cast("Client", conn))

    def _expect(self, client: Client) -> None:
        client.sends_body = False
        client.timeout = time.monotonic() + HEAD_SECONDS
        self._receive(client)

    def _receive(self, client: Client) -> None:
        match client.incoming.advance():
            case State.WHOLE:
                self.enqueue_req(client)
            case State.HEAD:
                self._wait(client, self._receive)
            case State.BODY:
                self._wait_for_body(client)
            case State.UPLOAD if self.upload is None:
                self.upload = client
                self.enqueue_req(client)
            case State.BODY | State.UPLOAD:
                self._refuse(
                    client, 503, "Service Unavailable", "Too many uploads at once. Please try again in a minute."
                )
            case State.UNMEASURED:
                self._refuse(client, 411, "Length Required", "Please send a Content-Length.")
            case State.MISMEASURED:
                self._refuse(client, 400, "Bad Request", "The Content-Length is no number, or too large.")
            case State.LONG_HEAD:
                self._refuse(client, 431, "Request Header Fields Too Large", "Please send fewer or shorter headers.")
            case State.GONE:
                self._forget(client)

    def _wait_for_body(self, client: Client) -> None:
        if self._held + len(client.incoming.received) > MOST_HELD:
            self._refuse(client, 503, "Service Unavailable", "Too many at once. Please try again in a minute.")
            return
        if not client.sends_body:
            client.sends_body = True
            if client.incoming.asks_first():
                with suppress(OSError):
                    client.sock.send(b"HTTP/1.1 100 Continue\r\n\r\n")
            client.timeout = time.monotonic() + BODY_SECONDS
        self._wait(client, self._receive)

    def _refuse(self, client: Client, status: int, reason: str, why: str) -> None:
        try:
            util.write_error(client.sock, status, reason, why)
        except OSError:
            self._forget(client)
            return
        self.nr_conns -= 1
        self._linger(client)

    def _linger(self, client: Client) -> None:
        """Gunicorn's own would hold up the loop, and with it everybody, until the client hangs up."""
        try:
            client.sock.shutdown(socket.SHUT_WR)
        except OSError:
            client.close()
            return
        self.nr_conns += 1
        client.sends_body = False
        client.timeout = time.monotonic() + LINGER_SECONDS
        self._wait(client, self._drain)

    def _drain(self, client: Client) -> None:
        client.incoming.received.clear()
        if client.incoming.take_in():
            self._wait(client, self._drain)
        else:
            self._forget(client)

    def _wait(self, client: Client, go_on: Callable[[Client], None]) -> None:
        def readable(_sock: socket.socket) -> None:
            self._stop_waiting(client)
            go_on(client)

        client.sock.setblocking(False)  # noqa: FBT003 (the standard library's own form)
        self.waiting.add(client)
        self._held += client.held
        self.poller.register(client.sock, selectors.EVENT_READ, readable)

    def _stop_waiting(self, client: Client) -> None:
        self.waiting.remove(client)
        self._held -= client.held
        self.poller.unregister(client.sock)

    def _forget(self, client: Client) -> None:
        self.nr_conns -= 1
        client.close()

    @override
    def murder_pending(self) -> None:
        """Hang up on those whose time is over. While the worker stops, who has sent nothing gets no more time."""
        now = time.monotonic()
        if now < self._look_again:
            return
        self._look_again = now + 1
        for client in [client for client in self.waiting if self._is_late(client, now)]:
            self._stop_waiting(client)
            self._forget(client)

    def _is_late(self, client: Client, now: float) -> bool:
        idle = not self.alive and not client.incoming.received
        return client.timeout < (now + HEAD_SECONDS - LINGER_SECONDS if idle else now)

    @override
    def finish_request(self, conn: TConn, fs: Future[bool]) -> None:
        if self.upload is conn:
            self.upload = None
        super().finish_request(conn, fs)
        # The next request may be here already; then the socket has nothing more to say.
        if cast("Client", conn).incoming.received and conn in self.keepalived_conns:
            self.on_client_socket_readable(conn, conn.sock)

    @override
    def handle_request(self, req: Request, conn: TConn) -> bool:
        if _unread_bytes(conn.sock) > MOST_UNREAD:
            raise StopIteration  # gunicorn's own word for hanging up
        conn.sock.settimeout(SEND_SECONDS)
        try:
            return super().handle_request(req, conn)
        except TimeoutError:
            raise StopIteration from None
