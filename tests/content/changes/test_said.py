"""What a step says, whatever it is called."""

import pytest

from diagnostics.content.changes.said import said_in
from tests.builders import Data, a_page, a_step, make_document

HIT: Data = {"variants": [{"text": "1. Hit the lamp, hard."}]}


def is_held(before: Data, after: Data) -> bool:
    """Whether the second step says what the first one says."""
    one, other = (said_in(make_document(steps=[a_step("a") | data]))[data.get("slug", "a")] for data in (before, after))
    return one.is_held_by(other)


@pytest.mark.parametrize(
    "changes",
    [
        {"title": "Tap it"},
        {"slug": "tap", "title": "Tap it", "summary": "Tap."},
        {"minutes": 9, "stays_fixed": "It stays."},
        {"variants": [{"text": "1. hit the lamp,  *hard*"}]},
        {"variants": [*HIT["variants"], {"text": "1. Do not.", "when": {"kind": ["desk"]}}]},
    ],
)
def test_same_words_under_another_name_are_the_same(changes: Data) -> None:
    """A new slug, a new title, another comma, one more device: it still says how to hit the lamp."""
    assert is_held(HIT, HIT | changes)


@pytest.mark.parametrize(
    "changes",
    [
        {"variants": [{"text": "1. Tap the lamp, softly."}]},
        {"first_check": "Is it made of steel?"},
        {"disruption": "loses-data", "loses": "The lamp."},
        {"kind": "wait", "until": "Until it is repaired"},
        {"variants": []},
    ],
)
def test_rewritten_step_is_another(changes: Data) -> None:
    """Other instructions, or a caution where there was none."""
    assert not is_held(HIT, HIT | changes)


def test_step_without_instructions_is_known_by_its_headline() -> None:
    """It has nothing else to be known by."""
    bare: Data = {"variants": [{"text": " "}], "title": "Your lamp is fine"}
    assert is_held(bare, bare | {"minutes": 3, "slug": "fine"})
    assert not is_held(bare, bare | {"title": "Your lamp may be fine"})


def test_names_of_other_objects_do_not_count() -> None:
    """A menu path, a word or a page with a new slug changes nothing that visitors read; other words do."""

    def texts_of(path: str, page: str, name: str = "Settings") -> object:
        text = f"1. Open [[{path}]] by {{{{{path}}}}}, see [more](page:{page})."
        return said_in(
            make_document(
                paths=[{"slug": path, "name": name, "variants": [{"menu": [name]}]}],
                terms=[{"slug": path, "text": "mobile data"}],
                steps=[a_step("press", variants=[{"text": text}])],
                add={"pages": [a_page(page)]},
            )
        )

    assert texts_of("old", "former") == texts_of("new", "latter")
    assert texts_of("old", "former") != texts_of("old", "former", "Other settings")
