"""The request that is being answered, as log lines and reports name it: by its id and its view, never by its address."""

from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.conf import settings

if TYPE_CHECKING:
    from django.http import HttpRequest

NOBODY: Final = "none"
"""In place of a view: nothing has this address, or the request was answered before anybody looked."""


@dataclass(frozen=True, slots=True)
class Current:
    """A request and its id."""

    id: str
    request: "HttpRequest"

    @property
    def view(self) -> str:
        return view_name(self.request)


shown: Final[ContextVar[Current | None]] = ContextVar("request", default=None)
"""What this thread answers."""


def view_name(request: "HttpRequest") -> str:
    """The name in the URL conf, of which there are only so many; the pages of the workplace share one."""
    if match := request.resolver_match:
        return "admin" if match.namespaces[:1] == ["admin"] else match.view_name
    return "static" if request.path_info.startswith(settings.STATIC_URL) else NOBODY
