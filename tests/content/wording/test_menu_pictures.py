"""Menu paths as pictures."""

from hypothesis import given
from hypothesis import strategies as st

from diagnostics.content.wording.menu_pictures import MenuPicture, distinct_pictures

NAMES = st.lists(st.sampled_from("abc"), max_size=4).map(tuple)
PICTURES = st.lists(
    st.builds(MenuPicture, NAMES, st.sampled_from(["phone", "computer"]), st.sampled_from(["", "on", "off"])),
    max_size=6,
)


def shows(names: str, switch: str = "") -> MenuPicture:
    return MenuPicture(tuple(names), "phone", switch)


def test_each_panel_is_a_screen_with_the_row_to_choose() -> None:
    """The last name is a row alone: nothing is known of the screen behind it."""
    assert shows("abc").panels == (("a", "b"), ("b", "c"))
    assert shows("a").panels == ()


def test_a_way_inside_another_is_not_drawn_again() -> None:
    """Neither its beginning, before or after it, nor the same once more; nor where nothing is to be chosen."""
    assert distinct_pictures([shows("ab"), shows("abc"), shows("ab"), shows("abc"), shows("a")]) == (shows("abc"),)
    assert distinct_pictures([shows("abc"), shows("abd")]) == (shows("abc"), shows("abd"))


def test_a_switch_is_drawn_as_it_is_to_stand() -> None:
    """On and off are two pictures, and a picture without a switch says less than one with it."""
    both = [shows("ab", "off"), shows("ab"), shows("ab", "on"), shows("ab", "off"), shows("abc")]
    assert distinct_pictures(both) == (shows("ab", "off"), shows("ab", "on"), shows("abc"))


@given(PICTURES)
def test_what_is_kept_shows_all_and_nothing_twice(pictures: list[MenuPicture]) -> None:
    """Each picture is part of one that is kept, and no kept one is part of another."""
    kept = distinct_pictures(pictures)
    assert all(any(one.is_part_of(other) for other in kept) for one in pictures if one.panels)
    assert not any(one.is_part_of(other) for one in kept for other in kept if one is not other)
