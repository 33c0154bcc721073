"""Visitors who ask for one page all the time, and what they are answered."""

import threading
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tests.house.checkout import PATIENCE


class Visitors:
    """``answers`` counts what ``says`` makes of a page, statuses of refusals, and what went wrong on the way."""

    def __init__(self, address: str, *, says: Callable[[str], str] = lambda _: "200") -> None:
        self.address, self.says = address, says
        self.answers, self.seen = Counter[str](), set[str]()
        self._over = threading.Event()

    def _ask(self) -> None:
        while not self._over.is_set():
            answer = self._answer()
            self.answers[answer] += 1
            self.seen.add(answer)
            time.sleep(0.05)

    def _answer(self) -> str:
        try:
            with urllib.request.urlopen(self.address, timeout=PATIENCE) as answer:
                return self.says(answer.read().decode())
        except urllib.error.HTTPError as refusal:
            refusal.close()
            return str(refusal.code)
        except OSError as error:
            return repr(error)

    def wait_for(self, what: str) -> None:
        """Until they are answered so."""
        until = time.monotonic() + PATIENCE
        while not self.answers[what]:
            assert time.monotonic() < until, self.answers
            time.sleep(0.02)

    def again(self) -> "Visitors":
        """They come back."""
        self._over.clear()
        return self

    @contextmanager
    def asking(self, number: int = 2) -> Iterator["Visitors"]:
        """That many at once."""
        threads = [threading.Thread(target=self._ask) for _ in range(number)]
        for thread in threads:
            thread.start()
        try:
            yield self
        finally:
            self._over.set()
            for thread in threads:
                thread.join()
