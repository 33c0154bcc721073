"""Every address that a page links to. Absolute ones come from SITE_URL, never from the Host header."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from html import escape
from itertools import starmap
from typing import Final
from urllib.parse import urlencode

from django.conf import settings
from django.urls import get_script_prefix, reverse
from django.utils.safestring import SafeString

from diagnostics.engine.walk import LINK, Event, Walk

type Pairs = Iterable[tuple[str, str]]


class Address(str):
    """An address inside a walk: a plain link that htmx may follow too."""

    __slots__ = ()

    @property
    def link(self) -> SafeString:
        """The attributes of the link."""
        address = escape(self)
        return SafeString(f'href="{address}" hx-get="{address}"')


@dataclass(frozen=True)
class WalkAddresses:
    """The addresses that continue one walk. link: the code that it goes on from, as people read it; each one names it."""

    guide: str
    walk: Walk
    link: str = ""

    @property
    def own(self) -> "WalkAddresses":
        """The same walk, going on from no link: for whoever must not learn of it."""
        return replace(self, link="")

    @property
    def form(self) -> str:
        """Where the answers of a form go."""
        return path_to("check", self.guide)

    @property
    def tie(self) -> tuple[tuple[str, str], ...]:
        """The pair that names the link, last in every address."""
        return ((LINK, self.link),) if self.link else ()

    @cached_property
    def here(self) -> Address:
        return self._of(self.walk.pairs)

    @cached_property
    def _query(self) -> str:
        """The walk so far, as a query string has it."""
        return "&".join(starmap(_query_pair, self.walk.pairs))

    @property
    def outcome(self) -> str:
        """Where it is posted what came of a step."""
        return path_to("outcome", self.guide)

    @property
    def share(self) -> str:
        """Where this moment is saved."""
        return path_to("share", self.guide)

    @property
    def take(self) -> str:
        """The page that takes a walk to another device; what is to be taken is said after it."""
        return path_to("take", self.guide)

    @property
    def query(self) -> str:
        """What a form sends along of the walk."""
        return self.own.here.partition("?")[2]

    @property
    def start(self) -> Address:
        return self._of(())

    @property
    def steps(self) -> Address:
        """Enough questions: what to try now."""
        return self._of(self.walk.with_steps_shown().pairs)

    @property
    def questions(self) -> Address:
        """More questions after all."""
        return self._of(pair for pair in self.walk.pairs if pair != ("show", "steps"))

    def ask(self, question: str) -> Address:
        """A question again, its present answer checked."""
        return self._with("ask", question)

    def tried(self, step: str) -> Address:
        return self._after(Event("tried", step))

    def cannot(self, step: str) -> Address:
        return self._after(Event("cannot", step))

    def did(self, step: str) -> Address:
        return self._after(Event("did", step))

    def waiting(self, step: str) -> Address:
        """The wait for a step, beginning when this is opened; a plain link, since it leads on to the address with the time."""
        return self._after(Event("waiting", step))

    @property
    def status(self) -> str:
        """What the site looked up by itself; the walk goes on from there."""
        return self._at("status", self.walk.pairs)

    @property
    def look_again(self) -> str:
        """The same in a calendar."""
        return self._at("status-reminder", self.walk.pairs)

    @property
    def reminder(self) -> str:
        """The same walk in a calendar."""
        return self._at("reminder", self.walk.pairs)

    def worked(self, step: str) -> Address:
        return self._with("worked", step)

    def open_step(self, step: str) -> Address:
        return self._with("open", step)

    def going_on(self, pairs: Pairs) -> Address:
        """These pairs in place of the walk's own."""
        return self._of(pairs)

    def without(self, event: Event) -> Address:
        """The walk without this event."""
        return self._of(self.walk.without(event).pairs)

    def without_pair(self, name: str, value: str) -> Address:
        """The walk without one tick of a list."""
        return self._of(pair for pair in self.walk.pairs if pair != (name, value))

    def _with(self, word: str, name: str) -> Address:
        """The walk and one more pair, which only chooses a page."""
        written = filter(None, (self._query, *starmap(_query_pair, ((word, name), *self.tie))))
        return Address(with_query(self.form, "&".join(written)))

    def _after(self, event: Event) -> Address:
        return self._of(self.walk.with_event(event).pairs)

    def _of(self, pairs: Pairs) -> Address:
        return Address(self._at("check", pairs))

    def _at(self, view: str, pairs: Pairs) -> str:
        return with_query(path_to(view, self.guide), "&".join(starmap(_query_pair, (*pairs, *self.tie))))


def path_to(view: str, *names: str) -> str:
    """The path of a view of visitors, below the prefix that addresses have now."""
    return _path_below(get_script_prefix(), view, names)


@lru_cache(maxsize=4096)
def _path_below(prefix: str, view: str, names: tuple[str, ...]) -> str:  # noqa: ARG001 (``reverse`` reads it itself)
    return reverse(view, args=names)


@lru_cache(maxsize=4096)
def _query_pair(name: str, value: str) -> str:
    """One pair of a walk, as a query string has it."""
    return urlencode([(name, value)])


def with_query(address: str, query: str | Pairs) -> str:
    """The address with a query string, given as it is or as pairs; unchanged where it is empty."""
    text = query if isinstance(query, str) else urlencode(list(query))
    return f"{address}?{text}" if text else address


EMBEDDED: Final = "/embed/"
"""What the paths of pages begin with that other sites frame."""


def absolute(path: str) -> str:
    """The full address of a path of this site; of a page in a frame, where it stands by itself."""
    return f"{settings.SITE_URL}/{path.removeprefix(EMBEDDED).removeprefix('/')}"
