"""Taking a change out of a draft in which work has gone on since: object by object, each under the name that it has by now."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from diagnostics.content.changes.differences import has_moved, renaming_difference
from diagnostics.content.changes.laying import with_present_names
from diagnostics.content.changes.merging import OWN, Choice, choices, key_of, merge
from diagnostics.content.changes.pairing import Renaming, pairs, with_new_names
from diagnostics.content.changes.renaming import OPTIONS, slug_conflict, with_new_slug
from diagnostics.content.document.index import Index
from diagnostics.content.document.leaves import GUIDE, PARTS
from diagnostics.content.document.references import Reference, references
from diagnostics.content.document.schema import GuideDocument

type Key = tuple[str, str, str]
"""Part, slug, and of an option the slug of its question."""


@dataclass(frozen=True, slots=True)
class TakenBack:
    """A draft without a change.

    renamings: objects that are called again what they were called, in this order. left: what was changed again since, and stays.
    needed: what stays because something else in the draft would be broken without it.
    """

    document: GuideDocument
    renamings: tuple[Renaming, ...] = ()
    left: tuple[Choice, ...] = ()
    needed: tuple[Choice, ...] = ()


def take_back(
    draft: GuideDocument, bad: GuideDocument, good: GuideDocument, told: Iterable[Renaming] = ()
) -> TakenBack:
    """The draft with everything in which ``bad`` differs from ``good`` as it is in ``good``.

    What was renamed is called again what it was called, and keeps its newer slug as an old one.
    told: renamings of objects that keep no old slugs, the oldest first.
    """
    known = tuple(told)
    bad_now, good_now = (_under_names_of(draft, one, known) for one in (bad, good))
    wrong = {choice.key: choice for choice in choices(bad_now, good_now)}
    since = [choice for choice in choices(draft, good_now) if choice.key in wrong]
    left = [choice for choice in since if not _is_untouched(choice, wrong[choice.key], draft, bad_now)]
    keys = {choice.key for choice in since if choice not in left}
    document, taken = _merge_unbroken(draft, good_now, keys)
    needed = tuple(choice for choice in since if choice.key in keys - taken)
    named_back = _with_old_names(document, _names(bad, bad_now), _names(good, good_now))
    return TakenBack(named_back.document, tuple(named_back.done), (*left, *named_back.left), needed)


def _under_names_of(draft: GuideDocument, document: GuideDocument, told: Iterable[Renaming]) -> GuideDocument:
    """A document with all slugs and old slugs of the draft, so that what is left to compare is what it says."""
    for one in told:
        slugs = {item.slug for item in getattr(document, one.part)}
        if one.old in slugs and one.new not in slugs:
            document = with_new_slug(document, one.part, one.old, one.new)
    document, index = with_new_names(document, draft), Index(draft)
    update: dict[str, Any] = {
        part: tuple(
            with_present_names(item, index.parts[part].get(item.slug, item)) for item in getattr(document, part)
        )
        for part in PARTS
    }
    return document.model_copy(update=update | {"slug": draft.slug, "aliases": draft.aliases})


def _is_untouched(choice: Choice, wrong: Choice, draft: GuideDocument, bad: GuideDocument) -> bool:
    """Whether the draft still has what is chosen as the bad document has it."""
    if choice.key in OWN:
        return all(getattr(draft, name) == getattr(bad, name) for name in OWN[choice.key])
    if choice.kind == "moved":
        before = getattr(bad, choice.part)
        return not has_moved(before, pairs(before, getattr(draft, choice.part)))
    return bool(choice.before == wrong.before)


def _merge_unbroken(
    draft: GuideDocument, good: GuideDocument, keys: Collection[str]
) -> tuple[GuideDocument, frozenset[str]]:
    """The draft with these of the good document's objects, without those that would break a name; and which they are."""
    taken = frozenset(keys)
    while True:
        document = merge(draft, good, taken)
        if broken := set(_broken_references(document)):
            broken -= set(_broken_references(draft))
        blamed = taken & {_key_to_keep(reference, taken) for reference in broken}
        if not blamed:
            return document, taken
        taken -= blamed


def _broken_references(document: GuideDocument) -> Iterator[Reference]:
    """Names that stand for nothing; those in reports break nothing."""
    index = Index(document)
    for reference in references(document):
        of = index.questions.get(reference.of)
        if reference.part != "reports" and (of or not reference.of) and index.unknown(reference.to, reference.word, of):
            yield reference


def _key_to_keep(reference: Reference, taken: Collection[str]) -> str:
    """What must stay so that a name stands for something: what it named, else what names it."""
    question = key_of("questions", reference.of)
    named = question if reference.to == OPTIONS and question in taken else key_of(reference.to, reference.word)
    if named in taken:
        return named
    if reference.part != GUIDE:
        return key_of(reference.part, reference.slug)
    own = f"{GUIDE}.{reference.field.partition('.')[0]}"
    return own if own in OWN else GUIDE


def _names(then: GuideDocument, now: GuideDocument) -> Mapping[Key, str]:
    """What everything was called in a document, by what it is called under other names."""
    found: dict[Key, str] = {}
    for part in PARTS:
        for old, new in zip(getattr(then, part), getattr(now, part), strict=True):
            found[part, new.slug, ""] = old.slug
            for option, called in zip(getattr(old, OPTIONS, ()), getattr(new, OPTIONS, ()), strict=True):
                found[OPTIONS, called.slug, new.slug] = option.slug
    return found


@dataclass(slots=True)
class _NamedBack:
    document: GuideDocument
    done: list[Renaming] = field(default_factory=list)
    left: list[Choice] = field(default_factory=list)
    questions: dict[str, str] = field(default_factory=dict)
    """What questions are called now that were called so at first."""

    def name(self, part: str, now: str, old: str, question: str) -> None:
        if slug_conflict(self.document, part, now, old, question):
            self.leave(part, now, old, question)
            return
        self.document = with_new_slug(self.document, part, now, old, question)
        self.done.append(Renaming(part, now, old, question))
        if part == "questions":
            self.questions[now] = old

    def leave(self, part: str, now: str, old: str, question: str) -> None:
        change = Renaming(part, now, old, question)
        home, slug = ("questions", question) if question else (part, now)
        said = renaming_difference(home, slug, change)
        title = Index(self.document).title(home, slug)
        self.left.append(Choice(key_of(home, slug), home, slug, title, "renamed", (said,)))


def _with_old_names(document: GuideDocument, bad: Mapping[Key, str], good: Mapping[Key, str]) -> _NamedBack:
    """The document in which everything that has its name of ``bad`` has that of ``good``; what has a third one keeps it."""
    result = _NamedBack(document)
    there = _names(document, document)
    for key in sorted(good, key=lambda key: key[0] == OPTIONS):
        part, now, question = key
        if key in there and key in bad and bad[key] != good[key]:
            name = result.name if bad[key] == now else result.leave
            name(part, now, good[key], result.questions.get(question, question))
    return result
