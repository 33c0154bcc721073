"""A way to a server that can freeze: connections stay open and nothing is answered, as if its processes were stopped."""

import select
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread


class FrozenServer:
    """Listens at ``port``, and passes on what comes until it is frozen."""

    def __init__(self, host: str, port: int) -> None:
        self._there = (host, port)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._goes, self._is_over = Event(), False
        self._goes.set()
        self._pairs: dict[socket.socket, socket.socket] = {}
        self._thread = Thread(target=self._run, daemon=True)
        self._thread.start()

    def freeze(self) -> None:
        self._goes.clear()

    def thaw(self) -> None:
        self._goes.set()

    def close(self) -> None:
        self._is_over = True
        self._goes.set()
        self._thread.join()
        for one in (self._listener, *self._pairs):
            one.close()

    def cut_off(self) -> None:
        """End every connection that there is; they are closed by the thread that looks at them."""
        for one in list(self._pairs):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)

    def _run(self) -> None:
        while not self._is_over:
            self._goes.wait()
            for one in select.select([self._listener, *self._pairs], [], [], 0.01)[0]:
                if self._goes.is_set():
                    self._pass_on(one)

    def _pass_on(self, one: socket.socket) -> None:
        if one is self._listener:
            here, there = one.accept()[0], socket.create_connection(self._there)
            self._pairs |= {here: there, there: here}
            return
        other = self._pairs.get(one)
        try:
            content = one.recv(65536)
            if content and other:
                other.sendall(content)
                return
        except OSError:
            pass
        for end in filter(None, (one, other)):
            self._pairs.pop(end, None)
            end.close()


@contextmanager
def frozen_server(host: str, port: int) -> Iterator[FrozenServer]:
    server = FrozenServer(host, port)
    yield server
    server.close()
