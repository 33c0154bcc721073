"""The sign table of a question, causes down and answers across; and the overview of all questions and causes."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from diagnostics.admin.frame.page import VIEW, for_draft, shown
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
    ctx = {"rows": [_counts(one) for one in every], "places": _by_place(every), "is_nav_sidebar_enabled": False}
    return shown(request, guide, "workplace/signs/signs.html", title="Signs", ctx=ctx)


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
        return <<<OURS reverse |||BASE _is_saved ===THEIRS is_saved >>>("admin:guide-signs-question", args=[self.guide.slug, <<<OURS self. |||BASE  ===THEIRS [_change(one) for one in  >>>edited[<<<OURS  |||BASE 1][ ===THEIRS 1]], page.every[ >>>0]<<<OURS .question] |||BASE  ===THEIRS .question.text >>>)

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
        answers = [slug for slug <<<OURS in self.data.getlist("answer") if slug]\n        return  |||BASE the belief: beside the table, or without JavaScript the table again with it."""\n    page = _found(guide, question)\n    edited = edited_by(request, page)\n    [editing] = edited[1]\n    _, row, option = last_cell(page.spell(request.POST.get("cell", ""))[0])\n    ctx = {"effect": effect_of(editing, row, option), "unsaved": unsaved(editing)}\n    if request.headers.get("HX-Request") == "true":\n        return shown(request, guide, "workplace/signs/sign_effect.html", title="", ctx=ctx)\n    return _page(request, guide, page, edited, Show.asked(request.POST), ctx=ctx)\n\n\ndef unsaved(*edited: Editing) -> int:\n    """How many rows are not as they are stored."""\n    return sum(len(differing_rows(one.signs.table.rows, one.now.rows)) for one in edited)\n\n\ndef wide() -> dict[str, Any]:\n    """What a page with a broad table needs of its frame: the room of the list at the side."""\n    return {"is_nav_sidebar_enabled": False, "here": "guide-signs"}\n\n\ndef edited_by(request: HttpRequest, page: SignPage) -> Edited:\n    """What an editor made of a page, who may change it."""\n    if not may(request, CHANGE):\n        raise PermissionDenied\n    return page.read(request.POST)\n\n\ndef told(request: HttpRequest, page: SignPage, post: TablePost) -> dict[str, Any]:\n    """What a page of signs carries along, and what is told of what somebody else did meanwhile."""\n\n    def who(field: str, since: str) -> By:\n        row = next(one.question for one in page.every if field.startswith(f"{one.question.slug}."))\n        return changed_by(row, since, request.user)\n\n    stored = {field: word for field, word in page.stored().items() if word}\n    return {"shown": write(stored), "may_change": may(request, CHANGE), **wide(), **post.ctx(who)}\n\n\ndef saved_message(count: int) -> str:\n    """What an editor is told after saving."""\n    return SAME if count == 0 else SAVED_ONE if count == 1 else SAVED.format(count)\n\n\ndef _found(guide: Guide, question: str) -> SignPage:\n    found = signs.of_question(guide, question)\n    if found is None:\n        raise Gone\n    return SignPage([found])\n\n\ndef _to(guide: Guide, page: SignPage, query: str) -> HttpResponse:\n    address = reverse("admin:guide-signs-question", args=[guide.slug, page.every[0].question.slug])\n    return redirect(f"{address}?{query}".rstrip("?"))\n\n\ndef _is_saved(request: HttpRequest, guide: Guide, editing: Editing) -> bool:\n    """Save, and say so; False where somebody else was quicker."""\n    change = signs.Change(editing.question, editing.signs.table.rows, editing.now.rows)\n    comment = f"Signs of “{editing.signs.question.text}”"\n    try:\n        count = signs.save(guide, [change], by=request.user, comment=comment)  # type: ignore[arg-type]\n    except signs.Overtaken:\n        return False\n    messages.success(request, saved_message(count))\n    return True\n\n\ndef _page(\n    request: HttpRequest,\n    guide: Guide,\n    page: SignPage,\n    edited: Edited,\n    show: Show,\n    *,\n    ctx: dict[str, Any] | None = None,\n    status: int = 200,\n) -> HttpResponse:\n    post, [editing] = edited\n    found =  ===THEIRS the belief: beside the table, or without JavaScript the table again with it."""\n    page = _found(guide, question)\n    edited = edited_by(request, page)\n    [editing] = edited[1]\n    _, row, option = last_cell(page.spell(request.POST.get("cell", ""))[0])\n    ctx = {"effect": effect_of(editing, row, option), "unsaved": unsaved(editing)}\n    if request.headers.get("HX-Request") == "true":\n        return shown(request, guide, "workplace/signs/sign_effect.html", title="", ctx=ctx)\n    return _page(request, guide, page, edited, Show.asked(request.POST), ctx=ctx)\n\n\ndef unsaved(*edited: Editing) -> int:\n    """How many rows are not as they are stored."""\n    return sum(len(differing_rows(one.signs.table.rows, one.now.rows)) for one in edited)\n\n\ndef wide() -> dict[str, Any]:\n    """What a page with a broad table needs of its frame: the room of the list at the side."""\n    return {"is_nav_sidebar_enabled": False, "here": "guide-signs"}\n\n\ndef edited_by(request: HttpRequest, page: SignPage) -> Edited:\n    """What an editor made of a page, who may change it."""\n    if not may(request, CHANGE):\n        raise PermissionDenied\n    return page.read(request.POST)\n\n\ndef told(request: HttpRequest, page: SignPage, post: TablePost) -> dict[str, Any]:\n    """What a page of signs carries along, and what is told of what somebody else did meanwhile."""\n\n    def who(field: str, since: str) -> By:\n        row = next(one.question for one in page.every if field.startswith(f"{one.question.slug}."))\n        return changed_by(row, since, request.user)\n\n    stored = {field: word for field, word in page.stored().items() if word}\n    return {"shown": write(stored), "may_change": may(request, CHANGE), **wide(), **post.ctx(who)}\n\n\ndef is_saved(request: HttpRequest, guide: Guide, changes: list[signs.Change], about: str) -> bool:\n    """Save, and say so; False where somebody else was quicker."""\n    try:\n        count = signs.save(guide, changes, by=request.user, comment=f"Signs of “{about}”")  # type: ignore[arg-type]\n    except signs.Overtaken:\n        return False\n    messages.success(request, SAME if count == 0 else SAVED_ONE if count == 1 else SAVED.format(count))\n    return True\n\n\ndef _found(guide: Guide, question: str) -> SignPage:\n    found = signs.of_question(guide, question)\n    if found is None:\n        raise Gone\n    return SignPage([found])\n\n\ndef _to(guide: Guide, page: SignPage, query: str) -> HttpResponse:\n    address = reverse("admin:guide-signs-question", args=[guide.slug, page.every[0].question.slug])\n    return redirect(f"{address}?{query}".rstrip("?"))\n\n\ndef _change(editing: Editing) -> signs.Change:\n    return signs.Change(editing.question, editing.signs.table.rows, editing.now.rows)\n\n\ndef _page(\n    request: HttpRequest,\n    guide: Guide,\n    page: SignPage,\n    edited: Edited,\n    show: Show,\n    *,\n    ctx: dict[str, Any] | None = None,\n    status: int = 200,\n) -> HttpResponse:\n    post, [editing] = edited\n    found =  >>>{"question": self.edited[0].signs.question, "answers": answers, "grid": self.grid<<<OURS  |||BASE (editing, show),\n        "unsaved": unsaved(editing),\n        **told(request, page, post),\n        **(ctx or {}),\n     ===THEIRS (editing, show),\n        "unsaved": unsaved(editing),\n        "now": reverse("admin:guide-signs-question", args=[guide.slug, editing.question]),\n        **told(request, page, post),\n        **(ctx or {}),\n     >>>}


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
