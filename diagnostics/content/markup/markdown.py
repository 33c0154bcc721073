"""Markdown of editors to HTML that is safe to show.

No HTML in, no image, headings from ``h2``. Links lead inside the guide (``page:keep-it-working``) or to https; those of the site's own
pages (``render_site_text``) to https, to mail, or to a path of the site. Menu paths ``[[slug]]``, with the switch at their end ``[[slug=on]]``, and terms ``{{slug}}`` become markers that ``Texts`` fills for each walk.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from typing import Final

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

SWITCH_MARK: Final = re.compile(r"\[\[([a-z0-9-]+)(?:=(on|off))?\]\]")
"""A menu path, and how the switch at its end is to stand."""
PATH_MARK: Final = re.compile(r"\[\[([a-z0-9-]+)(?:=(?:on|off))?\]\]")
"""The same without the switch."""
TERM_MARK: Final = re.compile(r"\{\{([a-z0-9-]+)\}\}")
MARKS: Final = ("[[", "{{", "\ue000")
"""A text without any of these has neither marks nor markers."""
MARKER: Final = re.compile("\ue000(path|term):([a-z0-9-]+)\ue001")
"""What a mark is while Markdown is rendered; private characters, which Markdown takes for letters."""
INTERNAL: Final = re.compile(r"(page|step|cause|carrier):([a-z0-9-]+)|carriers:")
SITE_LINK: Final = re.compile(r"https://.+|mailto:[^\s@]+@[^\s@]+|/(?!/).*")
FOLDERS: Final = {"page": "pages", "step": "steps", "cause": "causes", "carrier": "carriers"}

type Leads = Callable[[str], str | None]
"""Where a link leads; None where it must not."""

_TAGS: Final = frozenset(
    {"p", "br", "hr", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "strong", "em", "code", "pre", "blockquote", "a"}
    | {"table", "thead", "tbody", "tr", "th", "td"}
)
_ATTRIBUTES: Final = {"a": {"href", "rel"}, "ol": {"start"}}

_parser: Final = MarkdownIt("commonmark", {"html": False}).enable("table")
_parser.validateLink = lambda _url: True  # type: ignore[method-assign,assignment]  # links are judged below, so that none shows raw
_parser.normalizeLink = lambda url: MARKER.sub(r"\2", url)  # type: ignore[method-assign]  # nothing is filled into an address


def with_markers(source: str) -> str:
    """The text with its marks as markers."""
    return TERM_MARK.sub("\ue000term:\\1\ue001", PATH_MARK.sub("\ue000path:\\1\ue001", source))


def render(source: str, guide: str) -> str:
    """Safe HTML with markers; ``guide`` is the slug under which internal links stand."""
    return _render(parse(source), partial(link_address, guide=guide), {"https"})


def render_site_text(source: str) -> str:
    """Safe HTML of a text that is in no guide, so that marks and links into one mean nothing."""
    return _render(_parser.parse(source), site_link_address, {"https", "mailto"})


def site_link_address(link: str) -> str | None:
    """The link, where a page of the site may lead there."""
    return link if SITE_LINK.fullmatch(link) else None


def _render(tokens: list[Token], leads: Leads, schemes: set[str]) -> str:
    html = _parser.renderer.render(list(_rewrite_links(tokens, leads)), _parser.options, {})
    return nh3.clean(
        str(html), tags=set(_TAGS), attributes=_ATTRIBUTES, url_schemes=schemes, link_rel=None, strip_comments=True
    ).strip()


def link_address(link: str, guide: str) -> str | None:
    """Where a link in a text leads: ``page:x`` → ``/guide/pages/x/``; None where it must not lead."""
    if match := INTERNAL.fullmatch(link):
        kind, slug = match.groups()
        return f"/{guide}/{FOLDERS[kind]}/{slug}/" if kind else f"/{guide}/carriers/"
    return link if link.startswith("https://") else None


@lru_cache(maxsize=4096)
def links(source: str) -> tuple[str, ...]:
    """Every link of a text as the editor wrote it; a text that can hold none is not parsed."""
    if "<" not in source and "]" not in PATH_MARK.sub("", source):
        return ()
    return tuple(str(token.attrs["href"]) for token in _inline(source) if token.type == "link_open")


def has_image(source: str) -> bool:
    return any(token.type == "image" for token in _inline(source))


@lru_cache(maxsize=4096)
def has_first_heading(source: str) -> bool:
    """Whether a heading of the first level stands in the text; the page has its own."""
    return any(token.type == "heading_open" and token.tag == "h1" for token in parse(source))


def parse(source: str) -> list[Token]:
    """The blocks of a text, its marks as markers."""
    return _parser.parse(with_markers(source))


def _inline(source: str) -> Iterator[Token]:
    for token in parse(source):
        yield from token.children or ()


def _rewrite_links(tokens: list[Token], leads: Leads) -> Iterator[Token]:
    for token in tokens:
        if token.tag == "h1":
            token.tag = "h2"
        if token.children:
            token.children = list(_links_of(token.children, leads))
        yield token


def _links_of(tokens: list[Token], leads: Leads) -> Iterator[Token]:
    """The inline tokens with images as words, and with only those links that may lead somewhere."""
    shown: list[bool] = []
    for token in tokens:
        if token.type == "image":
            yield Token("text", "", 0, content=token.content)
        elif token.type == "link_open":
            address = leads(str(token.attrs["href"]))
            shown.append(address is not None)
            if address is not None:
                token.attrs = {"href": address}
                if not address.startswith("/"):
                    token.attrs["rel"] = "noopener noreferrer"
                yield token
        elif token.type != "link_close" or shown.pop():
            yield token
