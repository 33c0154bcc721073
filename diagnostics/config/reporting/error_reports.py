"""Reports to Sentry of what the log says as an error. Imported only where there is a SENTRY_DSN.

A report is made of the log line alone, never of the request, so that it can hold no cookie, no body, no header and no
address; and what the line says is masked as in the log. Variables, breadcrumbs, sessions and traces are not sent.
"""

from typing import TYPE_CHECKING, Final

import sentry_sdk
from sentry_sdk.integrations.atexit import AtexitIntegration
from sentry_sdk.integrations.dedupe import DedupeIntegration
from sentry_sdk.integrations.excepthook import ExcepthookIntegration
from sentry_sdk.integrations.logging import LoggingIntegration
from sentry_sdk.integrations.threading import ThreadingIntegration

from diagnostics import VERSION
from diagnostics.config.reporting.current import shown
from diagnostics.config.reporting.private import mask

if TYPE_CHECKING:
    from sentry_sdk.types import Event, Hint

SENT: Final = (
    *("event_id", "timestamp", "level", "logger", "platform", "release", "environment", "server_name", "sdk"),
    *("exception", "threads", "logentry", "message", "contexts", "fingerprint"),
)
"""What a report may hold; everything else is left out."""


def begin(dsn: str, *, site: str) -> None:
    """Report from now on. site: its origin."""
    sentry_sdk.init(
        dsn=dsn,
        release=f"fixpath@{VERSION}",
        environment=site.partition("://")[2],
        default_integrations=False,
        auto_enabling_integrations=False,
        integrations=[
            LoggingIntegration(level=None, sentry_logs_level=None),
            ExcepthookIntegration(),
            ThreadingIntegration(),
            DedupeIntegration(),
            AtexitIntegration(),
        ],
        before_send=private_event,
        send_default_pii=False,
        include_local_variables=False,
        max_request_body_size="never",
        max_breadcrumbs=0,
        auto_session_tracking=False,
        enable_metrics=False,
        propagate_traces=False,
    )


def private_event(event: "Event", _hint: "Hint") -> "Event":
    """The event without anything private, under the name of the view and the id of the request."""
    kept = {name: _mask_all(value) for name, value in event.items() if name in SENT}
    if here := shown.get():
        kept |= {"transaction": here.view, "tags": {"request_id": here.id, "view": here.view}}
    return kept  # type: ignore[return-value]


def _mask_all(value: object) -> object:
    """All texts in it, however deep."""
    match value:
        case str():
            return mask(value)
        case dict():
            return {name: _mask_all(one) for name, one in value.items()}
        case list() | tuple():
            return [_mask_all(one) for one in value]
        case _:
            return value
