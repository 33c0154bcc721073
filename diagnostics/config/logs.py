"""Log lines: to stderr, as text or as JSON; paths of requests, never what stands behind the question mark."""

import datetime
import json
import logging
import re
from typing import Any, Final, override

SECRETS: Final = re.compile(
    # Codes of result links, keys of previews and of programs, wherever they stand: in a path, a message or a traceback.
    r"(?<=/r/)[^\s/\"'?]+|(?<=/links/)[^\s/\"'?]+|(?<=/preview/)(?!draft/)[^\s/\"'?]{20,}"
    r"|\b(?:[bcdfghjkmnpqrstvwxz]{4}-){2}[bcdfghjkmnpqrstvwxz]{4}\b|\b[bcdfghjkmnpqrstvwxz]{12}\b|\bfpk_\w+"
)
"""What no line may say: whoever reads a log could open them."""


def masked(line: str) -> str:
    return SECRETS.sub("…", line)


class TextLine(logging.Formatter):
    """As Python's own, without secrets."""

    @override
    def format(self, record: logging.LogRecord) -> str:
        return masked(super().format(record))


class Answered(logging.Filter):
    """Leaves out answers of 503: why they are given is said once, not for every request."""

    @override
    def filter(self, record: logging.LogRecord) -> bool:
        return getattr(record, "status_code", 0) != 503


class JsonLine(logging.Formatter):
    """One JSON object a line: time, level, logger, message, and path and traceback where there are any."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.datetime.fromtimestamp(record.created, datetime.UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        request = getattr(record, "request", None)
        if path := getattr(request, "path", None):
            line["path"] = path
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return masked(json.dumps(line, ensure_ascii=False))


FORMATS: dict[str, dict[str, str]] = {
    "text": {"()": "diagnostics.config.logs.TextLine", "fmt": "{asctime} {levelname} {message}", "datefmt": "%Y-%m-%d %H:%M:%S", "style": "{"},
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
            "gunicorn.error": {"handlers": [], "level": "INFO", "propagate": True},
        },
    }
