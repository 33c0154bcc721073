"""An editor saves while the database is gone or hangs."""

import time
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from typing import Final

import httpx

from tests.faults import promises
from tests.faults.registry import fault
from tests.faults.stage.servers import slowness
from tests.faults.stage.stack import EDITOR, Stack
from tests.faults.stage.staff import Staff, form
from tests.faults.table import Promise

SAY: Final = "/admin/guides/imessage/now/say/"
TYPED: Final = "Sending is slow in some places today, and it has lasted since noon."
PATIENCE: Final = 15.0
"""Seconds that an editor may wait to be told."""


@fault("saving, database stopped")
def stopped(stack: Stack) -> Iterator[Promise]:
    """An editor sends a form."""
    yield from _save(stack, stack.postgres.stopped())


@fault("saving, database hung")
def hung(stack: Stack) -> Iterator[Promise]:
    """An editor sends a form over a connection that answers no more."""
    yield from _save(stack, stack.postgres.hung())


def _save(stack: Stack, damage: AbstractContextManager[None]) -> Iterator[Promise]:
    editor = Staff(stack.nginx.address)
    editor.sign_in(*EDITOR)
    say = form(editor.ask(SAY).text) | {"text": TYPED}
    change, fields = _change_form(editor, stack)
    with damage:
        yield _tell(editor, SAY, say, TYPED)
        yield _tell(editor, change, fields, TYPED)
        again = _ask(editor, SAY)
    promises.is_back(stack.is_well)
    yield Promise("a page that is opened says so too", *_verdict(again, "database"))
    answer = _ask(editor, SAY, say)
    yield Promise("sent again, it is saved", _status(answer), _status(answer) == "302")


def _change_form(editor: Staff, stack: Stack) -> tuple[str, Mapping[str, str | list[str]]]:
    """The admin's form of a cause, with a new text."""
    path = f"/admin/diagnostics/cause/{stack.count('SELECT min(id) FROM diagnostics_cause')}/change/"
    page = editor.ask(path)
    fields = form(page.text)
    if "text" not in fields:
        raise RuntimeError(f"No form of a cause came: {page.status_code} {page.headers.get('Location', '')}")
    return path, fields | {"text": TYPED}


def _tell(editor: Staff, path: str, fields: Mapping[str, str | list[str]], typed: str) -> Promise:
    began = time.monotonic()
    answer = _ask(editor, path, fields)
    seen, kept = _verdict(answer, typed)
    seconds = time.monotonic() - began
    what = "the workplace's form" if path == SAY else "a form of the admin"
    return Promise(
        f"{what}: told within {PATIENCE:.0f} s, with what was typed",
        f"{seen}, {seconds:.1f} s",
        kept and seconds <= PATIENCE * slowness(),
    )


def _ask(editor: Staff, path: str, fields: Mapping[str, str | list[str]] | None = None) -> httpx.Response | None:
    try:
        return editor.ask(path, fields, timeout=2 * PATIENCE)
    except httpx.HTTPError:
        return None


def _status(answer: httpx.Response | None) -> str:
    return "no answer" if answer is None else str(answer.status_code)


def _verdict(answer: httpx.Response | None, words: str) -> tuple[str, bool]:
    holds = answer is not None and words in answer.text
    return f"{_status(answer)}, {'with' if holds else 'without'} “{words[:16]}”", holds and _status(answer) == "503"
