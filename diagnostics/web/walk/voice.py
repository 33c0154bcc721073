"""What the guide says to one visitor: its texts filled for this walk, its reasons in the page's language."""

from dataclasses import dataclass, replace

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from diagnostics.content.wording.menu_pictures import MenuPicture
from diagnostics.content.wording.sentences import Wording
from diagnostics.content.wording.texts import Texts
from diagnostics.engine.guide import NOTHING, Answers


@dataclass(frozen=True, slots=True)
class Voice:
    """``known``: the answers that the texts may follow; None for "not sure"."""

    texts: Texts
    known: Answers = NOTHING

    def line(self, text: str | None) -> str:
        """A line, not escaped."""
        return self.texts.line(text, self.known) if text else ""

    def html(self, text: str | None) -> SafeString:
        """A Markdown text; ``Texts`` has cleaned it."""
        return SafeString(self.texts.html(text, self.known) if text else "")

    def plain(self, text: str | None) -> str:
        """The same as plain text, not escaped."""
        return self.texts.plain(text, self.known) if text else ""

    def pictures(self, text: str) -> tuple[MenuPicture, ...]:
        """The menu paths of a Markdown text; their names are HTML that ``Texts`` has escaped."""
        drawn = self.texts.pictures(text, self.known)
        return tuple(replace(one, names=tuple(map(mark_safe, one.names))) for one in drawn)

    def say(self, wording: Wording) -> str:
        """A reason in the language of the page; the guide's own texts in it are filled for this walk."""
        return self.texts.line(wording.fill(gettext), self.known)
