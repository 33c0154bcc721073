"""A piece of a page that many walks share is rendered once for a release."""

from types import SimpleNamespace

import pytest
from django.template import Context, Template, TemplateSyntaxError
from pytest_django import Settings

from diagnostics.content.wording.memory import Memory
from diagnostics.web.site.inner_pages import address_prefix


def _render(text: str, guide: object, **said: object) -> str:
    return Template(text).render(Context({"live": guide, **said}))


def _guide() -> SimpleNamespace:
    return SimpleNamespace(texts=SimpleNamespace(kept=Memory(9)))


PIECE = '{% kept live "row" row %}{{ row }} {{ other }} {% endkept %}'


def test_a_piece_is_rendered_once_for_what_it_says() -> None:
    """What it does not name is not looked at again."""
    here = _guide()
    assert _render(PIECE, here, row="a", other=1) == "a 1 "
    assert _render(PIECE, here, row="a", other=2) == "a 1 "
    assert _render(PIECE, here, row="b", other=2) == "b 2 "


def test_every_guide_has_its_own() -> None:
    assert _render(PIECE, _guide(), row="a", other=1) == "a 1 "
    assert _render(PIECE, _guide(), row="a", other=2) == "a 2 "


def test_addresses_of_another_prefix_are_another_piece() -> None:
    here, piece = _guide(), '{% kept live "home" %}{% url "home" %}{% endkept %}'
    with address_prefix("/embed/"):
        assert _render(piece, here) == "/embed/"
    assert _render(piece, here) == "/"


def test_without_a_guide_nothing_is_kept() -> None:
    assert _render(PIECE, None, row="a", other=1) == "a 1 "
    assert _render(PIECE, None, row="a", other=2) == "a 2 "


def test_a_template_that_is_worked_on_is_shown_as_it_is(settings: Settings) -> None:
    here, settings.DEBUG = _guide(), True
    assert _render(PIECE, here, row="a", other=1) == "a 1 "
    assert _render(PIECE, here, row="a", other=2) == "a 2 "


@pytest.mark.parametrize("tag", ["{% kept live %}", "{% kept live row %}"])
def test_a_tag_without_a_name_is_refused(tag: str) -> None:
    with pytest.raises(TemplateSyntaxError):
        Template(f"{tag}{{% endkept %}}")
