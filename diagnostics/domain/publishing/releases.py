"""Reading releases: the text is held against its hash every time, whoever asks."""

from diagnostics.content.document.canonical import UnreadableDocument, load, sha256
from diagnostics.content.document.problems import Problem
from diagnostics.content.document.schema import GuideDocument
from diagnostics.domain.drafts import Reading
from diagnostics.domain.publishing.guide_names import names
from diagnostics.models import Publication, Release
from diagnostics.models.published.release import PublicationQuerySet, ReleaseQuerySet


class DamagedRelease(Exception):
    """The text of a release is not the text that was published, or no longer a document."""


class UnknownRelease(Exception):
    def __init__(self, guide: str, number: int) -> None:
        numbers = [str(n) for n in of(guide).values_list("number", flat=True)]
        there = f"The releases of {guide}: {', '.join(numbers)}." if numbers else f"{guide} has no release yet."
        super().__init__(f"There is no release {number} of {guide}. {there}")


def verify_hash(name: str, text: str, sha: str) -> None:
    """Raises DamagedRelease where a text does not match its hash."""
    if sha256(text) != sha:
        raise DamagedRelease(f"{name} is damaged: its text does not match its SHA-256 {sha[:12]}…. It is not used.")


def read(name: str, text: str, sha: str) -> GuideDocument:
    """The document of a text whose hash is right; raises DamagedRelease."""
    verify_hash(name, text, sha)
    try:
        return load(text)
    except UnreadableDocument as error:
        raise DamagedRelease(f"{name} cannot be read. {error}") from error


def document(guide: str, number: int) -> GuideDocument:
    """The document of one release; raises UnknownRelease, DamagedRelease."""
    return document_of(find_release(guide, number))


def document_of(release: Release) -> GuideDocument:
    """What a release says; raises DamagedRelease."""
    return read(str(release), release.text, release.sha256)


def reading(release: Release | None) -> Reading:
    """The same for those who go on without it where it is damaged, or where there is none."""
    try:
        return Reading(document_of(release) if release else None)
    except DamagedRelease as damaged:
        return Reading(None, (Problem("", "", str(damaged)),))


def reading_of_live(live: Publication | None) -> Reading:
    """The same of what visitors see."""
    return reading(live.release if live else None)


def live(guide: str) -> Publication | None:
    """The publication that visitors see, with its release, or None; of a renamed guide, under any of its names."""
    return publications(guide).first()


def of(guide: str) -> ReleaseQuerySet:
    """The releases of a guide under all names that it has had, the newest first."""
    return Release.objects.filter(guide__in=names(guide)).order_by("-number", "-pk")


def find_release(guide: str, number: int) -> Release:
    """One of them; raises UnknownRelease."""
    release = of(guide).filter(number=number).first()
    if release is None:
        raise UnknownRelease(guide, number)
    return release


def publications(guide: str) -> PublicationQuerySet:
    """The publications of a guide under all its names, with their releases, the newest first."""
    return Publication.objects.filter(guide__in=names(guide)).select_related("release").order_by("-pk")
