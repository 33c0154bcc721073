"""Menu paths as pictures: a panel for each screen on the way, and the row to choose on it."""

from collections.abc import Iterable
from dataclasses import dataclass

from diagnostics.content.document.fields import LookWord


@dataclass(frozen=True, slots=True)
class MenuPicture:
    """The way to one place. names: the screens in order, the last one may be a row or a switch.

    look: of the device. switch: ``on`` or ``off`` as the last name is to stand; empty where nothing is said.
    """

    names: tuple[str, ...]
    look: LookWord
    switch: str = ""

    @property
    def panels(self) -> tuple[tuple[str, str], ...]:
        """Each screen with the row to choose on it."""
        return tuple(zip(self.names, self.names[1:], strict=False))

    def is_part_of(self, other: "MenuPicture") -> bool:
        """Whether the other one shows all of this."""
        begins = self.look == other.look and self.names == other.names[: len(self.names)]
        return begins and (not self.switch or (self.switch, len(self.names)) == (other.switch, len(other.names)))


def distinct_pictures(pictures: Iterable[MenuPicture]) -> tuple[MenuPicture, ...]:
    """Those that show something to choose, in their order, without what another one shows as well."""
    kept: list[MenuPicture] = []
    for one in pictures:
        if one.panels and not any(one.is_part_of(other) for other in kept):
            kept = [*(other for other in kept if not other.is_part_of(one)), one]
    return tuple(kept)
