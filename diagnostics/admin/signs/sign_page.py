"""What the two pages of signs share: they are read, saved and tried out alike."""

from collections.abc import Sequence
from typing import cast

from django.contrib.auth.models import User
from django.http import HttpRequest

from diagnostics.admin.frame.table_page import TablePage
from diagnostics.admin.signs.sign_effect import Effect, effect_of
from diagnostics.admin.signs.sign_fields import SignFields
from diagnostics.content.markup.quotes import quote
from diagnostics.domain.editing import signs
from diagnostics.models import Guide


class SignPage(TablePage):
    """Signs of one question, or of one cause over all questions."""

    effect_template = "workplace/signs/sign_effect.html"
    tab = "guide-signs"
    unit = ("row of signs", "rows of signs")

    def __init__(
        self, request: HttpRequest, guide: Guide, every: Sequence[signs.Signs], title: str, about: str
    ) -> None:
        fields = SignFields(every, about)
        super().__init__(request, guide, fields, title)
        self.about, self.edited = about, fields.editings(self.post.fields)

    @property
    def unsaved(self) -> int:
        return sum(len(one.changed) for one in self.edited)

    def save(self) -> int:
        changes = [one.change(self.about) for one in self.edited if one.changed]
        comment = f"Signs of {quote(self.title)}"
        return signs.save(self.guide, changes, by=cast("User", self.request.user), comment=comment)

    def effect(self) -> Effect | None:
        """Of the question whose cell was changed last, else of the first that is different."""
        cell, _ = self.fields.spell(self.request.POST.get("cell", ""))
        question, _, row, option, *_ = (*cell.split("."), "", "", "", "")
        last = next((one for one in self.edited if one.question == question), None)
        if last is None:
            last, option = next((one for one in self.edited if one.changed), None), ""
        return effect_of(last, row or self.about, option) if last else None
