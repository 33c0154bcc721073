"""The commands for guides, as a person at the keyboard meets them."""

import re
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import override

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError

from diagnostics.content.document.schema import GuideDocument
from diagnostics.content.files.folder import write_folder
from diagnostics.content.markup.quantities import quantity
from diagnostics.domain import drafts
from diagnostics.domain.publishing.publishing import publish
from diagnostics.models import Cause, Guide, Publication, Release
from tests.builders import a_cause, make_document

pytestmark = pytest.mark.django_db
type Run = Callable[..., str]


class Terminal(StringIO):
    @override
    def isatty(self) -> bool:
        return True


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command and gives back what it says."""

    def say(*words: object) -> str:
        call_command(*map(str, words))
        return capsys.readouterr().out

    return say


@pytest.fixture
def run_refused() -> Run:
    """Runs a command that must fail; gives back what a person is told."""

    def say(*words: object) -> str:
        with pytest.raises(CommandError) as error:
            call_command(*map(str, words))
        assert error.value.returncode == 1
        return str(error.value)

    return say


def folder_of(document: GuideDocument, path: Path) -> Path:
    write_folder(document, path / document.slug)
    return path / document.slug


def with_errors() -> GuideDocument:
    return make_document(add={"causes": [a_cause("dust", name="Dust", sources=[])]})


def test_import_guide_says_what_it_imported(run: Run, tmp_path: Path) -> None:
    """One line says what is there now; a second import says what has changed."""
    size = "4 causes, 3 questions, 5 steps, 0 carrier notes, 1 page, 0 cases, 0 reports"
    folder = folder_of(make_document(), tmp_path)
    assert run("import_guide", folder) == f"Imported the draft of lamp: {size}. It is new.\n"
    assert run("import_guide", folder) == f"Imported the draft of lamp: {size}. Nothing in it has changed.\n"
    assert not Publication.objects.exists()


def test_import_guide_lists_differences(run: Run, tmp_path: Path) -> None:
    """Each change stands in a line of its own, up to forty."""
    run("import_guide", folder_of(make_document(), tmp_path))
    said = run("import_guide", folder_of(with_errors(), tmp_path)).splitlines()
    assert said[0].endswith("1 difference from the draft before:")
    assert said[1:3] == ["  The cause “Dust” was added.", "It cannot be published yet (2 errors):"]
    assert said[3].startswith("  causes.yaml › dust (line 27): No step cures this cause.")
    many = make_document(add={"causes": [a_cause(f"dust{n}") for n in range(50)]})
    assert "  … and 11 more differences" in run("import_guide", folder_of(many, tmp_path)).splitlines()


def test_import_guide_over_broken_rows_says_so(run: Run, tmp_path: Path) -> None:
    """A draft that did not hold together cannot be compared with."""
    folder = folder_of(make_document(), tmp_path)
    run("import_guide", folder)
    Cause.objects.update(name="")
    assert "It replaces a draft that did not hold together." in run("import_guide", folder)


def test_import_guide_of_a_broken_folder_lists_every_problem(run_refused: Run, tmp_path: Path) -> None:
    """All problems are told at once, with file and place, and nothing is changed."""
    folder = folder_of(make_document(), tmp_path)
    (folder / "causes.yaml").write_text("- slug: bulb\n  commonness: often\n")
    (folder / "steps.yaml").write_text("- {")
    error = run_refused("import_guide", folder)
    assert error.startswith("The folder cannot be read, nothing was changed (")
    assert re.search(r"causes\.yaml › bulb › commonness \(line 2\): “often” is not one of", error)
    assert "steps.yaml" in error
    assert not Guide.objects.exists()


def test_import_guide_of_no_folder_says_so(run_refused: Run, tmp_path: Path) -> None:
    assert "There is no such folder." in run_refused("import_guide", tmp_path / "nowhere")


def test_import_guide_of_names_that_stand_for_nothing_is_refused(run_refused: Run, tmp_path: Path) -> None:
    """A document that no draft can hold is refused with sentences."""
    folder = folder_of(make_document(add={"causes": [a_cause("dust", place="attic")]}), tmp_path)
    assert "causes.yaml › dust › place (line 30): There is no place “attic”" in run_refused("import_guide", folder)


def test_check_guide_groups_errors_and_warnings(run: Run, run_refused: Run) -> None:
    """A sound draft can be published; one with errors lists them and ends with exit code 1."""
    drafts.replace(make_document())
    warnings = len(publish("lamp", note="", by="ada").warnings)
    said = run("check_guide", "lamp")
    assert f"Warnings ({warnings}):\n  " in said
    assert said.splitlines()[-1] == f"lamp has {quantity(warnings, 'warning')} and can be published."
    drafts.replace(with_errors())
    assert "and cannot be published." in run_refused("check_guide", "lamp")


def test_check_guide_says_once_what_it_says_of_many(run: Run) -> None:
    """The same sentence about five steps stands there once, with their names."""
    drafts.replace(make_document())
    said = run("check_guide", "lamp")
    assert (
        "  Nobody has checked this against its sources yet. Read them, then enter the day under “Reviewed on”. (9 times)\n"
        "    causes.yaml › bulb › reviewed\n"
        "    causes.yaml › switch › reviewed\n"
        "    causes.yaml › outage › reviewed\n"
        "    steps: turn-on, new-bulb, wait-power, candle, electrician\n"
        "    pages/candles.md › reviewed\n"
    ) in said
    assert said.index("This cause can never come first") < said.index("Nobody has checked")


def test_check_guide_shows_progress_at_a_terminal(run: Run) -> None:
    """Whoever waits sees how far it is; a log is spared it."""
    drafts.replace(make_document())
    terminal = Terminal()
    call_command("check_guide", "lamp", stderr=terminal)
    assert "\r  0% Reading names, rules and texts." in terminal.getvalue()
    assert terminal.getvalue().endswith("\r")
    quiet = StringIO()
    call_command("check_guide", "lamp", stderr=quiet)
    assert quiet.getvalue() == ""


def test_check_guide_counts_cases(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """How many cases came out as expected is said, also when some did not."""
    good = {"slug": "good", "title": "G", "answers": {"see": "dark"}, "expect": {"never": ["electrician"]}}
    bad = {"slug": "bad", "title": "B", "answers": {"see": "dark"}, "expect": {"first": ["electrician"]}}
    drafts.replace(make_document(cases=[good]))
    assert "1 case of 1 came out as expected." in run("check_guide", "lamp")
    drafts.replace(make_document(cases=[good, bad]))
    with pytest.raises(CommandError, match="lamp has 1 error"):
        call_command("check_guide", "lamp")
    said = capsys.readouterr().out
    assert (
        "Errors (1):\n  cases.yaml › bad › expect: "
        "Expected “Do electrician” (electrician) first, but “Do turn-on” (turn-on) comes first.\n"
    ) in said
    assert "1 case of 2 came out as expected." in said


def test_check_guide_with_errors_plays_no_case(capsys: pytest.CaptureFixture[str]) -> None:
    """Cases mean nothing while names stand for nothing."""
    case = {"slug": "good", "title": "G", "answers": {"see": "dark"}, "expect": {"first": ["turn-on"]}}
    drafts.replace(make_document(cases=[case], add={"causes": [a_cause("dust", sources=[])]}))
    with pytest.raises(CommandError):
        call_command("check_guide", "lamp")
    assert "The 1 case was not played: correct the errors first." in capsys.readouterr().out


def test_check_guide_of_rows_that_make_no_document_lists_problems(run_refused: Run) -> None:
    """Rows that an editor broke are told by object and field."""
    drafts.replace(make_document())
    Cause.objects.filter(slug="bulb").update(name="")
    error = run_refused("check_guide", "lamp")
    assert error.startswith("The draft does not hold together, nothing was changed (1 error):")
    assert "causes.yaml › bulb › name" in error


def test_publish_says_number_and_hash(run: Run) -> None:
    """One line says which release is live now."""
    drafts.replace(make_document())
    said = run("publish", "lamp", "--note", "First light", "--by", "ada")
    release = Release.objects.get()
    assert said.splitlines()[-1] == f"Published release 1 of lamp ({release.sha256[:12]})."
    assert (release.note, release.by) == ("First light", "ada")
    again = run("publish", "lamp")
    assert again.splitlines()[-1] == "Release 1 of lamp is live already and says the same. No new release was made."


def test_publish_names_warnings(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is merely odd is said, and does not stand in the way."""
    drafts.replace(make_document(add={"sources": [{"slug": "unused", "title": "Unused"}]}))
    said = run("publish", "lamp")
    warnings = publish("lamp", note="", by="ada").warnings
    assert f"{len(warnings)} warnings:\n" in said
    assert all(warning.slug in said and warning.message in said for warning in warnings)
    assert "Published release 1 of lamp" in said


def test_publish_with_errors_lists_them(run_refused: Run) -> None:
    """A guide with errors stays unpublished, and every error is told."""
    drafts.replace(with_errors())
    error = run_refused("publish", "lamp")
    assert error.startswith("The guide has errors and was not published (")
    assert "causes.yaml › dust › sources" in error
    assert not Release.objects.exists()


def test_rollback_says_what_is_live_again(run: Run, run_refused: Run) -> None:
    """An older release is live again, with who and why; a second time is refused."""
    for title in ("One", "Two"):
        drafts.replace(make_document(title=title))
        run("publish", "lamp")
    said = run("rollback", "lamp", 1, "--why", "Two was wrong", "--by", "bob")
    assert said == f"Release 1 of lamp is live again ({Release.objects.get(number=1).sha256[:12]}).\n"
    publication = Publication.objects.filter(guide="lamp")[0]
    assert (publication.kind, publication.why, publication.by) == ("rollback", "Two was wrong", "bob")
    assert run_refused("rollback", "lamp", 1) == "Release 1 of lamp is live already."
    assert run_refused("rollback", "lamp", 9) == "There is no release 9 of lamp. The releases of lamp: 2, 1."


def test_releases_is_a_table_with_the_live_one_marked(run: Run, run_refused: Run) -> None:
    """Every release has a line: number, live or not, when, by whom, hash and note."""
    assert run_refused("releases", "lamp") == "lamp has no release yet. Make one with: manage.py publish lamp --note …"
    for title in ("One", "Two"):
        drafts.replace(make_document(title=title))
        run("publish", "lamp", "--note", f"Title\n{title}", "--by", "ada")
    run("rollback", "lamp", 1)
    head, second, first = run("releases", "lamp").splitlines()
    assert head.split() == ["release", "made", "at", "(UTC)", "by", "hash", "note"]
    assert re.fullmatch(r"2 {16}\d{4}-\d\d-\d\d \d\d:\d\d  ada  [0-9a-f]{12}  Title Two", second)
    assert re.fullmatch(r"1 {8}\* live  \d{4}-\d\d-\d\d \d\d:\d\d  ada  [0-9a-f]{12}  Title One", first)


def test_export_guide_writes_draft_or_release(run: Run, run_refused: Run, tmp_path: Path) -> None:
    """A draft or a release becomes a folder that can be imported."""
    drafts.replace(make_document())
    run("publish", "lamp")
    folder = tmp_path / "out"
    assert run("export_guide", "lamp", folder) == f"Wrote the draft of lamp to {folder}.\n"
    assert run("export_guide", "lamp", "--release", 1, folder) == f"Wrote release 1 of lamp to {folder}.\n"
    assert "Nothing in it has changed." in run("import_guide", folder)
    assert run_refused("export_guide", "lamp", "--release", 5, folder).startswith("There is no release 5 of lamp.")
    assert "holds things other than a guide" in run_refused("export_guide", "lamp", tmp_path)


@pytest.mark.parametrize("command", ["import_guide", "publish", "rollback"])
def test_recalled_text_needs_a_reason(command: str, run: Run, run_refused: Run, tmp_path: Path) -> None:
    """Importing, publishing and rolling back name it, and go on with ``--let-through``; the check warns of it."""
    for title in ("One?", "Two?"):
        drafts.replace(make_document(title=title))
        run("publish", "lamp")
    drafts.replace(make_document(title="Three?"))
    run("recall", "lamp", 1, "--step", "candle", "--why", "It burns.", "--by", "bob")
    words: dict[str, list[object]] = {
        "import_guide": [folder_of(make_document(title="Four?"), tmp_path)],
        "rollback": ["lamp", 1],
    }
    asked = [command, *words.get(command, ["lamp"])]
    said = run_refused(*asked)
    assert said.startswith("This was recalled, so nothing was changed. Rewrite it, or say with --let-through why")
    assert re.search(r"candle: What it says was recalled from release 1 on .* by bob: “It burns\.”", said)
    assert "recalled from release 1" in run("check_guide", "lamp")
    run(*asked, "--let-through", "It is a lamp.")


@pytest.mark.parametrize("command", [("check_guide",), ("publish",), ("export_guide", "/tmp/none")])
def test_commands_with_an_unknown_guide_name_those_there_are(run_refused: Run, command: tuple[str, ...]) -> None:
    """A wrong slug is answered with the right ones."""
    drafts.replace(make_document())
    error = run_refused(command[0], "torch", *command[1:])
    assert error == "There is no guide “torch”. The guides here: lamp."


def test_commands_without_a_database_say_so(run_refused: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A database that is away is told in a sentence."""

    def fail(slug: str) -> None:
        raise DatabaseError("no such table: diagnostics_guide\nin detail")

    monkeypatch.setattr(drafts, "get_guide", fail)
    error = run_refused("check_guide", "lamp")
    assert error == "The database cannot be used: no such table: diagnostics_guide. Is it there, and migrated?"


def test_commands_that_cannot_write_say_so(run_refused: Run, tmp_path: Path) -> None:
    """A file where a folder should be made is named."""
    drafts.replace(make_document())
    (tmp_path / "file").touch()
    error = run_refused("export_guide", "lamp", tmp_path / "file" / "folder")
    assert error == f"{tmp_path / 'file' / 'folder' / 'pages'} cannot be used: Not a directory."


def test_recall_says_what_it_withdrew(run: Run, run_refused: Run) -> None:
    """Steps or all of a release are withdrawn with a reason, and a second time is refused."""
    drafts.replace(make_document())
    publish("lamp", note="", by="ada")
    steps = ("--step", "candle", "--step", "new-bulb")
    assert (
        run("recall", "lamp", 1, *steps, "--why", "It burns.") == "Recalled of release 1 of lamp: candle, new-bulb.\n"
    )
    assert run("recall", "lamp", 1, "--why", "It is wrong.") == "Recalled of release 1 of lamp: all of it.\n"
    assert run_refused("recall", "lamp", 1, "--why", "x") == "That has been recalled already: release 1 of lamp."


def test_new_guide_makes_one_that_can_be_published_at_once(run: Run) -> None:
    """And nothing else happens to the guides that are there."""
    drafts.replace(make_document())
    assert run("new_guide", "torch", "--title", "Why is my torch dark?") == (
        "The draft of torch is made. Change it in the workplace, or publish it: manage.py publish torch\n"
    )
    assert "Published release 1 of torch" in run("publish", "torch")
    assert drafts.document(drafts.get_guide("lamp")) == make_document()


@pytest.mark.parametrize(
    ("slug", "said"),
    [
        ("lamp", "There is a guide “lamp” already. Choose another word."),
        ("old-lamp", "“old-lamp” is an old address of the guide “lamp”"),
        ("lost", "There are releases of another guide under “lost”."),
        ("Torch", "“Torch”"),
        ("admin", "“admin”"),
    ],
)
def test_new_guide_refuses_an_address_that_is_not_free(slug: str, said: str, run_refused: Run) -> None:
    drafts.replace(make_document(slug="lost"))
    publish("lost", note="First", by="ada")
    Guide.objects.filter(slug="lost").update(slug="lamp", aliases=["old-lamp"])
    assert said in run_refused("new_guide", slug)
