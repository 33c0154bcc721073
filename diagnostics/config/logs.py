"""Log lines: to stderr, as text or as JSON; paths of requests, never what stands behind the question mark."""

import datetime
import json
import logging
from typing import Any


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
        return json.dumps(line, ensure_ascii=False)


FORMATS: dict[str, dict[str, str]] = {
    "text": {"format": "{asctime} {levelname} {message}", "datefmt": "%Y-%m-%d %H:%M:%S", "style": "{"},
    "json": {"()": "diagnostics.config.logs.JsonLine"},
}


def configuration(form: dict[str, str]) -> dict[str, Any]:
    """A logging configuration for Django and gunicorn alike, with lines in this form."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": form},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": "INFO"},
        "loggers": {
            "django": {"handlers": [], "level": "WARNING", "propagate": True},
            # Every scanner of the internet would fill the log with these; the visitor has got a clear answer.
            "django.request": {"level": "ERROR"},
            "django.security": {"level": "CRITICAL"},
            "django.security.csrf": {"level": "WARNING"},
            # It would say every request for a status feed.
            "httpx": {"level": "WARNING"},
            # It would say what assistants ask.
            "mcp": {"level": "WARNING"},
            "gunicorn.error": {"handlers": [], "level": "INFO", "propagate": True},
        },
    }
