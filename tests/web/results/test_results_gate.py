"""The pages of links, and the gate to the database."""

from collections.abc import Callable

import pytest
from django.db import OperationalError, connection
from django.http import HttpResponse
from django.shortcuts import render

from diagnostics.domain.live import LiveGuide
from diagnostics.domain.safeguards.patience import is_admitted
from diagnostics.web.results import result_pages
from tests.web.lamp import rich_lamp
from tests.web.page import Visitor
from tests.web.results.pinned import share_walk

__all__ = ["rich_lamp"]
pytestmark = pytest.mark.django_db
FORMS = ("/", ".txt", ".json", ".svg")


def test_a_page_is_rendered_without_a_place_at_the_database(
    lamp: LiveGuide, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reading takes a moment, rendering much longer; who waits for a place would be told that the database is away."""
    address, rendered_inside = share_walk("see=dark&kind=desk&show=steps", release="1"), list[bool]()

    def note(*args: object, **kwargs: object) -> HttpResponse:
        rendered_inside.append(is_admitted())
        return render(*args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(result_pages, "render", note)

    def read(execute: Callable[..., object], *args: object) -> object:
        assert is_admitted(), f"Read outside of the gate: {args[0]}"
        return execute(*args)

    with connection.execute_wrapper(read):
        for ending in FORMS:
            assert visitor.get(address.rstrip("/") + ending).status == 200
    assert rendered_inside == [False]


@pytest.mark.parametrize(("late", "status"), [(1, 200), (2, 503)])
def test_one_late_answer_is_asked_for_again(lamp: LiveGuide, visitor: Visitor, late: int, status: int) -> None:
    """A machine that is busy for a moment is no outage; whoever is late twice is away."""
    address, asked = share_walk("see=dark&show=steps", release="1"), list[str]()

    def read(execute: Callable[..., object], sql: str, *args: object) -> object:
        asked.append(sql)
        if len(asked) <= late:
            raise OperationalError("no answer within 0.25 s")
        return execute(sql, *args)

    with connection.execute_wrapper(read):
        assert visitor.get(address).status == status
