"""Withdrawing a release, or steps of it."""

import pytest
from pytest_django import DjangoAssertNumQueries

from diagnostics.domain import drafts
from diagnostics.domain.publishing.publishing import publish
from diagnostics.domain.publishing.recalls import NOTHING, NotRecalled, Withdrawal, recall, withdrawal_of, withdrawals
from diagnostics.domain.publishing.releases import UnknownRelease
from diagnostics.models import Recall
from tests.builders import make_document

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def two_releases(db: None) -> None:
    for title in ("First?", "Second?"):
        drafts.replace(make_document(title=title))
        publish("lamp", note="", by="ada")


def test_recall_withdraws_steps(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    """Steps that were recalled are told by release, in two queries; others are still shown."""
    recall("lamp", 2, steps=["new-bulb"], why="It breaks.", by="ada")
    recall("lamp", 2, steps=["candle", "new-bulb"], why="It burns.", by="bob")
    with django_assert_num_queries(2):
        found = withdrawals("lamp")
    assert found == {2: Withdrawal(steps=frozenset({"new-bulb", "candle"}))}
    assert [found[2].hides(step) for step in ("new-bulb", "turn-on")] == [True, False]
    assert (withdrawal_of("lamp", 1), bool(NOTHING), bool(found[2])) == (NOTHING, False, True)


def test_recall_withdraws_a_whole_release() -> None:
    """Without steps everything of the release is withdrawn, for good."""
    recall("lamp", 1, why="It is wrong.", by="ada")
    assert withdrawal_of("lamp", 1).hides("anything")
    with pytest.raises(NotRecalled, match="recalled already"):
        recall("lamp", 1, steps=["candle"], why="It burns.", by="ada")


def test_recall_says_why_it_is_refused() -> None:
    """An unknown release, an unknown step, no reason, and the same again are told; nothing is written."""
    with pytest.raises(UnknownRelease):
        recall("lamp", 9, why="x", by="ada")
    with pytest.raises(NotRecalled, match="no such step: lever"):
        recall("lamp", 1, steps=["lever", "candle"], why="x", by="ada")
    with pytest.raises(NotRecalled, match="Say why"):
        recall("lamp", 1, why=" ", by="ada")
    assert not Recall.objects.exists()
    recall("lamp", 1, steps=["candle"], why="x", by="ada")
    with pytest.raises(NotRecalled, match="recalled already"):
        recall("lamp", 1, steps=["candle"], why="x", by="ada")
