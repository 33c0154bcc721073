"""YAML as guides use it: read as in YAML 1.2, with the line of everything, and every problem told.

Only ``true`` and ``false`` are booleans, only ``null``, ``~`` and nothing are empty, dates and decimals are text.
Anchors, aliases, tags and duplicate keys are refused, so a file means what it shows and cannot swell.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

import yaml

from diagnostics.content.document.problems import Loc, Problem, location_of

MAX_BYTES: Final = 2_000_000
MAX_DEPTH: Final = 12
MAX_VALUES: Final = 20_000
"""Of one file: four times what the starter guide's longest has."""
_INTEGER: Final = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})")
_WORDS: Final[Mapping[str, object]] = {"true": True, "false": False, "null": None, "~": None, "": None}
_HINTS: Final = {
    "mapping values are not allowed": "A text that holds a colon and a space needs quotes around it.",
    "could not find expected ':'": "A colon or a closing quote is missing, or a line is not indented.",
    "found unexpected end of stream": "A quote or bracket that was opened is not closed.",
    "did not find expected ',' or": "A comma or a closing bracket is missing.",
    "cannot start any token": "A text that begins with this character needs quotes; indent with spaces, not with tabs.",
}
_PARSER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Reading:
    """The content of a file.

    value: what the file says, as dict, list, str, int, bool and None; None when ``broken``.
    lines: line (from 1) of each value by its keys and positions.
    broken: the file could not be read to its end.
    """

    value: object
    lines: Mapping[Loc, int]
    problems: tuple[Problem, ...]
    broken: bool = False


class _Broken(Exception):
    def __init__(self, message: str, line: int | None) -> None:
        super().__init__(message)
        self.message, self.line = message, line


def read_yaml(source: str, file: str, *, first_line: int = 1) -> Reading:
    """Read one document; never raises. ``first_line`` is where the source begins in its file."""
    composer = _Composer(file, first_line, iter(yaml.parse(source, Loader=_PARSER)))
    try:
        value = composer.document()
    except _Broken as error:
        problem = Problem(file, "", error.message, line=error.line)
        return Reading(None, {}, (*composer.problems(None), problem), broken=True)
    except yaml.YAMLError as error:
        return Reading(None, {}, (*composer.problems(None), _syntax(error, file, first_line)), broken=True)
    return Reading(value, composer.lines, composer.problems(value))


def decode(content: bytes, file: str) -> str | Problem:
    """The text of a file, or why it cannot be read as text."""
    if len(content) > MAX_BYTES:
        return Problem(file, "", f"The file is larger than {MAX_BYTES:,} bytes. Split or shorten it.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        return Problem(file, "", "The file is not UTF-8 text. Save it with the encoding UTF-8.", line=line)


def _syntax(error: yaml.YAMLError, file: str, first_line: int) -> Problem:
    reason = str(getattr(error, "problem", None) or getattr(error, "reason", None) or "unknown reason")
    mark = getattr(error, "problem_mark", None)
    hint = next((hint for start, hint in _HINTS.items() if start in reason), "Look at this line and the one above it.")
    return Problem(
        file, "", f"This is not YAML ({reason}). {hint}", line=None if mark is None else _line_of(mark, first_line)
    )


def _line_of(mark: object, first_line: int) -> int:
    """The line of a YAML mark, counted from the first line of the file."""
    return int(getattr(mark, "line", 0)) + first_line


@dataclass(slots=True)
class _Composer:
    file: str
    first_line: int
    events: Iterator[yaml.Event]
    lines: dict[Loc, int] = field(default_factory=dict)
    complaints: list[tuple[Loc, str, int]] = field(default_factory=list)

    def problems(self, value: object) -> tuple[Problem, ...]:
        return tuple(
            Problem(self.file, location_of(value, loc), text, line=line) for loc, text, line in self.complaints
        )

    def document(self) -> object:
        next(self.events)
        if isinstance(next(self.events), yaml.StreamEndEvent):
            return None
        value = self._value(next(self.events), ())
        next(self.events)
        if not isinstance(after := next(self.events), yaml.StreamEndEvent):
            raise _Broken("A second document begins here. Take the line “---” out.", self._line(after))
        return value

    def _line(self, event: yaml.Event) -> int:
        return _line_of(event.start_mark, self.first_line)

    def _say(self, event: yaml.Event, loc: Loc, message: str) -> None:
        self.complaints.append((loc, message, self._line(event)))

    def _value(self, event: yaml.Event, loc: Loc) -> object:
        if len(self.lines) >= MAX_VALUES:
            raise _Broken(f"There are more than {MAX_VALUES:,} values here. A guide has far fewer.", self._line(event))
        self.lines[loc] = self._line(event)
        if len(loc) > MAX_DEPTH:
            raise _Broken(f"This is nested more than {MAX_DEPTH} deep. Check the indentation.", self._line(event))
        self._refuse(event, loc)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(loc)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(loc)
        return _scalar(event) if isinstance(event, yaml.ScalarEvent) else None

    def _refuse(self, event: yaml.Event, loc: Loc) -> None:
        anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
        if isinstance(event, yaml.AliasEvent):
            self._say(event, loc, f"References (*{anchor}) are not used here. Write the value out.")
        elif anchor is not None:
            self._say(event, loc, f"Anchors (&{anchor}) are not used here. Take it out.")
        elif tag is not None:
            self._say(event, loc, f"Tags ({tag}) are not used here. Take it out, or put the text in quotes.")

    def _sequence(self, loc: Loc) -> list[object]:
        items: list[object] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self._value(event, (*loc, len(items))))
        return items

    def _mapping(self, loc: Loc) -> dict[str, object]:
        found: dict[str, object] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self._key(event, loc)
            value = self._value(next(self.events), (*loc, key))
            if key in found:
                self._say(event, (*loc, key), f"“{key}” is here twice. Keep one of them.")
            found[key] = value
        return found

    def _key(self, event: yaml.Event, loc: Loc) -> str:
        if not isinstance(event, yaml.ScalarEvent):
            raise _Broken("The name of a field must be one word.", self._line(event))
        self._refuse(event, loc)
        return str(event.value)


def _scalar(event: yaml.ScalarEvent) -> object:
    if event.style not in (None, "") or event.tag is not None:
        return event.value
    if event.value in _WORDS:
        return _WORDS[event.value]
    return int(event.value) if _INTEGER.fullmatch(event.value) else event.value
