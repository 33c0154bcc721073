"""What no page may do, whatever a visitor does: complain, ask strangers, leave cookies, break its own policy."""

from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, WebError


class Watch:
    """Everything that the pages of one visitor did wrong.

    faults: in the order in which they were seen; a breach of the content policy is an error in the console too.
    """

    def __init__(self, context: BrowserContext, site: str) -> None:
        self.context, self._host = context, urlsplit(site).netloc
        self.begin()
        context.on("console", self._console)
        context.on("weberror", self._uncaught)
        context.on("request", self._request)

    def begin(self) -> None:
        """From here on, as if nothing had been."""
        self.faults: list[str] = []
        self._expected: list[str] = []

    def expect(self, *words: str) -> None:
        """Errors with these words belong to the journey: a failure that it makes on purpose."""
        self._expected.extend(words)

    def all_faults(self) -> list[str]:
        """The faults, and the cookies that were left."""
        cookies = [f"cookie: {cookie.get('name')}" for cookie in self.context.cookies()]
        return [fault for fault in self.faults if not any(word in fault for word in self._expected)] + cookies

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.faults.append(f"console: {message.text} ({message.location['url']})")

    def _uncaught(self, error: WebError) -> None:
        self.faults.append(f"uncaught: {error.error}")

    def _request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme in {"http", "https", "ws", "wss"} and address.netloc != self._host:
            self.faults.append(f"third party: {request.url}")
