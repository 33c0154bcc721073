"""What the benches are to reach; where one misses it, what is known of why is printed with it, and again at the end."""

from dataclasses import dataclass
from typing import Final

_missed: Final[list[str]] = []


@dataclass(frozen=True, slots=True)
class Aim:
    """Attributes: limit: at most this, or at least. why: what is known of the reason where it is missed."""

    limit: float
    is_least: bool = False
    unit: str = ""
    why: str = "Nobody has looked into it."

    def __str__(self) -> str:
        return f"at {'least' if self.is_least else 'most'} {self.limit:g}{self.unit}"

    def judge(self, what: str, value: float) -> str:
        """The aim in words, and whether ``value`` misses it."""
        if value >= self.limit if self.is_least else value <= self.limit:
            return f"aim: {self}"
        _missed.append(f"{what}: {value:.2f}{self.unit} (aim: {self}). {self.why}")
        return f"aim: {self}, missed"


def report() -> str:
    """What was missed since the start, a line each."""
    return (
        "\n".join(["Missed:", *(f"- {one}" for one in _missed)])
        if _missed
        else "No aim that was measured in figures was missed."
    )
