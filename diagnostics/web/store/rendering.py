"""How many pages a worker makes at a time."""

from collections.abc import Callable
from threading import BoundedSemaphore
from typing import Final

from django.http import HttpResponse

AT_ONCE: Final = 2
"""Threads of one process share a processor: more of them would make no page sooner, and would keep it from the thread that
looks for new releases."""
_makers: Final = BoundedSemaphore(AT_ONCE)


def in_turn[Page: HttpResponse | tuple[HttpResponse, object]](make: Callable[[], Page]) -> Page:
    """The page. ``make`` waits for nothing, the database least of all, and makes no other page in turn."""
    with _makers:
        return make()
