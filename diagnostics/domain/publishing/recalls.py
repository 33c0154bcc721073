"""Withdrawing what was harmful: a release, or steps of it. Links that are pinned to it must no longer show how it is done."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from diagnostics.content.document.problems import join_words
from diagnostics.domain.publishing import releases
from diagnostics.domain.publishing.guide_names import names
from diagnostics.models import Recall


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """How much of one release is withdrawn: all of it, or some steps."""

    whole: bool = False
    steps: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return self.whole or bool(self.steps)

    def hides(self, step: str) -> bool:
        """Whether instructions for this step must no longer be shown."""
        return self.whole or step in self.steps


NOTHING: Final = Withdrawal()


class NotRecalled(Exception):
    """Nothing was withdrawn; the message says why."""


def withdrawals(guide: str) -> Mapping[int, Withdrawal]:
    """By the number of the release, for one guide under all its names; releases of which nothing is withdrawn are left out. Two queries."""
    found: dict[int, Withdrawal] = {}
    rows = Recall.objects.filter(release__guide__in=names(guide)).values_list("release__number", "steps")
    for number, steps in rows:
        before = found.get(number, NOTHING)
        found[number] = Withdrawal(before.whole or not steps, before.steps | frozenset(steps))
    return found


def withdrawal_of(guide: str, number: int) -> Withdrawal:
    return withdrawals(guide).get(number, NOTHING)


def recall(guide: str, number: int, *, steps: Iterable[str] = (), why: str, by: str) -> Recall:
    """Withdraw steps of a release, or without steps all of it.

    Raises UnknownRelease, DamagedRelease (which is recalled as a whole only), NotRecalled.
    """
    release = releases.find_release(guide, number)
    named, before = tuple(dict.fromkeys(steps)), withdrawal_of(guide, number)
    if not why.strip():
        raise NotRecalled("Say why it is recalled.")
    if before.whole or (named and before.steps >= frozenset(named)):
        raise NotRecalled(f"That has been recalled already: release {number} of {guide}.")
    if named:
        there = {step.slug for step in releases.document_of(release).steps}
        if unknown := [step for step in named if step not in there]:
            raise NotRecalled(f"Release {number} of {guide} has no such step: {join_words(unknown)}.")
    return Recall.objects.create(release=release, steps=list(named), why=why.strip(), by=by)
