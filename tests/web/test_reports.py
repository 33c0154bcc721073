"""Visitors never see reports."""

from django.test import Client

from tests.builders import make_document
from tests.fixtures import Publish

REPORT = {
    "slug": "secret",
    "text": "Nobody reads this sentence.",
    "found_in": "own-support",
    "says": {"see": "dark"},
    "solved_by": ["turn-on"],
}
PAGES = (
    "/lamp/",
    "/lamp/check/?see=dark",
    "/lamp/check/?see=dark&show=steps",
    "/lamp/causes/",
    "/lamp/steps/turn-on/",
    "/sitemap.xml",
)


def test_pages_are_the_same_with_and_without_reports(client: Client, published: Publish) -> None:
    """Every byte of them but for what names the release."""
    published(make_document())
    before = [client.get(page).content for page in PAGES]
    published(make_document(reports=[REPORT]))
    after = [client.get(page).content for page in PAGES]
    assert [len(page) for page in after] == [len(page) for page in before]
    assert not any(b"secret" in page or b"Nobody reads" in page for page in after)
