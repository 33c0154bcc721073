"""diagnostics/config/logs.py."""

import json
import logging
import logging.config

import pytest
from django.http import HttpRequest
from django.test import RequestFactory

from diagnostics.config import logs


def test_json_lines_hold_the_path_but_no_answers() -> None:
    """A line of the log names the page, never what a visitor answered there."""
    failure = ZeroDivisionError("by nought")
    exc_info = (type(failure), failure, None)
    record = logging.LogRecord("django.request", logging.ERROR, __file__, 1, "Failed: %s", ("x",), exc_info)
    record.request = RequestFactory().get("/imessage/check/?see=green")

    line = json.loads(logs.JsonLine().format(record))

    assert line["path"] == "/imessage/check/"
    assert "green" not in json.dumps(line)
    assert (line["level"], line["message"]) == ("error", "Failed: x")
    assert "ZeroDivisionError" in line["traceback"]


def test_json_lines_of_other_loggers_are_short() -> None:
    """Where there is neither request nor failure, nothing stands for them."""
    record = logging.LogRecord("diagnostics", logging.INFO, __file__, 1, "Started", (), None)

    assert set(json.loads(logs.JsonLine().format(record))) == {"time", "level", "logger", "message"}


def test_both_log_forms_can_be_configured() -> None:
    """Each form is one that Python's logging accepts."""
    for form in logs.FORMATS.values():
        logging.config.DictConfigurator(logs.configuration(form)).configure_formatter(dict(form))


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_log_line_holds_no_code_and_no_key(form: str) -> None:
    """Not in a path, not in a message, not in a traceback: whoever reads the log could open the link."""
    code, key = "bcdf-ghjk-mnpq", "fpk_k3y_0123456789abcdef"
    with pytest.raises(KeyError) as caught:
        {}[f"{code.replace('-', '')} and {key}"]
    info = (caught.type, caught.value, caught.tb)
    lines = logs.configuration(logs.FORMATS[form])
    formatter = logging.config.DictConfigurator(lines).configure_formatter(dict(logs.FORMATS[form]))
    request = HttpRequest()
    request.path = f"/agents/links/{code}/"
    record = logging.LogRecord(
        "x", logging.ERROR, __file__, 1, "%s: /preview/%s/lamp/", (f"/r/{code}.txt", "k" * 30), info
    )
    record.request = request
    said = formatter.format(record)
    assert code not in said
    assert not any(secret in said for secret in (code.replace("-", ""), key, "k" * 30))
    assert "/r/…" in said
    assert "/preview/…/lamp/" in said


def test_an_outage_is_not_logged_for_every_request() -> None:
    """A 503 says nothing that the line about the outage does not say."""
    record = logging.LogRecord("django.request", logging.ERROR, __file__, 1, "Service Unavailable: /r/", (), None)
    assert logs.Answered().filter(record)
    record.status_code = 503
    assert not logs.Answered().filter(record)
