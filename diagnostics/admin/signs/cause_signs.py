"""The sign table from a cause's side: every question, and what its answers say about this one cause."""

import json
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from diagnostics.admin.frame.table_page import <<<OURS Filter |||BASE Edited, edited_by, saved_message ===THEIRS Edited, edited_by, is_saved >>>, Gone, table_views
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
        changes = [
            _change(one, side.cause.slug) for one in edited[1] if <<<OURS found |||BASE _is_saved(request, guide, ===THEIRS differing_rows(one.signs.table.rows, one.now.rows)\n        ]\n        if is_saved(request, guide, >>> <<<OURS is |||BASE side, ===THEIRS changes, >>> <<<OURS None |||BASE edited[1]) ===THEIRS side.cause.name) >>>:
            raise Gone(gone_page(request, guide, "cause", cause))
        super().__init__(request, guide, every, found.name, about=found.slug)

    @property
    def path(self) -> str:
        return reverse("admin:guide-signs-cause", args=[self.guide.slug, self.about])

    def filters(self) -> list[Filter]:
        return [Filter("Questions", "questions", (("", "that say something about it"), ("all", "all")))]

    def ctx(self) -> dict[str, Any]:
        is_all = self.data.get("questions"<<<OURS  |||BASE "\n    side = _found(guide, cause)\n    edited = edited_by(request, side.page)\n    question, row, option = last_cell(side.page.spell(request.POST.get("cell", ""))[0])\n    changed = [one for one in edited[1] if differing_rows(one.signs.table.rows, one.now.rows)]\n    last = next((one for one in edited[1] if one.question == question), next(iter(changed), None))\n    found = None\n    if last is not None:\n        found = effect_of(last, row or side.cause.slug, option if last.question == question else "")\n    ctx = {"effect": found, "unsaved": unsaved(*edited[1])}\n    if request.headers.get("HX-Request") == "true":\n        return shown(request, guide, "workplace/signs/sign_effect.html", title="", ctx=ctx)\n    return _page(request, guide, side, edited, every=request.POST.get("questions") == "all", ctx=ctx)\n\n\ndef _found(guide: Guide, slug: str) -> Side:\n    every = signs.of_questions(guide)\n    causes = every[0].causes if every else tuple(Cause.objects.of_guide(guide))\n    named = [one for one in causes if one.slug == slug] or [one for one in causes if slug in one.aliases]\n    cause = next((one for one in named if not one.open), None)\n    if cause is None:\n        raise Gone\n    return Side(cause, SignPage(every, about=cause.slug))\n\n\ndef _to(guide: Guide, side: Side, *, every: bool) -> HttpResponse:\n    address = reverse("admin:guide-signs-cause", args=[guide.slug, side.cause.slug])\n    return redirect(address + "?questions=all" * every)\n\n\ndef _is_saved(request: HttpRequest, guide: Guide, side: Side, edited: tuple[Editing, ...]) -> bool:\n    """Save, and say so; False where somebody else was quicker."""\n    changes = [_change(one, side.cause.slug) for one in edited if differing_rows(one.signs.table.rows, one.now.rows)]\n    try:\n        count = signs.save(guide, changes, by=request.user, comment=f"Signs of “{side.cause.name}”")  # type: ignore[arg-type]\n    except signs.Overtaken:\n        return False\n    messages.success(request, saved_message(count))\n    return True\n\n\ndef _change(one: Editing, cause: str) -> signs.Change:\n    """Held against the rows that count for this cause."""\n    about = (cause, place_row(one.signs.table.places[cause]), REST)\n    return signs.Change(one.question, one.signs.table.only(*about).rows, one.now.only(*about).rows, about)\n\n\ndef _page(\n    request: HttpRequest,\n    guide: Guide,\n    side: Side,\n    edited: Edited,\n    *,\n    every: bool,\n    ctx: dict[str, Any] | None = None,\n    status: int = 200,\n) -> HttpResponse:\n    post, questions = edited\n    asked = [_asked(one, side.cause) for one in questions if every or _matters(one, side.cause)]\n    found = {\n        "cause": side.cause,\n        "asked": asked,\n        "every": every,\n        "hidden": len(questions ===THEIRS "\n    side = _found(guide, cause)\n    edited = edited_by(request, side.page)\n    question, row, option = last_cell(side.page.spell(request.POST.get("cell", ""))[0])\n    changed = [one for one in edited[1] if differing_rows(one.signs.table.rows, one.now.rows)]\n    last = next((one for one in edited[1] if one.question == question), next(iter(changed), None))\n    found = None\n    if last is not None:\n        found = effect_of(last, row or side.cause.slug, option if last.question == question else "")\n    ctx = {"effect": found, "unsaved": unsaved(*edited[1])}\n    if request.headers.get("HX-Request") == "true":\n        return shown(request, guide, "workplace/signs/sign_effect.html", title="", ctx=ctx)\n    return _page(request, guide, side, edited, every=request.POST.get("questions") == "all", ctx=ctx)\n\n\ndef _found(guide: Guide, slug: str) -> Side:\n    every = signs.of_questions(guide)\n    causes = every[0].causes if every else tuple(Cause.objects.of_guide(guide))\n    named = [one for one in causes if one.slug == slug] or [one for one in causes if slug in one.aliases]\n    cause = next((one for one in named if not one.open), None)\n    if cause is None:\n        raise Gone\n    return Side(cause, SignPage(every, about=cause.slug))\n\n\ndef _to(guide: Guide, side: Side, *, every: bool) -> HttpResponse:\n    address = reverse("admin:guide-signs-cause", args=[guide.slug, side.cause.slug])\n    return redirect(address + "?questions=all" * every)\n\n\ndef _change(one: Editing, cause: str) -> signs.Change:\n    """Held against the rows that count for this cause."""\n    about = (cause, place_row(one.signs.table.places[cause]), REST)\n    return signs.Change(one.question, one.signs.table.only(*about).rows, one.now.only(*about).rows, about)\n\n\ndef _page(\n    request: HttpRequest,\n    guide: Guide,\n    side: Side,\n    edited: Edited,\n    *,\n    every: bool,\n    ctx: dict[str, Any] | None = None,\n    status: int = 200,\n) -> HttpResponse:\n    post, questions = edited\n    asked = [_asked(one, side.cause) for one in questions if every or _matters(one, side.cause)]\n    found = {\n        "cause": side.cause,\n        "asked": asked,\n        "every": every,\n        "hidden": len(questions >>>) == "all"
        cards = [self._card(one)<<<OURS  |||BASE ,\n        **told(request, ===THEIRS ,\n        "now": reverse("admin:guide-signs-cause", args=[guide.slug, side.cause.slug]),\n        **told(request, >>> for one in self.edited if is_all or self._matters(one)]
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
