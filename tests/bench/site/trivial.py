"""An application that does nothing."""

from collections.abc import Callable, Iterable
from typing import Any


def application(_environ: dict[str, Any], start: Callable[..., object]) -> Iterable[bytes]:
    start("200 OK", [("Content-Length", "2")])
    return [b"ok"]
