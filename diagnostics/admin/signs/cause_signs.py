"""The sign table from a cause's side: every question, and what its answers say about this one cause."""

import json
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from diagnostics.admin.frame.table_page import Filter, Gone, table_views
from diagnostics.admin.signs.sign_fields import Editing
from diagnostics.admin.signs.sign_gone import gone_page
from diagnostics.admin.signs.sign_grid import WIDEST, Line, line
from diagnostics.admin.signs.sign_page import SignPage
from diagnostics.domain.editing import signs
from diagnostics.models import Cause, Guide


@dataclass(frozen=True, slots=True)
class Card:
    """One question with what it says about the cause.

    answers: each with its cell. inherited: what the row above says, by answer, for the script. long: whether its
    answers are folded.
    """

    question: Any
    line: Line
    answers: tuple[tuple[Any, Any], ...]
    inherited: str
    long: bool


class CauseSigns(SignPage):
    """What the answers to every question say about one cause."""

    template = "workplace/signs/cause_signs.html"
    filter_names = ("questions",)

    def __init__(self, request: HttpRequest, guide: Guide, cause: str) -> None:
        every = signs.of_questions(guide)
        causes = every[0].causes if every else tuple(Cause.objects.of_guide(guide))
        named = [one for one in causes if one.slug == cause] or [one for one in causes if cause in one.aliases]
        found = next((one for one in named if not one.open), None)
        if found is None:
            raise Gone(gone_page(request, guide, "cause", cause))
        super().__init__(request, guide, every, found.name, about=found.slug)

    @property
    def path(self) -> str:
        return reverse("admin:guide-signs-cause", args=[self.guide.slug, self.about])

    def filters(self) -> list[Filter]:
        return [Filter("Questions", "questions", (("", "that say something about it"), ("all", "all")))]

    def ctx(self) -> dict[str, Any]:
        is_all = self.data.get("questions") == "all"
        cards = [self._card(one) for one in self.edited if is_all or self._matters(one)]
        return {"cards": cards, "hidden": len(self.edited) - len(cards)}

    def _matters(self, editing: Editing) -> bool:
        """Whether a question says, or said, anything about this cause."""
        tables = (editing.now, editing.signs.table)
        return any(self.about in table.rows or bool(table.words(self.about)) for table in tables)

    def _card(self, editing: Editing) -> Card:
        answers = editing.signs.answers
        words = editing.now.words(editing.now.above(self.about))
        return Card(
            question=editing.signs.question,
            line=(found := line(editing, self.about, self.title, 2, answers)),
            answers=tuple(zip(answers, found.cells, strict=True)),
            inherited=json.dumps([words.get(answer.slug, "") for answer in answers]),
            long=len(answers) > WIDEST,
        )


table, look, effect = table_views(CauseSigns)
