"""What is private is left out, and nothing else is."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnostics.config.reporting.private import mask
from diagnostics.content.results import codes

WORDS = "Internal Server Error: {} cannot be shown"


@pytest.mark.parametrize(
    ("told", "masked"),
    [
        ("Not found: /imessage/check/?see=green&who=one", "Not found: /imessage/check/?…"),
        ("GET /check/?a=b HTTP/1.1", "GET /check/?… HTTP/1.1"),
        ("at /r/whatever.txt", "at /r/…"),
        ("at /r/whatever/?code=x", "at /r/…/?…"),
        ("/preview/k3y:1abc/imessage/", "/preview/…/imessage/"),
        ("/agents/links/no-code/speak/", "/agents/links/…/speak/"),
        ("/api/v1/links/no-code", "/api/v1/links/…"),
        ("DETAIL:  Key (username)=(anna) already exists.", "DETAIL:  Key (username)=(…) already exists."),
        ("DETAIL:  Failing row contains (1, anna, x).\nLINE 1", "DETAIL:  Failing row contains (…).\nLINE 1"),
        ("to anna.b@example.org: refused", "to …@…: refused"),
        ("Invalid request from ip=2001:db8::7: no request line", "Invalid request from ip=…: no request line"),
    ],
)
def test_what_is_private_is_masked(told: str, masked: str) -> None:
    """Each kind, wherever it stands in a line."""
    assert mask(told) == masked


@given(
    st.integers(0, 10**9),
    st.sampled_from([str, str.upper, codes.format_code, lambda code: codes.format_code(code).lower()]),
)
def test_no_code_is_ever_told(seed: int, written: "type[str]") -> None:
    """Whatever code it is and however it is written, in an address or by itself."""
    code = written(codes.new(random.Random(seed).randrange))

    for told in (WORDS.format(f"/r/{code}/"), WORDS.format(code), f"Key (code)=({code}) exists", f"({code}, 'x')"):
        assert code not in mask(told)


@pytest.mark.parametrize(
    "told",
    [
        'The database is away (connection to server at "10.0.0.5", port 5432 failed: Connection refused).',
        "Listening at: http://127.0.0.1:8000 (4711)",
        'File "/app/diagnostics/web/preview.py", line 12, in preview',
        "Release 7 of imessage does not go live. Is it damaged? Look at it.",
    ],
)
def test_what_helps_the_operator_stays(told: str) -> None:
    """Hosts of ours, files, releases, and questions that are no addresses."""
    assert mask(told) == told
