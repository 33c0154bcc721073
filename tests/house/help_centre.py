"""Another site with pages of its own, on an origin of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

PAGE = """<!doctype html><html lang="en"><title>Help</title><h1>Help</h1><p style="height: 300px">Before it.</p>
<fixpath-guide guide="imessage" answers="device=iphone"><a href="{site}/imessage/check/?device=iphone">Find out
why</a></fixpath-guide><p><button>After it</button></p><script async src="{site}/embed.js"></script>"""


@dataclass(frozen=True)
class HelpCentre:
    folder: Path
    origin: str

    @property
    def page(self) -> str:
        return f"{self.origin}/index.html"

    def show_guide_of(self, site: str) -> None:
        """Put the starter guide of the site at this address into its page."""
        (self.folder / "index.html").write_text(PAGE.format(site=site), encoding="utf-8")


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (its name there)
        pass


@contextmanager
def help_centre(folder: Path) -> Iterator[HelpCentre]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield HelpCentre(folder, f"http://localhost:{server.server_port}")
        server.shutdown()
