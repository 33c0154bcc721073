"""Log lines: to stderr, as text or as JSON; with the id of the request, and nothing about whoever sent it."""

import datetime
import json
import logging
from typing import Any, override

from diagnostics.config.reporting.current import shown
from diagnostics.config.reporting.private import mask


class Answered(logging.Filter):
    """Leaves out answers of 503: why they are given is said once, not for every request."""

    @override
    def filter(self, record: logging.LogRecord) -> bool:
        return getattr(record, "status_code", 0) != 503


class TextLine(logging.Formatter):
    """Time, level, message, the id of the request in brackets, and the traceback where there is one."""

    def format(self, record: logging.LogRecord) -> str:
        return mask(super().format(record))

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 (logging's own name)
        """The first line."""
        line, here = super().formatMessage(record), shown.get()
        return f"{line} [{here.id}]" if here else line


class JsonLine(logging.Formatter):
    """One JSON object a line: time, level, logger, message.

    While a request is answered also request_id and view; path where that failed; traceback where there is one; and what
    the line was given as ``fields``.
    """

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.datetime.fromtimestamp(record.created, datetime.UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": mask(record.getMessage()),
        }
        if here := shown.get():
            line |= {"request_id": here.id, "view": here.view}
        if path := getattr(getattr(record, "request", None), "path", None):
            line["path"] = mask(path)
        line |= getattr(record, "fields", {})
        if record.exc_info:
            line["traceback"] = mask(self.formatException(record.exc_info))
        return json.dumps(line, ensure_ascii=False)


FORMATS: dict[str, dict[str, str]] = {
    "text": {
        "()": "diagnostics.config.logs.TextLine",
        "format": "{asctime} {levelname} {message}",
        "datefmt": "%Y-%m-%d %H:%M:%S",
        "style": "{",
    },
    "json": {"()": "diagnostics.config.logs.JsonLine"},
}


def configuration(form: dict[str, str]) -> dict[str, Any]:
    """A logging configuration for Django and gunicorn alike, with lines in this form."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": form},
        "filters": {"answered": {"()": "diagnostics.config.logs.Answered"}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": "INFO"},
        "loggers": {
            "django": {"handlers": [], "level": "WARNING", "propagate": True},
            # Every scanner of the internet would fill the log with these; the visitor has got a clear answer.
            "django.request": {"level": "ERROR", "filters": ["answered"]},
            "django.security": {"level": "CRITICAL"},
            "django.security.csrf": {"level": "WARNING"},
            # It would say every request for a status feed.
            "httpx": {"level": "WARNING"},
            # It would say every connection that cannot be made; an outage is said once.
            "psycopg.pool": {"level": "ERROR"},
            # It would say what assistants ask.
            "mcp": {"level": "WARNING"},
            # It would say who tries to sign in, and from where.
            "axes": {"level": "ERROR"},
            "gunicorn.error": {"handlers": [], "level": "INFO", "propagate": True},
        },
    }
