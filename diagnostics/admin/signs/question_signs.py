"""The sign table of a question, causes down and answers across; and the overview of all questions and causes."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from diagnostics.admin.frame.page import VIEW, for_draft, render_page
from diagnostics.admin.frame.table_page import Filter, Gone, table_views
from diagnostics.admin.signs.sign_gone import gone_page
from diagnostics.admin.signs.sign_grid import grid
from diagnostics.admin.signs.sign_page import SignPage
from diagnostics.content.editing.sign_table import REST
from diagnostics.domain.editing import signs
from diagnostics.models import Guide


@for_draft(VIEW)
def overview(request: HttpRequest, guide: Guide) -> HttpResponse:
    """Every question with how much its answers say, and every cause to look from its side."""
    every = signs.of_questions(guide)
    ctx = {"rows": [_counts(one) for one in every], "places": _by_place(every)}
    return render_page(request, guide, "workplace/signs/signs.html", title="Signs", ctx=ctx)


class QuestionSigns(SignPage):
    """What the answers to one question say about each cause."""

    template = "workplace/signs/sign_table.html"
    filter_names = ("causes", "place", "name", "answer")

    def __init__(self, request: HttpRequest, guide: Guide, question: str) -> None:
        found = signs.of_question(guide, question)
        if found is None:
            raise Gone(gone_page(request, guide, "question", question))
        super().__init__(request, guide, [found], found.question.text, about="")
        self.grid = grid(self.edited[0], self.data)

    @property
    def path(self) -> str:
        return reverse("admin:guide-signs-question", args=[self.guide.slug, self.edited[0].question])

    def filters(self) -> list[Filter]:
        places = [(place.slug, place.name) for place in self.edited[0].signs.places]
        hidden = [(answer.slug, answer.text) for answer in self.grid.hidden_answers]
        return [
            Filter("Causes", "causes", (("", "that matter here"), ("all", "all"))),
            Filter("Place", "place", (("", "every place"), *places)),
            Filter("Named", "name"),
            *([Filter("Also this answer", "answer", (("", "none"), *hidden))] if hidden else []),
        ]

    def ctx(self) -> dict[str, Any]:
        answers = [slug for slug in self.data.getlist("answer") if slug]
        return {"question": self.edited[0].signs.question, "answers": answers, "grid": self.grid}


table, look, effect = table_views(QuestionSigns)


def _counts(one: signs.Signs) -> dict[str, Any]:
    rows, listed = one.table.rows, one.table.places
    return {
        "question": one.question,
        "answers": len(one.answers),
        "causes": sum(name in listed for name in rows),
        "places": sum(name.startswith("@") for name in rows),
        "rest": bool(rows.get(REST)),
    }


def _by_place(every: tuple[signs.Signs, ...]) -> list[tuple[Any, list[Any]]]:
    if not every:
        return []
    causes = [cause for cause in every[0].causes if not cause.open]
    return [(place, [cause for cause in causes if cause.place_id == place.pk]) for place in every[0].places]
