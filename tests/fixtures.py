"""Fixtures about published guides. Import them where they are needed: ``from tests.fixtures import published``."""

from collections.abc import Callable, Iterator

import pytest

from diagnostics.content.document.schema import GuideDocument
from diagnostics.domain import drafts, live
from diagnostics.domain.live import LiveGuide
from diagnostics.domain.publishing.publishing import publish
from diagnostics.models import Publication
from tests.builders import make_document
from tests.remembered import remember

type Publish = Callable[..., Publication]


@pytest.fixture
def published(db: None) -> Iterator[Publish]:
    """A function that publishes a document and shows it to visitors: ``published(make_document())``."""

    def show(document: GuideDocument, *, note: str = "", by: str = "tester") -> Publication:
        def make() -> None:
            drafts.replace(document)
            publish(document.slug, note=note, by=by)

        remember(f"published {note!r} {by!r} {document!r}", make)
        live.refresh()
        return Publication.objects.filter(release__guide=document.slug).latest("pk")

    live.forget()
    yield show
    live.forget()


@pytest.fixture
def live_guide(published: Publish) -> LiveGuide:
    """The small guide of tests/builders.py, live."""
    published(make_document())
    return live.site().guides["lamp"]
