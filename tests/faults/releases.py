"""What is published is damaged, in the table or on disk; and how long a publish takes to be seen everywhere."""

import hashlib
import json
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from time import monotonic
from typing import Final

from tests.faults import promises
from tests.faults.registry import fault
from tests.faults.stage.servers import slowness, wait_for
from tests.faults.stage.stack import Stack
from tests.faults.stage.visitors import Answer
from tests.faults.table import Promise

GUIDE: Final = "/imessage/"
OK: Final = 200
PUBLICATIONS: Final = 5
TITLES: Final = re.compile(r"Published the (\d)\. time")
OF_A_GUIDE: Final = ("question", "steps", "reading")
"""Kinds of pages that show the guide's title and name its release."""
LIVE: Final = """
SELECT r.number, p.number, r.text, r.schema, r.code FROM diagnostics_publication p
JOIN diagnostics_release r ON r.id = p.release_id WHERE p.guide = 'imessage' ORDER BY p.number DESC LIMIT 1
"""
RELEASE: Final = """
INSERT INTO diagnostics_release (guide, number, text, sha256, schema, code, created_at, by, note)
VALUES ('imessage', %s, %s, %s, %s, %s, now(), 'faults', '') RETURNING id
"""
PUBLICATION: Final = """
INSERT INTO diagnostics_publication (guide, number, release_id, at, by, why, kind, acknowledged, let_through)
VALUES ('imessage', %s, %s, now(), 'faults', '', 'publish', '', '')
"""


def publish(stack: Stack, title: str, *, cut: int = 0) -> tuple[int, str]:
    """The live guide under another title, without the last ``cut`` signs; the row of the release, and its whole text."""
    with stack.postgres.connect() as database, database.transaction():
        (number, publication, before, schema, code), *_ = database.execute(LIVE).fetchall()
        old = json.dumps(json.loads(str(before))["title"], ensure_ascii=False)
        text = str(before).replace(f'"title":{old}', f'"title":{json.dumps(title, ensure_ascii=False)}')
        highest = database.execute("SELECT max(number) FROM diagnostics_release WHERE guide = 'imessage'").fetchall()
        number = int(str(highest[0][0])) + 1
        sha = hashlib.sha256(text.encode()).hexdigest()
        values = (number, text[: len(text) - cut], sha, schema, code)
        ((key,),) = database.execute(RELEASE, values).fetchall()
        database.execute(PUBLICATION, (int(str(publication)) + 1, key))
    return int(str(key)), text


@fault("release row damaged")
def row(stack: Stack) -> Iterator[Promise]:
    """A release that is published with bytes missing, and repaired by hand ten seconds later."""
    publish(stack, "The last good one")
    wait_for(lambda: _is_shown(stack, "The last good one"), "the good release")
    with stack.visitors() as visitors:
        before = visitors.watch(4)
        marks = stack.marks()
        key, text = publish(stack, "The damaged one", cut=40)
        during = visitors.watch(8)
        kept = _is_shown(stack, "The last good one")
        named = promises.names_it(stack.hosts, "imessage", key="failing")
        said = stack.log_lines(marks)
        _repair(stack, key, text)
        seen = promises.is_back(lambda: _is_shown(stack, "The damaged one"), "repaired, it is seen within 5 s")
    yield from promises.pages_go_on(visitors.seen(before), visitors.seen(during))
    yield Promise("the last good one is shown", "on both hosts" if kept else "no", kept)
    yield promises.logs_say_it(said)
    yield named
    yield seen


def _repair(stack: Stack, key: int, text: str) -> None:
    with stack.postgres.connect() as database, database.transaction():
        database.execute(
            "SET LOCAL session_replication_role = replica"
        )  # past the triggers that keep releases as they are
        database.execute("UPDATE diagnostics_release SET text = %s WHERE id = %s", (text, key))


def _is_shown(stack: Stack, title: str) -> bool:
    return all(host.always(GUIDE, holds=title) for host in stack.hosts)


@fault("file in var/live damaged")
def file(stack: Stack) -> Iterator[Promise]:
    """The kept release of one host loses its end, and the host starts anew: with the database, then without it."""
    host = stack.hosts[1]
    title = "The one on the shelf"
    publish(stack, title)
    wait_for(lambda: _is_shown(stack, title) and _is_sound(host.shelf), "the release on the shelf")
    host.stop()
    _cut(host.shelf)
    left = host.shelf / ".index.json.99999"
    left.write_text("[", encoding="ascii")
    os.utime(left, (0, 0))
    marks = stack.marks()
    host.start()
    yield promises.is_back(lambda: host.always(GUIDE, holds=title), "started anew, the database's is shown")
    yield promises.logs_say_it([line for line in stack.log_lines(marks) if "refused" in line])
    yield promises.is_back(lambda: _is_sound(host.shelf), "the bad file is written anew")
    yield promises.is_back(lambda: not left.exists(), "what an earlier crash left is removed")
    host.stop()
    _cut(host.shelf)
    with stack.postgres.stopped():
        host.start("-m", "gunicorn")
        refused = all(host.always(path, 503) for path in ("/", GUIDE))
        yield Promise("without a database: 503, never a part of it", "503" if refused else "something else", refused)
    yield promises.is_back(lambda: host.always(GUIDE, holds=title), "with the database again: shown within 5 s")
    yield promises.is_back(lambda: _is_sound(host.shelf), "and written anew")


def _cut(shelf: Path) -> None:
    for text in shelf.glob("imessage-*.json"):
        text.write_bytes(text.read_bytes()[:-40])


def _is_sound(shelf: Path) -> bool:
    """Whether every text that the index names is what its name says."""
    try:
        named = json.loads((shelf / "index.json").read_text(encoding="utf-8"))
        texts = [(one["sha256"], (shelf / f"{one['guide']}-{one['sha256']}.json").read_bytes()) for one in named]
    except (OSError, ValueError):
        return False
    return bool(texts) and all(hashlib.sha256(text).hexdigest() == sha for sha, text in texts)


@fault("publish under load")
def published(stack: Stack) -> Iterator[Promise]:
    """Five publishes while visitors walk: soon nobody is shown the one before, and no page is of two releases."""
    allowed = promises.BACK * slowness()
    at: list[float] = []
    with stack.visitors(words=TITLES) as visitors:
        before = visitors.watch(3)
        for number in range(PUBLICATIONS):
            publish(stack, f"Published the {number}. time")
            at.append(monotonic())
            visitors.watch(allowed + 1)
    shown = visitors.seen((before[1], monotonic()))
    answers = shown.of(*OF_A_GUIDE).answers
    late = [_shown_after(began, answers, number) for number, began in enumerate(at)]
    first = [one for one in answers if one.words and one.began > at[0]]
    yield Promise(
        "after 5 s nobody is shown the one before",
        "last seen after " + ", ".join(f"{one:.1f} s" for one in late) + f"; {allowed:.0f} s allowed",
        bool(first) and max(late) <= allowed,
    )
    yield Promise("pages and links go on", f"{shown}; p95 before {visitors.seen(before).p95:.2f} s", shown.are_all(200))
    mixed = _of_two_releases(first)
    seen = f"{len(first):,} pages, {len(mixed)} of two {mixed[:3] or ''}".rstrip()
    yield Promise("no page is of two releases", seen, len({one.release for one in first}) >= PUBLICATIONS and not mixed)


def _shown_after(published_at: float, answers: Sequence[Answer], number: int) -> float:
    """Seconds after this publication until somebody was shown one before it for the last time."""
    late = [one.began - published_at for one in answers if one.status == OK and min(_numbers(one)) < number]
    return max(0.0, *late)


def _of_two_releases(answers: Iterable[Answer]) -> list[str]:
    """Pages that hold two titles, or another one than other pages whose header names the same release."""
    titles: dict[str, frozenset[str]] = {}
    return [
        f"{one.kind} {one.release}: {', '.join(sorted(one.words))}"
        for one in answers
        if len(one.words) != 1 or titles.setdefault(one.release, one.words) != one.words
    ]


def _numbers(answer: Answer) -> list[int]:
    """Of the publications that a page shows; -1 where it is of none of these."""
    return [int(number) for number in answer.words] or [-1]
