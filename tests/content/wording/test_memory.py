"""What was made once and may be wanted again."""

from diagnostics.content.wording.memory import Memory


def test_it_makes_a_thing_once() -> None:
    memory = Memory(2)
    kept = [memory.get("a", object) for _ in range(3)]
    assert kept == [kept[0]] * 3


def test_it_keeps_what_was_asked_for_last() -> None:
    """However much is asked for."""
    memory = Memory(2)
    made: list[str] = []

    def make(name: str) -> str:
        made.append(name)
        return name

    for name in ("a", "b", "a", "c", "a", "b"):
        assert memory.get(name, lambda name=name: make(name)) == name  # type: ignore[misc]  # the type of a default
    assert made == ["a", "b", "c", "b"]
    assert len(memory) == 2


def test_it_keeps_an_empty_thing_too() -> None:
    memory = Memory(1)
    assert memory.get("a", lambda: "") == ""
    assert memory.get("a", lambda: "other") == ""
