"""A tag of all templates: a piece of a page that many walks share is rendered once for a release.

{% kept live "row" row name %} … {% endkept %}
"""

from collections.abc import Hashable
from typing import Any, override

from django.conf import settings
from django.template import Library, Node, NodeList, TemplateSyntaxError
from django.template.base import FilterExpression, Parser, Token
from django.template.context import Context
from django.urls import get_script_prefix
from django.utils.safestring import SafeString
from django.utils.timezone import get_current_timezone_name
from django.utils.translation import get_language

register = Library()


class Kept(Node):
    """The guide in whose memory the piece is kept, the name of the piece, and every value that it may say, each hashable.

    The language, the zone of times and the prefix of addresses count always. Without a guide it is rendered anew, and
    where templates are being worked on.
    """

    def __init__(self, name: str, guide: FilterExpression, values: list[FilterExpression], inside: NodeList) -> None:
        self.name, self.guide, self.values, self.inside = name, guide, values, inside

    @override
    def render(self, context: Context) -> SafeString:
        if not (guide := self.guide.resolve(context, ignore_failures=True)) or settings.DEBUG:
            return self.inside.render(context)
        said: tuple[Any, ...] = tuple(one.resolve(context, ignore_failures=True) for one in self.values)
        key: Hashable = (self.name, get_script_prefix(), get_language(), get_current_timezone_name(), said)
        piece: SafeString = guide.texts.kept.get(key, lambda: self.inside.render(context))
        return piece


@register.tag
def kept(parser: Parser, token: Token) -> Kept:
    words = token.split_contents()[1:]
    if len(words) < 2 or words[1] != f'"{words[1][1:-1]}"':
        raise TemplateSyntaxError('It is {% kept guide "name" value … %}.')
    guide, name, *values = words
    inside = parser.parse(("endkept",))
    parser.delete_first_token()
    return Kept(name[1:-1], parser.compile_filter(guide), list(map(parser.compile_filter, values)), inside)
