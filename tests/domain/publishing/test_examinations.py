"""Long examinations: once a document, outside the worker, with progress that everybody sees."""

import json
import os
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from threading import enumerate as threads

import pytest
from django.db import connection
from django.utils import timezone

from diagnostics.content.checks.check import check
from diagnostics.content.checks.examine import ExaminationRefused, problems_of
from diagnostics.content.checks.reviews import today
from diagnostics.content.document.schema import GuideDocument
from diagnostics.domain.publishing import examination_process, examinations
from diagnostics.domain.publishing.examination_process import ENDED, NO_START
from diagnostics.domain.publishing.examinations import KEPT_EACH, STOPPED
from diagnostics.models import Examination
from tests.builders import make_document

PATIENCE = 30.0


@pytest.fixture
def followed(transactional_db: None) -> Iterator[None]:
    """Waits at the end for every thread that writes into the database."""
    yield
    for thread in threads():
        if thread.name.startswith("check of"):
            thread.join(PATIENCE)


def wait_for_end(row: Examination) -> Examination:
    until = time.monotonic() + PATIENCE
    while row.state == "running" and time.monotonic() < until:
        time.sleep(0.05)
        row.refresh_from_db()
    return row


def is_alive(pid: int) -> bool:
    """Whether there is a process of this number."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def programme(monkeypatch: pytest.MonkeyPatch, folder: Path, source: str) -> None:
    """Examine by this programme in place of our own."""
    (folder / "programme.py").write_text(source)
    monkeypatch.setattr(examination_process, "COMMAND", (sys.executable, str(folder / "programme.py")))


def test_begin_examines_in_a_process_of_its_own(followed: None) -> None:
    """The result is what the same check finds here, and the row says so when it is there."""
    document = make_document(intro="# Big")
    row = wait_for_end(examinations.begin(document, "check"))
    assert (row.state, row.percent, row.doing) == ("done", 100, "")
    assert problems_of(json.loads(row.result)) == check(document)
    assert examinations.find(document, "check") == row
    assert examinations.last(document, "check") == row


def test_begin_does_not_examine_again(followed: None) -> None:
    """What is done, or running, is found as it is; another document or kind has a row of its own."""
    row = wait_for_end(examinations.begin(make_document(), "check"))
    again = examinations.begin(make_document(), "check")
    assert (again.pk, again.state, again.begun_at) == (row.pk, "done", row.begun_at)
    assert examinations.find(make_document(title="Other"), "check") is None
    assert examinations.find(make_document(), "visitors") is None


def test_two_who_begin_at_once_start_one_process(
    followed: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Whoever makes the row, or takes over a dead one, starts the process; the others find it running."""
    programme(
        monkeypatch,
        tmp_path,
        f"import os, pathlib\npathlib.Path({str(tmp_path)!r}, f'{{os.getpid()}}.run').touch()\n"
        "print('{\"result\": {}}')\n",
    )

    def begin(_number: int) -> str:
        try:
            return examinations.begin(make_document(), "check").state
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(begin, range(4))) <= {"running", "done"}
    wait_for_end(Examination.objects.get())
    assert len(list(tmp_path.glob("*.run"))) == 1


def test_progress_is_written_while_it_lasts(followed: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Every worker reads share and words from the row."""
    programme(
        monkeypatch,
        tmp_path,
        'import pathlib, time\nprint(\'{"share": 0.42, "doing": "Half."}\', flush=True)\n'
        f"while not pathlib.Path({str(tmp_path / 'go')!r}).exists(): time.sleep(0.02)\n"
        'print(\'{"result": {"problems": []}}\')\n',
    )
    row = examinations.begin(make_document(), "check")
    until = time.monotonic() + PATIENCE
    while row.percent == 0 and time.monotonic() < until:
        time.sleep(0.02)
        row.refresh_from_db()
    assert (row.state, row.percent, row.doing) == ("running", 42, "Half.")
    (tmp_path / "go").touch()
    assert wait_for_end(row).state == "done"


@pytest.mark.parametrize(
    ("source", "doing"),
    [
        ("raise SystemExit(1)", ENDED),
        ('print(\'{"share": 0.5, "doing": "Half."}\', flush=True)\nimport os; os.kill(os.getpid(), 9)', ENDED),
        ('print(\'{"failed": "The guide has errors."}\')', "The guide has errors."),
    ],
)
def test_examination_that_ends_without_a_result_fails_and_may_be_begun_again(
    followed: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, source: str, doing: str
) -> None:
    """The row says why in words; begun again, the same row runs."""
    with monkeypatch.context() as broken:
        programme(broken, tmp_path, source)
        row = wait_for_end(examinations.begin(make_document(), "check"))
        assert (row.state, row.doing) == ("failed", doing)
    again = examinations.begin(make_document(), "check")
    assert (again.pk, again.state, again.percent) == (row.pk, "running", 0)
    assert wait_for_end(again).state == "done"


def test_silent_process_is_ended(followed: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without a sign of life for long enough, it counts as failed, and nothing of it is left."""
    programme(
        monkeypatch,
        tmp_path,
        f"import os, pathlib, time\npathlib.Path({str(tmp_path / 'pid')!r}).write_text(str(os.getpid()))\ntime.sleep(60)",
    )
    monkeypatch.setattr(examination_process, "SILENCE", 1)
    row = wait_for_end(examinations.begin(make_document(), "check"))
    assert (row.state, row.doing) == ("failed", ENDED)
    assert not is_alive(int((tmp_path / "pid").read_text()))


def test_row_that_fell_silent_is_told_as_failed_and_taken_over_once(followed: None) -> None:
    """The worker that followed it is gone; the next who asks begins it anew."""
    row = examinations.run(make_document(), "check")
    long_ago = timezone.now() - timedelta(seconds=121)
    Examination.objects.update(state="running", touched_at=long_ago, begun_at=long_ago, result="")
    found = examinations.find(make_document(), "check")
    assert found
    assert (found.state, found.doing) == ("failed", STOPPED)
    again = examinations.begin(make_document(), "check")
    assert (again.pk, again.state) == (row.pk, "running")
    assert again.begun_at > long_ago
    assert wait_for_end(again).state == "done"


def test_process_whose_row_was_thrown_away_is_ended(
    followed: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Nobody waits for it any more."""
    programme(
        monkeypatch,
        tmp_path,
        f"import os, pathlib, time\npathlib.Path({str(tmp_path / 'pid')!r}).write_text(str(os.getpid()))\n"
        'while True:\n    print(\'{"share": 0.1, "doing": "On."}\', flush=True)\n    time.sleep(0.05)\n',
    )
    examinations.begin(make_document(), "check")
    until = time.monotonic() + PATIENCE
    while not (tmp_path / "pid").exists() and time.monotonic() < until:
        time.sleep(0.02)
    Examination.objects.all().delete()
    pid = int((tmp_path / "pid").read_text())
    while is_alive(pid) and time.monotonic() < until:
        time.sleep(0.05)
    assert not is_alive(pid)


def test_what_cannot_be_started_is_told(followed: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that starts no process says so in the row; the request goes on."""
    monkeypatch.setattr(examination_process, "COMMAND", ("/nowhere/python",))
    row = examinations.begin(make_document(), "check")
    row.refresh_from_db()
    assert (row.state, row.doing) == ("failed", NO_START)


def test_run_examines_here_and_keeps_it(db: None) -> None:
    """Whoever must wait gets the same row; asked again, nothing is examined twice."""
    row = examinations.run(make_document(), "check")
    assert (row.state, row.percent) == ("done", 100)
    assert problems_of(json.loads(row.result)) == check(make_document())
    assert examinations.run(make_document(), "check").touched_at == row.touched_at
    with pytest.raises(ExaminationRefused):
        examinations.run(make_document(intro="# Big"), "visitors")


def test_check_holds_for_a_day_and_visitors_for_as_long_as_the_code(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tomorrow a review may be overdue; what visitors do does not depend on the day."""
    examinations.run(make_document(), "check")
    tomorrow = today() + timedelta(days=1)
    monkeypatch.setattr(examinations, "today", lambda: tomorrow)
    assert examinations.find(make_document(), "check") is None
    assert examinations.last(make_document(), "check") is not None
    examinations.run(make_document(), "check")
    assert Examination.objects.count() == 2
    monkeypatch.setattr("diagnostics.config.stamp.examination_stamp", lambda: "other")
    assert examinations.find(make_document(), "check") is None


def test_old_rows_go_when_new_ones_begin(db: None) -> None:
    """The youngest of each kind stay."""
    documents: list[GuideDocument] = [make_document(title=f"T{number}") for number in range(KEPT_EACH + 3)]
    for document in documents:
        examinations.begin(document, "check")
    examinations.begin(documents[0], "visitors")
    assert Examination.objects.filter(kind="check").count() == KEPT_EACH
    assert examinations.find(documents[0], "check") is None
    assert examinations.find(documents[-1], "check") is not None
    assert examinations.find(documents[0], "visitors") is not None
