"""Withdrawing what was harmful: a release, or steps of it.

Links that are pinned to it must no longer show how it is done, and what says the same goes live again only for a reason.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.formats import date_format
from django.utils.timezone import localtime

from diagnostics.content.changes.said import Said, said_in
from diagnostics.content.document.index import problem
from diagnostics.content.document.leaves import GUIDE
from diagnostics.content.document.problems import Problem, ProblemsFound, Severity, join_words
from diagnostics.content.document.schema import GuideDocument
from diagnostics.domain.publishing import releases
from diagnostics.domain.publishing.guide_names import every_name, names
from diagnostics.models import Publication, Recall, Release


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
SAID: Final = (
    "What it says was recalled from release {number} on {day} by {by}: “{why}” Rewrite it or take it out. To show it "
    "again, give a reason."
)
WHOLE: Final = "It is release {number}, recalled on {day} by {by}: “{why}” To show it again, give a reason."


class NotRecalled(Exception):
    """Nothing was withdrawn; the message says why."""


class RecalledText(ProblemsFound):
    """A document says what was recalled, and nobody gave a reason to show it again."""


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


def reason_to_keep(document: GuideDocument, why: str) -> str:
    """The reason to show again what was recalled; empty where nothing was. Raises RecalledText where none is given."""
    found = recalled_text(document)
    if found and not why.strip():
        raise RecalledText(found)
    return why.strip() if found else ""


def recalled_text(document: GuideDocument, severity: Severity = "error") -> tuple[Problem, ...]:
    """What of a document was recalled and not let through since: steps that say the same, or all of a release."""
    guide = {known for name in (document.slug, *document.aliases) for known in every_name(name)}
    recalls = list(Recall.objects.filter(release__guide__in=guide).select_related("release"))
    if not recalls:
        return ()
    let_through = Publication.objects.filter(guide__in=guide).exclude(let_through="").select_related("release")
    released = _Released(let_through)
    return tuple(_recalled_text(document, recalls, released, severity))


class _Released:
    """What releases say, each read once; nothing of those that are damaged. let_through: publications that had a reason."""

    def __init__(self, let_through: Iterable[Publication]) -> None:
        self._let_through = list(let_through)
        self._documents: dict[int, GuideDocument | None] = {}
        self._said: dict[int, Mapping[str, Said]] = {}

    def document(self, release: Release) -> GuideDocument | None:
        if release.pk not in self._documents:
            self._documents[release.pk] = releases.reading(release).document
        return self._documents[release.pk]

    def texts(self, release: Release) -> Mapping[str, Said]:
        if release.pk not in self._said:
            document = self.document(release)
            self._said[release.pk] = said_in(document) if document else {}
        return self._said[release.pk]

    def since(self, recall: Recall) -> list[Release]:
        """Those that were shown for a reason after a recall."""
        return [row.release for row in self._let_through if row.at >= recall.at]

    def is_recalled(self, recall: Recall, said: Said) -> bool:
        """Whether a step says what was recalled, and that was not let through since."""
        texts = self.texts(recall.release)
        recalled = [texts[slug] for slug in recall.steps or texts if slug in texts]
        return any(one.is_held_by(said) and not self._is_let_through(recall, one) for one in recalled)

    def _is_let_through(self, recall: Recall, recalled: Said) -> bool:
        return any(recalled.is_held_by(said) for release in self.since(recall) for said in self.texts(release).values())


def _recalled_text(
    document: GuideDocument, recalls: list[Recall], released: _Released, severity: Severity
) -> Iterator[Problem]:
    """For each thing that was recalled, its newest recall."""
    for recall in recalls:
        same = [one for one in (recall.release, *released.since(recall)) if _is_same(released.document(one), document)]
        if not recall.steps and same == [recall.release]:
            yield problem(GUIDE, document.slug, "", _sentence(WHOLE, recall), severity)
            break
    for slug, said in said_in(document).items():
        if newest := next((one for one in recalls if released.is_recalled(one, said)), None):
            yield problem("steps", slug, "", _sentence(SAID, newest), severity)


def _is_same(one: GuideDocument | None, other: GuideDocument) -> bool:
    """Whether two documents say the same, under whatever address."""
    return one is not None and one.model_copy(update={"slug": other.slug, "aliases": other.aliases}) == other


def _sentence(sentence: str, recall: Recall) -> str:
    day = date_format(localtime(recall.at), "j F Y")
    return sentence.format(number=recall.release.number, day=day, by=recall.by, why=recall.why)
