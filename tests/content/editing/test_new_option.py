"""A new answer means what the one means that it is like, everywhere; nothing else changes."""

import json
from typing import Any

import pytest

from diagnostics.content.checks.check import quick_check
from diagnostics.content.document.canonical import canonical_json
from diagnostics.content.document.compile import engine_guide
from diagnostics.content.document.schema import GuideDocument, Option
from diagnostics.content.editing.new_option import with_option
from diagnostics.engine.advise import advise
from diagnostics.engine.network import compile_guide
from diagnostics.engine.walk import fold
from tests.domain.rich import rich_document

NEW = Option(slug="newest", text="The newest")
THINGS = [("kind", "desk"), ("see", "dark"), ("see", "flicker"), ("power", "on"), ("street", "dark")]


def document_with(question: str, like: str, *, before: bool = True) -> GuideDocument:
    return with_option(rich_document(), question, NEW, like=like, before=before)


def without(data: Any, slug: str) -> Any:
    """A document's JSON without everything that names a slug."""
    if isinstance(data, dict):
        return {key: without(value, slug) for key, value in data.items() if key != slug}
    if isinstance(data, list):
        return [
            without(one, slug)
            for one in data
            if one != slug and not (isinstance(one, dict) and one.get("slug") == slug)
        ]
    return data


@pytest.mark.parametrize(("question", "like"), THINGS)
def test_with_option_changes_nothing_else(question: str, like: str) -> None:
    """Taken out again, it leaves the document as it was."""
    assert without(json.loads(canonical_json(document_with(question, like))), "newest") == json.loads(
        canonical_json(rich_document())
    )


@pytest.mark.parametrize(("question", "like"), THINGS)
@pytest.mark.parametrize("more", [[], [("see", "dark")], [("kind", "ceiling"), ("tried", "new-bulb")]])
def test_with_option_decides_alike(question: str, like: str, more: list[tuple[str, str]]) -> None:
    """A visitor who answers so meets the same steps and the same first cause as one who gives the answer it is like."""
    network = compile_guide(engine_guide(document_with(question, like)))
    rest = [pair for pair in more if pair[0] != question]

    def decision(option: str) -> Any:
        return advise(network, fold(network.guide, [(question, option), *rest, ("show", "steps")]), {})

    new, old = decision("newest"), decision(like)
    assert new.leaders[0].cause == old.leaders[0].cause
    assert {one.step for one in new.plan} == {one.step for one in old.plan}


def test_with_option_stands_beside_that_answer() -> None:
    """Before or after it, in the question and in every condition."""
    orders = {
        before: [option.slug for option in document_with("kind", "desk", before=before).questions[1].options]
        for before in (True, False)
    }
    assert orders == {True: ["newest", "desk", "ceiling"], False: ["desk", "newest", "ceiling"]}
    power = next(one for one in document_with("kind", "desk", before=False).questions if one.slug == "power")
    assert power.when == {"kind": ("desk", "newest")}
    assert power.options[1].when == {"kind": ("desk", "newest", "ceiling")}


def test_with_option_copies_comparisons_of_the_first_question() -> None:
    """The usual list for that symptom holds for the new one too."""
    assert document_with("see", "dark").comparisons.by_option == {"dark": ("candle",), "newest": ("candle",)}


def test_with_option_takes_translations_along() -> None:
    """Fields that are named by a condition follow it."""
    texts: Any = {"es": {"steps": {"rewire": {"variants.kind=desk.text": "Uno", "title": "Dos", "gone": "Tres"}}}}
    document = rich_document().model_copy(update={"translations": texts})
    after = with_option(document, "kind", NEW, like="desk", before=True)
    assert after.translations["es"]["steps"]["rewire"] == {
        "variants.kind=desk,newest.text": "Uno",
        "title": "Dos",
        "gone": "Tres",
    }


def test_with_option_breaks_nothing() -> None:
    """No error comes with it that was not there."""
    before = {str(problem) for problem in quick_check(rich_document()) if problem.severity == "error"}
    after = {str(problem) for problem in quick_check(document_with("street", "dark")) if problem.severity == "error"}
    assert after - before == set()
