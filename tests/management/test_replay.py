"""``manage.py replay``: reports played from a release, a draft, a folder or a file."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from diagnostics.content.files.folder import write_folder
from diagnostics.domain import drafts
from tests.builders import make_document
from tests.fixtures import Publish

REPORTS = [
    {
        "slug": "dark",
        "text": "The lamp in the hall is dark.",
        "found_in": "forum",
        "says": {"see": "dark"},
        "solved_by": ["new-bulb"],
    },
    {"slug": "odd", "text": "It sings.", "found_in": "article", "year": 2019, "tier": "edge", "outside": "A mouse."},
]


def replay(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    capsys.readouterr()
    call_command("replay", *arguments)
    return capsys.readouterr().out


def refusal(*arguments: str) -> tuple[str, int]:
    """What the command says when it fails, and its exit code."""
    with pytest.raises(CommandError) as refused:
        call_command("replay", *arguments)
    return str(refused.value), refused.value.returncode


@pytest.fixture
def folder(tmp_path: Path) -> str:
    write_folder(make_document(reports=REPORTS), tmp_path / "lamp")
    return str(tmp_path / "lamp")


def test_table_has_a_line_for_each_report_and_totals(capsys: pytest.CaptureFixture[str], folder: str) -> None:
    """Slug, tier, pages, place of the cure; then all, ordinary, tiers and sources."""
    lines = replay(capsys, folder).splitlines()
    rows = {line.split()[0]: line.split()[1:] for line in lines if line}
    assert rows["dark"][0] == "core"
    assert rows["dark"][3] == "new-bulb"
    assert rows["odd"][0::2][:2] == ["edge", "never"]
    assert lines[-6].startswith("all")
    assert [line.split("  ")[0] for line in lines[-6:]] == [
        "all",
        "ordinary",
        "tier core",
        "tier edge",
        "article",
        "forum",
    ]


def test_only_shows_the_way_of_one_report(capsys: pytest.CaptureFixture[str], folder: str) -> None:
    """Every question with its answer, every step; nothing of others."""
    lines = [line.split() for line in replay(capsys, folder, "--only", "dark").splitlines()]
    assert ["asked", "see", "=", "dark"] in lines
    assert ["asked", "kind", "=", "not-sure"] in lines
    assert lines[-1][:2] == ["solved:", "new-bulb"]
    sentence, code = refusal(folder, "--only", "drak")
    assert (sentence, code) == ("There is no report “drak”. Did you mean “dark”?", 2)


def test_json_holds_everything(capsys: pytest.CaptureFixture[str], folder: str) -> None:
    """For scripts: a replay each, and the totals by group."""
    data: dict[str, Any] = json.loads(replay(capsys, folder, "--json"))
    dark, odd = data["reports"]
    assert (dark["report"], dark["place"], dark["steps"][-1]) == ("dark", len(dark["steps"]), "new-bulb")
    assert (odd["place"], odd["ordinary"], odd["ending"]) == (None, False, "help")
    assert (data["totals"]["all"]["count"], data["totals"]["ordinary"]["count"]) == (2, 1)
    assert data["totals"]["all"]["never"] == 1


def test_least_fails_where_less_is_reached(capsys: pytest.CaptureFixture[str], folder: str) -> None:
    """Exit code 1, with a sentence for each figure that is too low."""
    assert "dark" in replay(capsys, folder, "--least", "100", "50")
    sentence, code = refusal(folder, "--least", "100", "51")
    assert (sentence, code) == ("Of all reports 50% have their cure within three steps, not 51 %.", 1)


@pytest.mark.django_db
def test_replay_plays_the_live_release_or_the_draft(capsys: pytest.CaptureFixture[str], published: Publish) -> None:
    """Without a live release it says how to play the draft."""
    drafts.replace(make_document(reports=REPORTS))
    sentence, code = refusal("lamp")
    assert ("--draft" in sentence, code) == (True, 2)
    draft = replay(capsys, "lamp", "--draft")
    published(make_document(reports=REPORTS))
    assert replay(capsys, "lamp") == draft
    drafts.replace(make_document())
    assert refusal("lamp", "--draft") == ("lamp has no reports. Name a file of them with --reports.", 2)
    assert replay(capsys, "lamp") == draft


@pytest.mark.django_db
def test_guide_that_is_not_there_is_named() -> None:
    """As every command does, with the exit code of what cannot be played."""
    assert refusal("lmap", "--draft")[1] == 2


def test_guide_with_errors_is_not_played(tmp_path: Path) -> None:
    """They are listed as the check lists them."""
    write_folder(make_document(steps=[]), tmp_path)
    sentence, code = refusal(f"{tmp_path}/")
    assert sentence.startswith("The guide has errors and cannot be played")
    assert code == 2


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "found.yaml"


def test_file_of_reports_is_played_in_their_place(capsys: pytest.CaptureFixture[str], folder: str, file: Path) -> None:
    """The guide's own are left out."""
    file.write_text("- {slug: mine, text: Dark., found_in: own-support, solved_by: [turn-on]}\n")
    data = json.loads(replay(capsys, folder, "--reports", str(file), "--json"))
    assert [one["report"] for one in data["reports"]] == ["mine"]


WRONG = """\
- slug: one
  found_in: forun
  text: It is dark.
  says: {see: drak, street: [dark, 3]}
  solved_by: [new-blub]
- slug: two
  tex: Nothing.
"""


def test_every_mistake_in_a_file_is_named_with_its_line(folder: str, file: Path) -> None:
    """Words, fields, names that stand for nothing; exit code 2."""
    file.write_text(WRONG)
    sentence, code = refusal(folder, "--reports", str(file))
    assert code == 2
    assert "found_in (line 2): “forun” is not one of the words for this. Did you mean “forum”?" in sentence
    assert "says › see (line 4): There is no option “drak”" in sentence
    assert "says › street › number 2 (line 4): This must be a text." in sentence
    assert "solved_by (line 5): There is no step “new-blub”. Did you mean “new-bulb”?" in sentence
    assert "tex (line 7): There is no field “tex” here. Did you mean “text”?" in sentence


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- {slug: a, text: x, found_in: forum}\n- {slug: a, text: y, found_in: forum}\n", "is here twice"),
        ("- {slug: a, text: x, found_in: forum, solved_by: [kick]}\n", "There is no step “kick”"),
        ("- [\n", "This is not YAML"),
        ("slug: a\n", "Write a list"),
    ],
)
def test_file_that_cannot_be_used_says_why(text: str, said: str, folder: str, file: Path) -> None:
    """Also what only a whole reading shows."""
    file.write_text(text)
    sentence, code = refusal(folder, "--reports", str(file))
    assert (code, sentence.splitlines()[0]) == (2, "The file cannot be used (1 error):")
    assert said in sentence


def test_file_that_is_not_there_is_named(folder: str, file: Path) -> None:
    """In a sentence."""
    assert refusal(folder, "--reports", str(file))[0].endswith("found.yaml: There is no such file.")
