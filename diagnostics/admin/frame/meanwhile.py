"""What an editor is told when somebody else saved or deleted the same object while it was open."""

from dataclasses import dataclass

from diagnostics.domain.editing.last_change import By


@dataclass(frozen=True, slots=True)
class Difference:
    """A field by its label: in words, what it says now and, where this editor changed it too, what they want."""

    label: str
    theirs: str
    yours: str = ""


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """What happened while a form or a table was open."""

    by: By
    differences: tuple[Difference, ...] = ()
    is_deleted: bool = False

    @property
    def followed(self) -> str:
        """The message where the two changed different things, so that both are kept."""
        changed = ", ".join(one.label for one in self.differences)
        return f"While you were writing, {self.by.who} saved this {self.by.when}. That is kept as well: {changed}."
