"""Publishing a draft and rolling back. Both append; nothing that was published is ever changed."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal

from django.db import IntegrityError, transaction
from django.db.models import Max

from diagnostics import VERSION
from diagnostics.content.checks.check import Problems, errors
from diagnostics.content.document.canonical import canonical_json, sha256
from diagnostics.content.document.index import read_problem
from diagnostics.content.document.problems import Problem, ProblemsFound
from diagnostics.content.document.schema import SCHEMA, GuideDocument
from diagnostics.domain import drafts
from diagnostics.domain.publishing import releases
from diagnostics.domain.publishing.candidates import Candidate
from diagnostics.domain.publishing.guide_names import names, remember_names
from diagnostics.domain.publishing.recalls import reason_to_keep
from diagnostics.domain.webhooks.outbox import tell
from diagnostics.models import Guide, Publication, Release


@dataclass(frozen=True, slots=True)
class PublishResult:
    """The result of publishing.

    Attributes: ``publication`` that is live now; ``is_new`` False where the draft was live already;
    ``warnings`` that did not stand in the way.
    """

    publication: Publication
    is_new: bool
    warnings: tuple[Problem, ...]


class Blocked(ProblemsFound):
    """A draft with errors is not published."""


class Overtaken(Exception):
    """Somebody else published or rolled back at the same time; ``publication`` is theirs, where it is known."""

    def __init__(self, guide: str, publication: Publication | None = None) -> None:
        self.publication = publication
        super().__init__(f"Somebody else published {guide} at the same time. Look at what is live now, then try again.")


class AlreadyLive(Exception):
    """Rolling back to the release that is live."""


def publish(
    slug: str,
    *,
    note: str,
    by: str,
    candidate: Candidate | None = None,
    expected: int | None = None,
    acknowledged: Iterable[Problem] = (),
    let_through: str = "",
) -> PublishResult:
    """Make the draft of a guide live, or ``candidate``, made of what is live and of a part of the draft.

    expected: number of the publication that the publisher took for the live one, 0 for none; None where any will do.
    acknowledged: warnings that the publisher had read and let stand.
    let_through: why what was recalled is shown again, if anything is.
    Raises UnknownGuide, DraftProblems (rows that make no document), Blocked, RecalledText, Overtaken.
    """
    live = _live(slug, expected)
    candidate = candidate or Candidate(drafts.document(drafts.get_guide(slug)), slug)
    warnings = _check(candidate)
    if live and live.release.text == candidate.text:
        return PublishResult(live, is_new=False, warnings=warnings)
    with _first_wins(slug):
        _lock_guide(slug, live)
        reason = reason_to_keep(candidate.document, let_through)
        remember_names(candidate.document)
        release = _release(candidate.document, candidate.text, note=note, by=by)
        publication = _append(
            live, release, why=note, by=by, kind="publish", acknowledged=acknowledged, let_through=reason
        )
    return PublishResult(publication, is_new=True, warnings=warnings)


def rollback(
    slug: str, number: int, *, why: str, by: str, expected: int | None = None, let_through: str = ""
) -> Publication:
    """Make an older release live again. The draft stays as it is. ``expected`` and ``let_through`` as in ``publish``.

    Where the guide has another address since, visitors keep that: what the release says is released anew under it.
    Raises UnknownRelease, DamagedRelease, AlreadyLive, RecalledText, Overtaken.
    """
    live = _live(slug, expected)
    release = releases.find_release(slug, number)
    document = at_present_address(releases.document_of(release), live)
    text = canonical_json(document)
    if is_live(release, text, live):
        raise AlreadyLive(f"Release {number} of {slug} is live already.")
    with _first_wins(slug):
        _lock_guide(slug, live)
        reason = reason_to_keep(document, let_through)
        remember_names(document)
        if document.slug != release.guide:
            release = _release(document, text, note=f"What release {number} says, under the present address.", by=by)
        return _append(live, release, why=why, by=by, kind="rollback", let_through=reason)


def accepted_warnings(publication: Publication) -> Problems:
    """Those that its publisher had read and let stand."""
    return tuple(map(read_problem, publication.acknowledged.splitlines()))


def at_present_address(document: GuideDocument, live: Publication | None) -> GuideDocument:
    """The document under the address that visitors know now; its old one still leads there."""
    if live is None or live.guide == document.slug:
        return document
    before = (document.slug, *document.aliases, *names(live.guide)[1:])
    aliases = tuple(name for name in dict.fromkeys(before) if name != live.guide)
    return document.model_copy(update={"slug": live.guide, "aliases": aliases})


def is_live(release: Release, text: str, live: Publication | None) -> bool:
    """Whether visitors see this release now, or another one that says the same text."""
    if live is None:
        return False
    return live.release_id == release.pk or (live.guide != release.guide and live.release.text == text)


def _live(slug: str, expected: int | None) -> Publication | None:
    live = releases.live(slug)
    if expected is not None and expected != (live.number if live else 0):
        raise Overtaken(slug, live)
    return live


def _check(candidate: Candidate) -> Problems:
    """The warnings that do not stand in the way; raises Blocked."""
    if blocking := candidate.collisions or errors(candidate.problems):
        raise Blocked(blocking)
    return candidate.problems


@contextmanager
def _first_wins(slug: str) -> Iterator[None]:
    """A transaction; a number that is already taken means that somebody was quicker."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as taken:
        raise Overtaken(slug, releases.live(slug)) from taken


def _lock_guide(slug: str, live: Publication | None) -> None:
    """Two may publish the same guide under different names; the second one fails here."""
    known = names(slug)
    list(Guide.objects.select_for_update().filter(slug__in=known).values_list("pk"))
    if releases.live(slug) != live:
        raise Overtaken(slug, releases.live(slug))


def _release(document: GuideDocument, text: str, *, note: str, by: str) -> Release:
    newest = releases.of(document.slug).aggregate(number=Max("number"))["number"] or 0
    return Release.objects.create(
        guide=document.slug,
        number=newest + 1,
        text=text,
        sha256=sha256(text),
        schema=SCHEMA,
        code=VERSION,
        note=note,
        by=by,
    )


def _append(
    live: Publication | None,
    release: Release,
    *,
    why: str,
    by: str,
    kind: Literal["publish", "rollback"],
    acknowledged: Iterable[Problem] = (),
    let_through: str,
) -> Publication:
    """The row after the one that was live when the publisher began: two such rows there cannot be."""
    publication = Publication.objects.create(
        guide=release.guide,
        number=live.number + 1 if live else 1,
        release=release,
        why=why,
        by=by,
        kind=kind,
        acknowledged="\n".join(map(str, acknowledged)),
        let_through=let_through,
    )
    news = {"release": release.number, "publication": publication.number, "kind": kind}
    tell("guide.published", publication.guide, news)
    return publication
