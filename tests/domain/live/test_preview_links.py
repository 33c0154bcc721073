"""Links that show a draft without a login."""

import datetime as dt

import pytest
from django.core import signing
from django.utils import timezone

from diagnostics.domain import drafts
from diagnostics.domain.live import preview_links
from diagnostics.domain.live.preview_links import BrokenLink, EndedLink, Pass, WithdrawnLink
from diagnostics.models import Guide, PreviewLink
from tests.builders import make_document

pytestmark = pytest.mark.django_db


@pytest.fixture
def guide() -> Guide:
    return drafts.replace(make_document())


def test_a_key_opens_what_it_was_made_for(guide: Guide, monkeypatch: pytest.MonkeyPatch) -> None:
    """Until its last second, and not for that second."""
    key, link = preview_links.make(guide, days=7)
    assert preview_links.open_pass(key) == Pass("lamp", link.ends_at)
    monkeypatch.setattr(timezone, "now", lambda: link.ends_at)
    with pytest.raises(EndedLink) as ended:
        preview_links.open_pass(key)
    assert ended.value.until == link.ends_at


def test_a_key_of_another_kind_opens_nothing() -> None:
    """Neither one that was changed, nor one that was signed for something else, nor one that cannot be withdrawn."""
    far = int((timezone.now() + dt.timedelta(days=9)).timestamp())
    whole = signing.dumps(["lamp", far, 1], salt=preview_links.SALT)
    short = signing.dumps(["lamp", far], salt=preview_links.SALT)
    for key in (signing.dumps(["lamp", far, 1]), whole[:-1], short, ""):
        with pytest.raises(BrokenLink):
            preview_links.open_pass(key)


def test_one_is_withdrawn_and_opened_again(guide: Guide) -> None:
    """The others go on; whoever is slower changes nothing."""
    (one, row), (other, _) = (preview_links.make(guide, days=1) for _ in range(2))
    assert preview_links.withdraw(guide, [row.pk], by="ada") == 1
    assert preview_links.withdraw(guide, [row.pk], by="bob") == 0
    with pytest.raises(WithdrawnLink):
        preview_links.open_pass(one)
    assert preview_links.open_pass(other).guide == "lamp"
    assert PreviewLink.objects.get(pk=row.pk).withdrawn_by == "ada"
    assert [preview_links.restore(guide, [row.pk]) for _ in range(2)] == [1, 0]
    assert preview_links.open_pass(one).guide == "lamp"


def test_links_of_another_guide_are_not_touched(guide: Guide) -> None:
    """Whatever numbers are sent."""
    other = drafts.replace(make_document(slug="radio"))
    _, row = preview_links.make(other, days=1)
    assert preview_links.withdraw(guide, [row.pk], by="ada") == 0
    assert (preview_links.of(guide), preview_links.of(other)) == ([], [row])


def test_a_renamed_guide_keeps_its_links(guide: Guide) -> None:
    """They are listed and withdrawn under its new name."""
    key, row = preview_links.make(guide, days=1)
    guide.slug, guide.aliases = "torch", ["lamp"]
    assert preview_links.of(guide) == [row]
    assert preview_links.withdraw(guide, [row.pk], by="ada") == 1
    with pytest.raises(WithdrawnLink):
        preview_links.open_pass(key)


def test_ended_links_are_swept_away(guide: Guide) -> None:
    """With the next one that is made; until then they are not listed."""
    _, old = preview_links.make(guide, days=1)
    PreviewLink.objects.update(ends_at=timezone.now())
    assert preview_links.of(guide) == []
    assert preview_links.restore(guide, [old.pk]) == 0
    _, new = preview_links.make(guide, days=1)
    assert list(PreviewLink.objects.all()) == [new]
