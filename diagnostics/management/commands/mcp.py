"""``manage.py mcp``: the guides for language-model assistants, over standard input and output."""

from typing import Any, Final

import httpx
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.wsgi import get_wsgi_application

from diagnostics.domain import live

SECONDS: Final = 30
MISSING: Final = (
    "This needs the packages of requirements-mcp.txt: .venv/bin/pip install --require-hashes -r requirements-mcp.txt"
)


class Command(BaseCommand):
    help = "Serve the guides to a language-model assistant (MCP over standard input and output); docs/api.md says how."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--site", metavar="URL", help="Ask this Fixpath site instead of the database of this one.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Standard output belongs to the protocol. Raises CommandError where the kit is not installed."""
        try:
            from diagnostics.management.assistant import server  # noqa: PLC0415 (its packages are optional)
        except ModuleNotFoundError as missing:
            raise CommandError(MISSING) from missing
        with _client(options["site"]) as site:
            server(site).run("stdio")


def _client(address: str | None) -> httpx.Client:
    """A client of another site, or of this one inside this process."""
    if address:
        return httpx.Client(base_url=address, timeout=SECONDS)
    live.start()
    return httpx.Client(base_url=settings.SITE_URL, transport=httpx.WSGITransport(get_wsgi_application()))
