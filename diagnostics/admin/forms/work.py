"""What the views of one request tell each other while a form is being saved."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from django.http import HttpRequest

from diagnostics.admin.frame.meanwhile import Meanwhile

if TYPE_CHECKING:
    from diagnostics.models import Guide

_KEY = "_draft_work"


@dataclass(frozen=True, slots=True)
class Mention:
    """A place that names an object: in words, and where it is edited."""

    words: str
    address: str
    cites: bool = False
    """Whether it names it as its source, and would have lost that."""


@dataclass(frozen=True, slots=True)
class RowRemoval:
    """A row that is to be taken out: what it is, the places that name it, and what goes with it."""

    kind: str
    words: str
    mentions: tuple[Mention, ...]
    takes_along: tuple[str, ...]


@dataclass(slots=True)
class Work:
    """Attributes:

    refusals: sentences by field, None for none. renamed: rows with their slug until now and the new one.
    guide: of the row that is edited. removals: rows to ask about first. confirms: their names, for the form to carry.
    saved: the row, once its form is saved.
    """

    guide: "Guide | None" = None
    refusals: dict[str | None, str] = field(default_factory=dict)
    renamed: list[tuple[Any, str, str]] = field(default_factory=list)
    meanwhile: Meanwhile | None = None
    removals: tuple[RowRemoval, ...] = ()
    confirms: str = ""
    saved: Any = None

    def refuse(self, sentence: str) -> None:
        """Show the form again, with this sentence, and forget what was to follow."""
        self.refusals[None] = sentence
        self.renamed.clear()


def work_of(request: HttpRequest) -> Work:
    """The one of this request."""
    return cast(Work, request.__dict__.setdefault(_KEY, Work()))
