"""Asking another site: in a thread of its own, in bounded time, and what goes wrong said in one line."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from typing import Any, Final

import httpx

_LONGEST_WISH: Final = 9
"""Digits of seconds."""


class RequestFailed(Exception):
    """Nothing came of it; the message says why in one line. retry_after: seconds that the other side asks for."""

    def __init__(self, reason: str, retry_after: int = 0) -> None:
        super().__init__(reason)
        self.retry_after = retry_after


class _Loop(asyncio.SelectorEventLoop):
    """Does not wait for a name that is still being looked up, which may take minutes."""

    async def shutdown_default_executor(self, timeout: float | None = None) -> None:  # noqa: ASYNC109 (asyncio's own)
        """Leave it to ``close``, which waits for no thread."""


def run_apart[T](work: Callable[[], Coroutine[Any, Any, T]]) -> T:
    """Do it in a thread of its own: the caller's may already have an event loop."""
    with ThreadPoolExecutor(1, "fetch") as own:
        return own.submit(lambda: asyncio.run(work(), loop_factory=_Loop)).result()


@asynccontextmanager
async def in_time(deadline: float, pause: float) -> AsyncIterator[None]:
    """Raise RequestFailed for whatever goes wrong inside, and after ``deadline`` seconds; ``pause``: how long it may be silent."""
    try:
        async with asyncio.timeout(deadline):
            yield
    except TimeoutError:
        raise RequestFailed(f"It took longer than {deadline:.0f} seconds.") from None
    except httpx.TimeoutException as error:
        raise RequestFailed(f"It was silent for {pause:.0f} seconds ({type(error).__name__}).") from None
    except (httpx.HTTPError, OSError) as error:
        raise RequestFailed(f"It cannot be reached: {str(error) or type(error).__name__}.") from None
    except (httpx.InvalidURL, UnicodeError) as error:
        raise RequestFailed(f"Its address is wrong: {error}.") from None


def refusal(response: httpx.Response) -> RequestFailed:
    """An answer that is not the wanted one, in words. Redirects are not followed."""
    said = f"{response.status_code} {response.reason_phrase}".strip()
    if response.has_redirect_location:
        return RequestFailed(f"It has moved ({said}) to {response.headers['location'][:200]}.")
    wait = response.headers.get("retry-after", "")[:_LONGEST_WISH]
    return RequestFailed(f"It answered {said}.", int(wait) if wait.isascii() and wait.isdigit() else 0)
