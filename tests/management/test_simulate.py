"""``manage.py simulate``: the report of simulated visitors."""

import pytest
from django.core.management import CommandError, call_command

from diagnostics.content.document.schema import GuideDocument
from diagnostics.domain import drafts
from diagnostics.management import simulation
from tests.builders import a_question, base_data, make_document


def report(document: GuideDocument, *, two_step: int = 0) -> list[str]:
    return list(simulation.report(document, visitors=30, two_step=two_step, seed=1))


def policies(lines: list[str]) -> list[str]:
    table = lines[4 : lines.index("", 4)]
    return [line[:36].rstrip() for line in table]


def test_report_compares_the_site_with_what_needs_no_list() -> None:
    """A guide without lists to compare with is held against the rivals that need none."""
    assert policies(report(make_document())) == [
        "the site",
        "(b) chance/cost, no question",
        "(c) all questions, then steps",
        "knows the cause",
    ]


def test_report_compares_with_lists_device_and_two_steps() -> None:
    """Lists of the guide, a device that the browser sees and the two-step look-ahead have rows of their own."""
    questions = base_data()["questions"]
    device = a_question("kind", {"slug": "desk", "text": "Desk", "detect": "mac"}, "ceiling", asked="second")
    document = make_document(
        questions=[questions[0], device, questions[2]],
        comparisons={"usual_name": "The old list", "usual": ["turn-on"], "by_option": {"dark": ["new-bulb"]}},
    )
    assert policies(report(document, two_step=5)) == [
        "the site",
        "the site, where it sees the device",
        "(a) The old list",
        "(b) chance/cost, no question",
        "(c) all questions, then steps",
        "(e) a list by symptom",
        "knows the cause",
        "the site, first 5",
        "(d) two-step look-ahead",
    ]


def test_report_is_the_same_for_a_seed() -> None:
    """The same seed prints the same figures."""
    assert report(make_document()) == report(make_document())


def test_report_names_every_cause_that_somebody_had() -> None:
    """Each listed cause that was drawn has a row, the open cause none."""
    lines = report(make_document())
    assert {line.split()[0] for line in lines[lines.index("", 4) + 2 :]} <= {"bulb", "switch", "outage"}


@pytest.mark.django_db
def test_simulate_plays_the_live_release_or_the_draft(capsys: pytest.CaptureFixture[str]) -> None:
    """Without a live release it says how to play the draft; afterwards it plays what visitors meet."""
    drafts.replace(make_document())
    with pytest.raises(CommandError, match="--draft"):
        call_command("simulate", "lamp")
    call_command("simulate", "lamp", "--draft", "--visitors", "5", "--two-step", "0")
    draft = capsys.readouterr().out
    call_command("publish", "lamp", "--note", "First")
    capsys.readouterr()
    call_command("simulate", "lamp", "--visitors", "5", "--two-step", "0")
    assert capsys.readouterr().out == draft


@pytest.mark.django_db
def test_simulate_refuses_nobody() -> None:
    """A count that cannot be is named."""
    with pytest.raises(CommandError, match="--visitors must be 1 or more"):
        call_command("simulate", "lamp", "--visitors", "0")
