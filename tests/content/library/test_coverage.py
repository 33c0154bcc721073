"""docs/coverage.md: every claim of the article that the site grew out of has its place in the starter guide."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import pytest

import diagnostics
from diagnostics.content.document.fields import Addressable
from diagnostics.content.document.schema import GuideDocument
from diagnostics.content.files.folder import read_folder

CODE: Final = Path(diagnostics.__file__).parent
PAGE: Final = CODE.parent / "docs" / "coverage.md"
VERDICTS: Final = {"carried", "qualified", "corrected"}

type Row = tuple[str, str, str, str, str]


def rows() -> list[Row]:
    """The table's rows: number, claim, verdict, what the site says, places."""
    cells = [line.strip("|").split(" | ") for line in PAGE.read_text().splitlines() if line.startswith("| ")]
    table = [tuple(cell.strip() for cell in row) for row in cells if row[0].strip() not in ("No", "---")]
    return [(number, claim, verdict, says, place) for number, claim, verdict, says, place in table]


@pytest.fixture(scope="module")
def guide() -> GuideDocument:
    return read_folder(CODE / "content" / "library" / "imessage")


def places(guide: GuideDocument) -> set[str]:
    """Every place that a row may name: ``cause:outage``."""
    kinds: dict[str, Iterable[Addressable]] = {
        "cause": guide.causes,
        "question": guide.questions,
        "step": guide.steps,
        "carrier": guide.carriers,
        "page": guide.pages,
    }
    return {f"{kind}:{part.slug}" for kind, parts in kinds.items() for part in parts}


def test_every_claim_has_a_place_that_exists(guide: GuideDocument) -> None:
    """Each row names at least one place, and every place stands in the guide."""
    named = {number: re.findall(r"`([a-z]+:[a-z0-9-]+)`", place) for number, *_, place in rows()}
    assert [number for number, found in named.items() if not found] == []
    assert {one for found in named.values() for one in found} - places(guide) == set()


def test_every_claim_is_judged_and_answered() -> None:
    """Each row has one of the three verdicts and says what the site says."""
    assert {verdict for _, _, verdict, *_ in rows()} == VERDICTS
    assert [number for number, claim, _, says, _ in rows() if not claim or not says] == []


def test_no_claim_of_the_article_is_left_out() -> None:
    """The article's 56 claims are numbered without a gap; the misleading tips of the fact sheet follow."""
    numbers = [number for number, *_ in rows()]
    assert numbers[:56] == [str(number) for number in range(1, 57)]
    assert len(numbers[56:]) == 18
    assert all(number.startswith("`myth-") for number in numbers[56:])
