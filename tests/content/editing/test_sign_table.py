"""Laws of the sign table: who follows whom, and what an editor's choices make of it."""

from diagnostics.content.editing.sign_table import Entry, Rows, Table, apply_entries, differing_rows, differing_words

PLACES = {"bulb": "home", "switch": "home", "outage": "grid"}


def table(**rows: dict[str, str]) -> Table:
    """``table(rest={...}, at_home={...}, bulb={...})``."""
    names = {"rest": "*", "at_home": "@home", "at_grid": "@grid"}
    written: Rows = {names.get(name, name): words for name, words in rows.items()}  # type: ignore[misc]
    return Table(written, PLACES)


def entry(*, own: bool = False, **words: str) -> Entry:
    """A row as a form sends it."""
    return Entry(own, words)  # type: ignore[arg-type]


def test_most_special_row_counts_whole() -> None:
    """A cause is told by its own row, else its place's, else that of all other causes, and by nothing else."""
    one = table(rest={"on": "for", "off": "against"}, at_home={"on": "proves"}, bulb={})
    assert [one.words(name) for name in ("bulb", "switch", "outage", "@grid", "*")] == [
        {},
        {"on": "proves"},
        {"on": "for", "off": "against"},
        {"on": "for", "off": "against"},
        {"on": "for", "off": "against"},
    ]
    assert table().words("bulb") == {}


def test_row_above_is_the_one_that_would_count() -> None:
    """What a cause follows is its place where that has a row, else all other causes."""
    assert table(at_home={}).above("bulb") == "@home"
    assert table(at_home={}).above("outage") == "*"
    assert table(at_home={}).above("@home") == "*"


def test_causes_that_matter_have_a_row_or_a_place_with_one() -> None:
    """The row of all other causes makes no cause matter."""
    one = table(rest={"on": "for"}, at_home={}, outage={})
    assert [name for name in PLACES if one.matters(name)] == ["bulb", "switch", "outage"]
    assert not table(rest={"on": "for"}).matters("bulb")


def test_changed_cell_makes_a_row_that_holds_all_it_showed() -> None:
    """Changing one word of an inherited row copies the rest of it."""
    before = table(at_home={"on": "for", "off": "against"})
    after = apply_entries(before, {"bulb": entry(on="proves", off="against")})
    assert after.rows["bulb"] == {"on": "proves", "off": "against"}


def test_options_that_were_not_on_the_page_keep_their_words() -> None:
    """A form that shows a few of many options changes these alone."""
    after = apply_entries(table(bulb={"on": "for", "off": "against"}), {"bulb": entry(own=True, on="")})
    assert after.rows == {"bulb": {"off": "against"}}


def test_row_that_says_what_it_would_follow_stays_inherited() -> None:
    """Neither an untouched row nor one that was changed to the same as the row above gets a row of its own."""
    before = table(at_home={"on": "for"})
    followed = {
        "@home": entry(own=True, on="against"),
        "bulb": entry(own=True, on="against"),
        "switch": entry(on="for"),
    }
    assert apply_entries(before, followed).rows == {"@home": {"on": "against"}}


def test_ticked_row_keeps_its_words_when_the_row_above_changes() -> None:
    """An editor who asks for a row of its own gets one where it differs from what it would follow now."""
    entries = {"@home": entry(own=True, on="against"), "bulb": entry(own=True, on="for")}
    assert apply_entries(table(at_home={"on": "for"}), entries).rows == {
        "@home": {"on": "against"},
        "bulb": {"on": "for"},
    }


def test_own_row_is_given_up() -> None:
    """Without its tick a row follows again, whatever was chosen in it; with it, one without words says nothing."""
    before = table(rest={"on": "for"}, bulb={"on": "against"})
    assert apply_entries(before, {"bulb": entry(on="proves")}).rows == {"*": {"on": "for"}}
    assert apply_entries(before, {"bulb": entry(own=True, on="")}).rows["bulb"] == {}


def test_row_of_all_other_causes_is_there_while_it_says_something() -> None:
    """It needs no tick: words make it, and without words it goes; untouched it stays as it is."""
    assert apply_entries(table(), {"*": entry(on="for")}).rows == {"*": {"on": "for"}}
    assert apply_entries(table(rest={"on": "for"}), {"*": entry(on="")}).rows == {}
    assert apply_entries(table(rest={}), {"*": entry(on="")}).rows == {"*": {}}
    assert apply_entries(table(), {"*": entry(on="")}).rows == {}


def test_differences_are_named() -> None:
    """A row without words is not the same as none; words differ where they say another thing."""
    one, other = table(bulb={"on": "for", "off": "for"}), table(bulb={"on": "for"}, switch={})
    assert differing_rows(one.rows, other.rows) == ("bulb", "switch")
    assert [*differing_words(one, other, "bulb")] == ["off"]
    assert other.only("bulb").rows == {"bulb": {"on": "for"}}
    assert other.only().rows == other.rows
