"""Data to YAML that people can review: long texts as blocks, small maps on one line, a blank line between objects.

A text of several lines gets a line break at its end, as blocks have it; documents strip it when they are read.
"""

import re
from typing import Final

import yaml

FLOW_WIDTH: Final = 100
WORD_WIDTH: Final = 40
LINE_WIDTH: Final = 118
_NEEDS_QUOTES: Final = re.compile(
    r"(?i)true|false|null|~|[-+]?[0-9_,:]*\.?[0-9]*(e[-+]?[0-9]+)?|0x[0-9a-f]+|0o[0-7]+|[-+]?\.(inf|nan)"
    r"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}.*"
)
_NOT_IN_BLOCKS: Final = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")
_SLUG: Final = re.compile(r"@?[a-z0-9-]+")
_BLOCK_KEYS: Final = frozenset({"slug", "text", "title", "label", "menu"})
"""A map with one of these is an object with a story: never on one line."""


def write_yaml(value: object) -> str:
    """A document as YAML, with a blank line between the objects of a list."""
    if isinstance(value, list) and value:
        return "\n".join(_serialize([item]) for item in value)
    return _serialize(value)


def _serialize(value: object) -> str:
    text = yaml.serialize(_node(value), Dumper=_Dumper, allow_unicode=True, width=LINE_WIDTH)
    return str(text).removesuffix("...\n")


class _Dumper(yaml.SafeDumper):
    """Indents lists under their key and resolves nothing: the nodes carry their style."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}

    def increase_indent(self, flow: bool = False, *_: object, **__: object) -> None:  # noqa: FBT001, FBT002 (PyYAML's)
        super().increase_indent(flow, indentless=False)


def _node(value: object, *, in_flow: bool = False) -> yaml.Node:
    if isinstance(value, dict):
        flow = in_flow or _fits_a_line(value)
        pairs = [(_scalar(str(key)), _node(item, in_flow=flow)) for key, item in value.items()]
        return yaml.MappingNode(_Dumper.DEFAULT_MAPPING_TAG, pairs, flow_style=flow)
    if isinstance(value, list):
        flow = in_flow or _fits_a_line(value)
        items = [_node(item, in_flow=flow) for item in value]
        return yaml.SequenceNode(_Dumper.DEFAULT_SEQUENCE_TAG, items, flow_style=flow)
    if isinstance(value, str):
        return _scalar(value)
    return _plain("true" if value is True else "false" if value is False else "null" if value is None else str(value))


def _plain(text: str) -> yaml.ScalarNode:
    return yaml.ScalarNode(_Dumper.DEFAULT_SCALAR_TAG, text)


def _scalar(text: str) -> yaml.ScalarNode:
    style = None
    if _NOT_IN_BLOCKS.search(text) or _NEEDS_QUOTES.fullmatch(text):
        style = '"'
    elif "\n" in text:
        style, text = "|", text.removesuffix("\n") + "\n"
    return yaml.ScalarNode(_Dumper.DEFAULT_SCALAR_TAG, text, style=style)


def _fits_a_line(value: object) -> bool:
    """Whether a map or list holds only short words, so that it fits on one line."""
    return _is_slugs(value) or _width(value) <= FLOW_WIDTH


def _is_slugs(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) and _SLUG.fullmatch(item) for item in value)


def _width(value: object) -> int:
    """Roughly how wide the value is on one line; beyond the limit where it must not be on one."""
    if isinstance(value, dict):
        if not value.keys().isdisjoint(_BLOCK_KEYS) or any(isinstance(item, dict) for item in value.values()):
            return FLOW_WIDTH + 1
        return sum(len(str(key)) + _width(item) + 4 for key, item in value.items())
    if isinstance(value, list):
        return sum(_width(item) + 2 for item in value) + 2
    text = str(value)
    return len(text) if len(text) <= WORD_WIDTH and "\n" not in text else FLOW_WIDTH + 1
