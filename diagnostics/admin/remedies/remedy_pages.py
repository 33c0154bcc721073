"""The remedy table: steps by causes, how often each step cures which cause."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse

from diagnostics.admin.frame.marks import REMEDIES
from diagnostics.admin.frame.page import VIEW, for_draft, render_page
from diagnostics.admin.frame.table_page import Filter, TablePage, table_views
from diagnostics.admin.frame.table_posts import TableFields, names_of, spell
from diagnostics.admin.remedies.remedy_grid import KINDS, RemedyEditing, remedy_grid
from diagnostics.content.editing.remedy_table import Remedies
from diagnostics.domain.editing import remedies
from diagnostics.domain.editing.remedies import Cures
from diagnostics.domain.editing.two_editors import Fields, Value
from diagnostics.models import Guide, Step


@for_draft(VIEW)
def overview(request: HttpRequest, guide: Guide) -> HttpResponse:
    """Every step and every cause with a mark, to read only."""
    cures = remedies.of_guide(guide)
    grid = remedy_grid(RemedyEditing(cures, cures.stored), QueryDict(), whole=True)
    legend = [(mark, text) for text, mark in REMEDIES.values() if mark]
    ctx = {"grid": grid, "legend": legend, "here": RemedyPage.tab}
    return render_page(request, guide, "workplace/remedies/remedy_overview.html", title="All remedies", ctx=ctx)


class RemedyFields(TableFields):
    """``w.<step>.<cause>``: how often this step cures this cause."""

    def __init__(self, cures: Cures) -> None:
        self.steps = cures.steps
        self.names = (None, names_of(cures.steps, "title"), names_of(cures.causes, "name"))
        every = ((step.slug, cause.slug) for step in cures.steps for cause in cures.causes)
        self.stored = {f"w.{step}.{cause}": cures.stored.get((step, cause), "") for step, cause in every}

    def spell(self, field: str) -> tuple[str, str]:
        return spell(field, self.names)

    def in_words(self, _field: str, value: Value) -> str | None:
        return REMEDIES[value][0] if isinstance(value, str) and value in REMEDIES else None

    def posted_values(self, data: QueryDict, _shown: Fields) -> Mapping[str, Value]:
        return {self.spell(name)[0]: str(word) for name, word in data.items() if name.startswith("w.")}

    def row(self, field: str) -> Step:
        return next(step for step in self.steps if step.slug == field.split(".")[1])


@dataclass(frozen=True, slots=True)
class Plan:
    """The steps for one cause when nothing else is left, by title, before and after."""

    cause: str
    before: tuple[str, ...]
    after: tuple[str, ...]


class RemedyPage(TablePage):
    """Some of the steps and causes."""

    template = "workplace/remedies/remedies.html"
    effect_template = "workplace/remedies/remedy_effect.html"
    tab = "guide-remedies"
    filter_names = ("place", "cause", "step", "kind", "steps")
    unit = ("remedy", "remedies")

    def __init__(self, request: HttpRequest, guide: Guide) -> None:
        self.cures = remedies.of_guide(guide)
        super().__init__(request, guide, RemedyFields(self.cures), "Remedies")
        words = {tuple(field.split(".")[1:]): word for field, word in self.post.fields.items() if word}
        self.edited = RemedyEditing(self.cures, cast("Remedies", words))

    @property
    def path(self) -> str:
        return reverse("admin:guide-remedies", args=[self.guide.slug])

    @property
    def unsaved(self) -> int:
        return len(self.edited.changed)

    def save(self) -> int:
        by = cast("User", self.request.user)
        return remedies.save(self.guide, self.cures.stored, self.edited.now, by=by, comment="Remedies")

    def effect(self) -> Plan | None:
        """What becomes of the steps for the cause of the last cell, else of the first that was changed."""
        last = self.fields.spell(self.request.POST.get("cell", ""))[0].rpartition(".")[2]
        causes = {cause.slug: cause.name for cause in self.cures.causes if not cause.open}
        cause = next((one for one in (last, *(one for _, one in self.edited.changed)) if one in causes), None)
        if cause is None:
            return None
        titles = {step.slug: step.title for step in self.cures.steps}
        before, after = remedies.plans(self.cures, self.edited.now, cause)
        return Plan(causes[cause], tuple(titles[step] for step in before), tuple(titles[step] for step in after))

    def filters(self) -> list[Filter]:
        steps = [(step.slug, step.title) for step in self.cures.steps if step.kind != "workaround"]
        kinds = [(kind, text) for kind, text in KINDS.items() if kind != "workaround"]
        return [
            Filter("Causes of", "place", tuple((place.slug, place.name) for place in self.cures.places)),
            Filter("or one cause", "cause", (("", "–"), *((cause.slug, cause.name) for cause in self.cures.causes))),
            Filter("or one step", "step", (("", "–"), *steps)),
            Filter("Kind", "kind", (("", "every kind"), *kinds)),
            Filter("Steps", "steps", (("", "that cure one of them"), ("all", "all"))),
        ]

    def ctx(self) -> dict[str, Any]:
        return {"grid": remedy_grid(self.edited, self.data)}


table, look, effect = table_views(RemedyPage)
