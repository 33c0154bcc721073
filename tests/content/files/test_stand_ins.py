"""diagnostics/content/files/stand_ins.py: what is told of a folder beside the errors of its document."""

from pathlib import Path

import pytest

from diagnostics.content.files import stand_ins
from tests.content.files.test_folder import change, folder, problems

__all__ = ["folder"]

BREAKS = {
    "a slug that is none": ("causes.yaml", "slug: switch", "slug: The Switch"),
    "a missing slug": ("causes.yaml", "slug: switch", "name_of_it: switch"),
    "an option that is none": ("questions.yaml", "slug: lit", "slug: Lit"),
    "a part that is none": ("causes.yaml", "- slug: bulb", "- bulb\n- slug: bulb2"),
    "a missing part": ("sources.yaml", "- slug: manual", "slug: manual"),
    "a list that is none": (
        "questions.yaml",
        "  options:\n    - slug: desk",
        "  options: desk\n  odd:\n    - slug: desk",
    ),
    "a condition that is none": ("alarms.yaml", "when: {street: [lit]}", "when: [street]"),
    "an odd key of a wrong value": ("questions.yaml", "outage: {lit: rules-out, dark: proves}", "Out age: {Lit: 5}"),
    "a wrong yes or no": ("causes.yaml", "place: grid", "place: grid\n  open: 5"),
    "unreadable YAML": ("causes.yaml", "slug: switch", "slug: 'switch"),
    "a page without a front": ("pages/candles.md", "---", ""),
    "a wrong address": ("sources.yaml", "https://", "http://"),
    "a wrong date": ("causes.yaml", "place: grid", "place: grid\n  reviewed: soon"),
    "a wrong word": ("questions.yaml", "dark: proves", "dark: prooves"),
    "a wrong key": ("questions.yaml", "dark: proves", "Dark: proves"),
    "a wrong text": ("causes.yaml", "name: The bulb is dead", "name: [The bulb]"),
    "a wrong number": ("guide.yaml", "escalation_minutes: 60", "escalation_minutes: 0"),
    "a wrong language": ("guide.yaml", "slug: lamp", "slug: lamp\nlanguage: English"),
    "a wrong schema": ("guide.yaml", "schema: 1", "schema: 5"),
}


@pytest.mark.parametrize(("file", "old", "new"), BREAKS.values(), ids=list(BREAKS))
def test_read_folder_blames_no_name_that_may_be_right(folder: Path, file: str, old: str, new: str) -> None:
    """What names something in a part that is broken itself is not told; a step that does not exist is, whatever else."""
    alarm = "- slug: a\n  title: A\n  summary: A\n  text: T\n  when: {street: [lit]}\n  sources: [manual]\n"
    (folder / "alarms.yaml").write_text(alarm, encoding="utf-8")
    case = "- slug: c\n  title: C\n  answers: {street: lit}\n  tried: [nothing]\n  expect: {cause: switch}\n"
    (folder / "cases.yaml").write_text(case, encoding="utf-8")
    change(folder / file, old, new)
    found = [problem for problem in problems(folder) if "There is no" in problem and "field" not in problem]
    assert found == [
        "cases.yaml › c › tried (line 4): There is no step “nothing”. Name one that exists, or take this out."
    ]


def test_read_folder_does_without_a_part_that_nothing_can_stand_in_for(folder: Path) -> None:
    """A case that expects nothing keeps no other fault from being told; of cases nothing more is."""
    case = "- slug: c\n  title: C\n  tried: [nothing]\n  expect: {}\n  odd: {a: 1}\n"
    (folder / "cases.yaml").write_text(case, encoding="utf-8")
    change(folder / "causes.yaml", "place: grid", "place: gird")
    assert [problem.split(":")[0] for problem in problems(folder)] == [
        "cases.yaml › c › expect (line 4)",
        "cases.yaml › c › odd (line 5)",
        "causes.yaml › outage › place (line 18)",
    ]


def test_read_folder_mends_each_place_once(folder: Path) -> None:
    """A sign whose name and word are both wrong, and a question that is none, keep no other fault from being told."""
    change(folder / "questions.yaml", "bulb: {", "bu lb: word\n    switch: {")
    with (folder / "questions.yaml").open("a", encoding="utf-8") as file:
        file.write("- no question\n")
    change(folder / "causes.yaml", "place: grid", "place: gird")
    assert [problem.split(":")[0] for problem in problems(folder)] == [
        "causes.yaml › outage › place (line 18)",
        "questions.yaml › see › signs › bu lb (line 14)",
        "questions.yaml › see › signs › bu lb (line 14)",
        "questions.yaml › number 4 (line 41)",
    ]


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("questions.yaml", "label: Label see", 'label: Label see\n  "[x": 1'),
        ("questions.yaml", "label: Label see", 'label: Label see\n  "[key]": 1'),
        ("guide.yaml", "slug: lamp", 'slug: lamp\n"[x": 1'),
        ("steps.yaml", "slug: new-bulb", 'slug: new-bulb\n  never_while:\n    - {"[x": [dark]}'),
        ("steps.yaml", "slug: new-bulb", 'slug: new-bulb\n  never_while:\n    - {"[key]": [dark]}'),
        ("guide.yaml", "slug: lamp", 'slug: lamp\nsynonyms: {"[red mark]": [5]}'),
    ],
)
def test_read_folder_takes_no_word_for_a_mark_of_its_own(folder: Path, file: str, old: str, new: str) -> None:
    """Names that look like what pydantic puts into places are told like all others, beside what else is wrong."""
    change(folder / file, old, new)
    change(folder / "causes.yaml", "place: grid", "place: gird")
    found = problems(folder)
    assert {problem.split(" ")[0] for problem in found} == {file, "causes.yaml"}
    assert new.partition('"')[2].partition('"')[0] in found[-1]


def test_read_folder_finds_a_variant_beside_a_broken_one(folder: Path) -> None:
    """Variants are known by their conditions; one whose condition is none is passed over."""
    variants = "- {when: 5, text: 2.}\n    - {when: {see: [nope]}, text: 3.}\n    - text: 1. Do turn-on."
    change(folder / "steps.yaml", "- text: 1. Do turn-on.", variants)
    assert [problem.split(": ")[0] for problem in problems(folder)] == [
        "steps.yaml › turn-on › variants › number 1 › when (line 8)",
        "steps.yaml › turn-on › variants › see=nope › when › see (line 9)",
    ]


def test_read_folder_looks_for_broken_names_only_so_long(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing makes it a document, its own errors are told all the same."""
    monkeypatch.setattr(stand_ins, "_ROUNDS", 1)
    change(folder / "guide.yaml", "slug: lamp", "slug: admin")
    change(folder / "causes.yaml", "place: grid", "place: gird")
    assert [problem.split(":")[0] for problem in problems(folder)] == ["guide.yaml › slug (line 2)"]
