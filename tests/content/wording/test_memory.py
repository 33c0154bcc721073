"""What was made once and may be wanted again."""

from diagnostics.content.wording.memory import Memory


def test_it_makes_a_thing_once() -> None:
    memory, made = Memory(2), []
    for _ in range(3):
        assert memory.get("a", lambda: made.append("a") or "thing") == "thing"
    assert made == ["a"]


def test_it_keeps_what_was_asked_for_last() -> None:
    """However much is asked for."""
    memory, made = Memory(2), []
    for name in ("a", "b", "a", "c", "a", "b"):
        memory.get(name, lambda name=name: made.append(name))
    assert made == ["a", "b", "c", "b"]
    assert len(memory) == 2


def test_it_keeps_an_empty_thing_too() -> None:
    memory = Memory(1)
    assert memory.get("a", lambda: "") == ""
    assert memory.get("a", lambda: "other") == ""
