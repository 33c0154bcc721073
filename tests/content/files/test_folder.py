"""A guide folder: everything wrong is told at once, and what is written reads back as it was."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given

from diagnostics.content.checks.check import quick_check
from diagnostics.content.document.canonical import canonical_json
from diagnostics.content.document.problems import FolderErrors
from diagnostics.content.document.schema import GuideDocument
from diagnostics.content.files.folder import read_folder, read_folder_with_lines, write_folder
from tests.builders import a_page, make_document
from tests.content.strategies import documents


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_folder(make_document(paths=[{"slug": "p", "name": "P", "variants": [{"menu": ["A"]}]}]), tmp_path)
    return tmp_path


def problems(path: Path) -> list[str]:
    with pytest.raises(FolderErrors) as caught:
        read_folder(path)
    return [str(problem) for problem in caught.value.problems]


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


@given(documents())
def test_write_folder_reads_back(document: GuideDocument) -> None:
    """Reading, writing and reading gives the same document, byte for byte in canonical form."""
    with TemporaryDirectory() as name:
        write_folder(document, Path(name))
        again = read_folder(Path(name))
    assert again == document
    assert canonical_json(again) == canonical_json(document)


def test_write_folder_is_made_for_review(folder: Path) -> None:
    """Slugs come first, sources and long texts last, signs in the order of causes and options."""
    steps = (folder / "steps.yaml").read_text(encoding="utf-8")
    assert steps.startswith(
        "- slug: turn-on\n  title: Do turn-on\n  summary: It does turn-on.\n  minutes: 1\n"
        "  remedies: {switch: always}\n  sources: [manual]\n  variants:\n    - text: 1. Do turn-on.\n\n- slug: new-bulb\n"
    )
    assert (folder / "pages" / "candles.md").read_text(encoding="utf-8") == (
        "---\ntitle: Page candles\nsummary: About candles.\nsources: [manual]\norder: 1\n---\n\nText of candles.\n"
    )


def test_write_folder_orders_signs(tmp_path: Path) -> None:
    """Rows stand in the order of the causes, the general ones first, signs in the order of the options."""
    signs = {"outage": {"lit": "for"}, "bulb": {"dark": "for", "lit": "against"}, "@grid": {"dark": "for"}, "*": {}}
    document = make_document()
    street = document.questions[2].model_copy(update={"signs": signs})
    write_folder(document.model_copy(update={"questions": (street,)}), tmp_path)
    assert (
        (tmp_path / "questions.yaml")
        .read_text(encoding="utf-8")
        .endswith(
            "  signs:\n    '*': {}\n    '@grid': {dark: for}\n    bulb: {lit: against, dark: for}\n    outage: {lit: for}\n"
        )
    )


def test_write_folder_removes_what_the_guide_no_longer_has(folder: Path) -> None:
    """Old files of a guide go, files that are not of a guide stay."""
    (folder / "es.yaml").write_text("{}", encoding="utf-8")
    (folder / "alarms.yaml").write_text("[]", encoding="utf-8")
    (folder / "README.txt").write_text("mine", encoding="utf-8")
    write_folder(make_document(pages=[a_page("other")], urgent_page="other"), folder)
    assert sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*.*")) == [
        *("README.txt", "causes.yaml", "guide.yaml", "pages/other.md"),
        *("questions.yaml", "sources.yaml", "steps.yaml"),
    ]


def test_read_folder_tells_everything_at_once(folder: Path) -> None:
    """Broken YAML in one file, wrong words in others and unknown files are all told, each with place and line."""
    change(folder / "sources.yaml", "slug: manual", "slug: 'manual")
    change(folder / "causes.yaml", "commonness: very-common", "commonness: very-comon")
    change(folder / "steps.yaml", "minutes: 5", "minuts: 5")
    change(folder / "pages" / "candles.md", "order: 1", "order: first")
    (folder / "caused.yaml").write_text("", encoding="utf-8")
    (folder / "pages" / "notes.txt").write_text("", encoding="utf-8")
    (folder / ".DS_Store").write_text("", encoding="utf-8")
    (folder / "pages" / ".hidden").write_text("", encoding="utf-8")
    found = problems(folder)
    assert [problem.split(": ")[0] for problem in found] == [
        "caused.yaml",
        "causes.yaml › bulb › commonness (line 5)",
        "pages/candles.md › order",
        "pages/notes.txt",
        "sources.yaml (line 2)",
        "steps.yaml › new-bulb › minutes (line 10)",
        "steps.yaml › new-bulb › minuts (line 13)",
    ]
    assert found[0].startswith("caused.yaml: Nothing reads this. Did you mean “causes.yaml”? A guide has the files")
    assert found[1].endswith(
        "“very-comon” is not one of the words for this. Did you mean “very-common”? "
        "Write one of: rare, unusual, occasional, common, very-common."
    )
    assert "There is no field “minuts” here. Did you mean “minutes”? The fields are: " in found[6]


def test_read_folder_needs_a_folder(tmp_path: Path) -> None:
    assert problems(tmp_path / "nowhere") == [f"{tmp_path / 'nowhere'}: There is no such folder."]


def test_read_folder_names_missing_files(tmp_path: Path) -> None:
    """An empty folder is told what to write."""
    found = problems(tmp_path)
    assert "causes.yaml: “causes” is missing. Write the file causes.yaml with a list of causes." in found
    assert (
        "guide.yaml › title: “title” is missing. Write a text (The complaint in the visitor's words: \"Why won't my iMessage send?\")."
        in found
    )


@pytest.mark.parametrize("content", [b"\xff", b"- a\n", b"a: 'b"])
def test_read_folder_blames_an_unreadable_file_once(folder: Path, content: bytes) -> None:
    """Fields that are missing only because their file cannot be read are not told again."""
    (folder / "guide.yaml").write_bytes(content)
    (folder / "paths.yaml").write_bytes(content)
    assert {problem.split(":")[0].split(" (")[0] for problem in problems(folder)} == {"guide.yaml", "paths.yaml"}
    assert len(problems(folder)) == 2


def test_read_folder_tells_what_stands_in_the_wrong_file(folder: Path) -> None:
    """A part in another part's file is sent where it belongs."""
    change(folder / "guide.yaml", "slug: lamp", "slug: lamp\nalarms: []\nterms: []")
    change(folder / "paths.yaml", "paths:", "pahts: []\npaths:")
    assert problems(folder) == [
        "guide.yaml › alarms (line 3): This does not belong here. Move it to alarms.yaml.",
        "guide.yaml › terms (line 4): This does not belong here. Move it to paths.yaml.",
        "paths.yaml › pahts (line 1): There is no field “pahts” here. Did you mean “paths”? The fields are: paths, terms.",
    ]


def test_read_folder_takes_empty_files_for_empty_lists(folder: Path) -> None:
    (folder / "alarms.yaml").write_text("# none yet\n", encoding="utf-8")
    (folder / "es.yaml").write_text("", encoding="utf-8")
    document = read_folder(folder)
    assert document.alarms == ()
    assert document.translations == {"es": {}}


def test_read_folder_places_problems_of_sidecars_and_paths(folder: Path) -> None:
    """Places are told in the words of the file."""
    (folder / "es.yaml").write_text("causes: {bulb: {name: [1]}}\n", encoding="utf-8")
    change(folder / "paths.yaml", "menu: [A]", "menu: A")
    assert problems(folder) == [
        "es.yaml › causes › bulb › name (line 1): This is a list. Write a text.",
        (
            "paths.yaml › paths › p › variants › number 1 › menu (line 5): This is a text. "
            "Write a list, “[one, two]” or lines that begin with “- ”."
        ),
    ]


def test_read_folder_refuses_links_to_files_elsewhere(folder: Path, tmp_path: Path) -> None:
    (folder / "alarms.yaml").symlink_to(folder / "causes.yaml")
    (folder / "pages" / "far.md").mkdir()
    assert problems(folder) == [
        "alarms.yaml: This is not a plain file. Put the file itself here.",
        "pages/far.md: This is not a plain file. Put the file itself here.",
    ]


def test_read_folder_blames_a_page_without_front_once(folder: Path) -> None:
    """A page that cannot be read is told once, and the others are judged."""
    (folder / "pages" / "bare.md").write_text("Hello", encoding="utf-8")
    (folder / "pages" / "Not a slug.md").write_text("---\ntitle: A\nsummary: B\n---\n", encoding="utf-8")
    assert problems(folder) == [
        (
            "pages/Not a slug.md › slug (line 2): “Not a slug” cannot stand in an address. "
            "Use small letters, digits and single hyphens such as “not-a-slug”."
        ),
        (
            "pages/bare.md (line 1): A page begins with a line “---”, then “title: …” and “summary: …”, "
            "then “---” again. Write these lines."
        ),
    ]


def test_read_folder_ignores_what_stands_beside_any_files(folder: Path) -> None:
    """A README, a licence and what computers add, beside the files and among the pages."""
    for name in (
        "README.md",
        "README",
        "LICENSE.txt",
        "Thumbs.db",
        "pages/README.md",
        "pages/desktop.ini",
        ".gitignore",
    ):
        (folder / name).write_text("mine", encoding="utf-8")
    assert read_folder(folder).slug == "lamp"


def test_read_folder_tells_broken_names_beside_all_else(folder: Path) -> None:
    """What is wrong with the schema hides no name that stands for nothing; each is told with its line."""
    change(folder / "steps.yaml", "minutes: 5", "minuts: 5")
    change(folder / "steps.yaml", "remedies: {switch: always}", "remedies: {swich: always}")
    change(folder / "causes.yaml", "place: grid", "place: gird")
    change(folder / "guide.yaml", "urgent_page: candles", "urgent_page: candels")
    change(folder / "questions.yaml", "{lit: rules-out, dark: proves}", "{lit: rules-out, drak: proves}")
    change(folder / "paths.yaml", "name: P", "name: '[[q]]'")
    assert problems(folder)[:-1] == [
        "causes.yaml › outage › place (line 18): There is no place “gird”. Did you mean “grid”? Name one that exists, or take this out.",
        "guide.yaml › urgent_page (line 8): There is no page “candels”. Did you mean “candles”? Name one that exists, or take this out.",
        "paths.yaml › paths › p › name (line 3): There is no menu path “q”. Name one that exists, or take this out.",
        "questions.yaml › street › signs › outage (line 39): There is no option “drak” of the question “What about street?”. Did you mean “dark”? Name one that exists, or take this out.",
        "steps.yaml › turn-on › remedies (line 5): There is no cause “swich”. Did you mean “switch”? Name one that exists, or take this out.",
        "steps.yaml › new-bulb › minutes (line 10): “minutes” is missing. Write a whole number, such as 5.",
    ]


def test_lines_are_found_for_what_a_check_finds(folder: Path) -> None:
    """By part, slug and field, as far as the files have it."""
    variants = "\n    - when: {see: [nope]}\n      text: 2."
    change(folder / "steps.yaml", "text: 1. Do turn-on.", f"text: 1. Do turn-on.{variants}")
    change(
        folder / "steps.yaml",
        "slug: new-bulb",
        "slug: new-bulb\n  never_while:\n    - {see: [dark]}\n    - {sea: [dark]}",
    )
    reading = read_folder_with_lines(folder)
    found = [
        str(problem) for problem in reading.with_lines(quick_check(reading.document)) if problem.severity == "error"
    ]
    assert [problem.split(": ")[0] for problem in found] == [
        "steps.yaml › turn-on › variants › see=nope › when › see (line 9)",
        "steps.yaml › new-bulb › never_while › 2 (line 15)",
        "steps.yaml › new-bulb › never_because (line 12)",
    ]


def test_read_folder_refuses_what_readers_could_not_see(folder: Path) -> None:
    """In a line and in a page, with the line where it stands."""
    change(folder / "causes.yaml", "name: The bulb is dead", 'name: "\\u200b"')
    change(folder / "pages" / "candles.md", "summary: About candles.", 'summary: "a\\u202eb"')
    assert problems(folder) == [
        "causes.yaml › bulb › name (line 2): Nothing of this can be seen: write a text.",
        "pages/candles.md › summary (line 3): A character that turns letters around (U+202E) at position 1: delete it.",
    ]
