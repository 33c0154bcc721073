"""Examinations in a process of their own, held here in this one."""

import io
import json
import sys
from typing import Any

import pytest

from diagnostics.content.checks import examine as module
from diagnostics.content.checks import known_usage
from diagnostics.content.checks.check import check
from diagnostics.content.checks.examine import KINDS, ExaminationRefused, examine, known_of, main, problems_of
from diagnostics.content.document.canonical import canonical_json
from diagnostics.engine.simulation.usage import usage_remarks
from tests.builders import a_step, make_document


def lines(kind: str, text: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> list[Any]:
    monkeypatch.setattr(sys, "stdin", io.StringIO(text))
    main(kind)
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_check_gives_its_problems_as_json_and_back() -> None:
    """What comes back from JSON is what the check found."""
    document = make_document(intro="# Big")
    result = json.loads(json.dumps(examine("check", document)))
    assert problems_of(result) == check(document)


def test_main_writes_progress_and_then_the_result(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each line is JSON; the last one holds what was found."""
    monkeypatch.setattr(module, "SECONDS_BETWEEN", 0)
    *progress, last = lines("check", canonical_json(make_document()), monkeypatch, capsys)
    assert progress[0] == {"share": 0, "doing": "Reading names, rules and texts."}
    assert {frozenset(line) for line in progress} == {frozenset({"share", "doing"})}
    assert problems_of(last["result"]) == check(make_document())


def test_main_does_not_tell_every_step(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Between two lines of progress passes a little time."""
    monkeypatch.setattr(module, "SECONDS_BETWEEN", 1e12)
    (last,) = lines("check", canonical_json(make_document()), monkeypatch, capsys)
    assert list(last) == ["result"]


def test_main_says_why_a_document_cannot_be_examined(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Text that is no guide, and visitors for a guide with errors."""
    (last,) = lines("check", "{}", monkeypatch, capsys)
    assert last["failed"].startswith("The document says schema None.")
    (last,) = lines("visitors", canonical_json(make_document(intro="# Big")), monkeypatch, capsys)
    assert last["failed"].startswith("The guide has errors, so nobody can walk through it.")


def test_visitors_are_the_survey_of_a_guide_without_errors(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only a guide that holds can be walked through."""
    from diagnostics.content.checks import visitors

    monkeypatch.setattr(visitors, "survey", lambda document, _tell: {"guide": document.slug})
    assert examine("visitors", make_document()) == {"guide": "lamp"}
    with pytest.raises(ExaminationRefused):
        examine("visitors", make_document(intro="# Big"))


def test_every_kind_of_examination_can_be_kept() -> None:
    """The table of examinations knows the same kinds."""
    from diagnostics.models import Examination

    assert set(KINDS) == set(Examination.KINDS)


def test_a_check_of_the_same_guide_in_other_words_simulates_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """What an earlier one found out holds as long as the engine sees the same guide; the words are those of today."""
    before = json.loads(json.dumps(examine("check", make_document())))
    reworded, other = make_document(summary="In other words."), make_document(add={"steps": [a_step("pray")]})
    expected = [examine("check", one) for one in (reworded, other)]
    simulated: list[object] = []
    known = known_of(before)

    def simulate(*of: Any) -> Any:
        simulated.append(of)
        return usage_remarks(*of)

    monkeypatch.setattr(known_usage, "usage_remarks", simulate)
    assert examine("check", reworded, known=known) == expected[0]
    assert simulated == []
    assert examine("check", other, known=known) == expected[1]
    assert simulated
