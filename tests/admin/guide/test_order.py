"""The order of parts, changed by buttons."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse

from diagnostics.domain.editing.ordering import new_order
from diagnostics.models import Cause, Guide, Revision
from tests.markup import flat

ORDER = reverse("admin:guide-order", args=["lamp", "causes"])


def slugs() -> list[str]:
    """The causes in their order."""
    return list(Cause.objects.order_by("position").values_list("slug", flat=True))


@pytest.mark.parametrize(
    ("item", "where", "order"),
    [
        ("b", "first", "bac"),
        ("b", "up", "bac"),
        ("b", "down", "acb"),
        ("b", "last", "acb"),
        ("a", "up", "abc"),
        ("c", "down", "abc"),
        ("c", "first", "cab"),
    ],
)
def test_moved_item_stands_where_it_should(item: str, where: str, order: str) -> None:
    """One item moves, all others keep their order; at the end it stays."""
    assert "".join(new_order("abc", item, where)) == order  # type: ignore[arg-type]  # as a button says it


def test_button_moves_a_row_without_javascript(editor: Client, guide: Guide) -> None:
    """The page comes back at the row, and says where it stands now."""
    before = slugs()
    second = Cause.objects.get(slug=before[1])
    response: Any = editor.post(ORDER, {"row": before[1], "where": "up"})
    assert (response.status_code, response.url) == (302, f"{ORDER}#row-{before[1]}")
    assert slugs() == [before[1], before[0], *before[2:]]
    page = editor.get(response.url).content.decode()
    first = Cause.objects.get(slug=before[0])
    assert f"Moved “{second}” above “{first}”. It is number 1 of {len(before)}." in page


def test_positions_are_written_in_tens(editor: Client, guide: Guide) -> None:
    """New rows, which all stand last, get a place of their own."""
    Cause.objects.update(position=10_000)
    editor.post(ORDER, {"row": slugs()[-1], "where": "first"})
    positions = list(Cause.objects.order_by("position").values_list("position", flat=True))
    assert positions == [10 * number for number in range(1, len(positions) + 1)]


def test_fragment_keeps_the_focus_on_the_moved_row(editor: Client, guide: Guide) -> None:
    """The same button takes the focus; at the end of the list its opposite."""
    names = slugs()
    fragment = editor.post(ORDER, {"row": names[2], "where": "up"}, headers={"HX-Request": "true"}).content.decode()
    fragment = flat(fragment)
    assert f'<button id="move-{names[2]}-up" autofocus' in fragment
    fragment = editor.post(ORDER, {"row": names[2], "where": "up"}, headers={"HX-Request": "true"}).content.decode()
    fragment = flat(fragment)
    assert f'<button id="move-{names[2]}-down" autofocus' in fragment
    assert "<html" not in fragment


def test_move_is_in_the_history_of_the_order(editor: Client, guide: Guide) -> None:
    """No object says anything else than before."""
    editor.post(ORDER, {"row": slugs()[1], "where": "up"})
    found = Revision.objects.filter(by_name="ada").values_list("part", "slug", "why")
    assert list(found) == [("causes", "", "Moved “The lamp is switched off” to another place.")]


def test_move_is_undone_from_the_history_of_the_order(editor: Client, guide: Guide) -> None:
    """The page of the order leads there."""
    before = slugs()
    editor.post(ORDER, {"row": before[2], "where": "first"})
    history = reverse("admin:guide-order-history", args=["lamp", "causes"])
    assert history in editor.get(ORDER).content.decode()
    entries = editor.get(history).context["entries"]
    assert [[row.word for row in entry.rows] for entry in entries] == [["moved"], []]
    address = reverse("admin:revision", args=[entries[1].revision.pk])
    response = editor.post(address, {"shown": editor.get(address).context["undo"].fingerprint})
    assert response.headers["Location"] == ORDER
    assert slugs() == before


def test_row_that_is_gone_is_told(editor: Client, guide: Guide) -> None:
    """A stale page does no harm."""
    response = editor.post(ORDER, {"row": "nothing", "where": "up"})
    assert response.status_code == 409
    assert "That row is no longer there." in response.content.decode()


def test_part_that_has_no_order_is_not_found(editor: Client, guide: Guide) -> None:
    """Only the lists of a guide have one."""
    assert editor.get(reverse("admin:guide-order", args=["lamp", "guide"])).status_code == 404


def test_order_of_every_part_is_shown(editor: Client, guide: Guide) -> None:
    """Each list of a guide can be put in order."""
    for part in ("places", "causes", "questions", "steps", "carriers", "paths", "terms", "alarms", "pages", "sources"):
        assert editor.get(reverse("admin:guide-order", args=["lamp", part])).status_code == 200


def test_agent_may_not_move(client: Client, guide: Guide) -> None:
    """It takes the right to change guides."""
    user = User.objects.create_user("ann", is_staff=True)
    user.groups.add(Group.objects.get(name="Agents"))
    client.force_login(user)
    assert client.post(ORDER, {"row": "dust", "where": "up"}).status_code == 403
