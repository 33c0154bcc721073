"""A mail server on this machine that takes, refuses or breaks off, and keeps what it was sent."""

import socketserver
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread


class Server(socketserver.ThreadingTCPServer):
    """taken: the messages as they came, each with the address it goes to."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, *, refuses: bool = False, breaks: bool = False) -> None:
        super().__init__(("127.0.0.1", 0), Talk)
        self.refuses, self.breaks = refuses, breaks
        self.taken: list[tuple[str, str]] = []

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.server_address[1]}"


class Talk(socketserver.StreamRequestHandler):
    """One connection, as RFC 5321 has it, with nothing but what a plain message needs."""

    server: Server

    def handle(self) -> None:
        """Answers line by line."""
        self.say("220 here")
        to = ""
        while line := self.rfile.readline().decode().strip():
            match line.upper().split(":")[0].split()[0]:
                case "RCPT":
                    to = line.partition("<")[2].partition(">")[0]
                    self.say("550 nobody here" if self.server.refuses else "250 ok")
                case "DATA" if self.server.breaks:
                    return
                case "DATA":
                    self.say("354 go on")
                    self.server.taken.append((to, self.message()))
                    self.say("250 taken")
                case "QUIT":
                    self.say("221 bye")
                    return
                case _:
                    self.say("250 ok")

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())

    def message(self) -> str:
        """Up to the line with one dot."""
        return "".join(iter(lambda: self.rfile.readline().decode(), ".\r\n"))


@contextmanager
def smtp_server(*, refuses: bool = False, breaks: bool = False) -> Iterator[Server]:
    """Runs while the block does."""
    with Server(refuses=refuses, breaks=breaks) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()
