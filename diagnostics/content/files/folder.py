"""A guide as a folder of YAML and Markdown files, made to be read and reviewed by people."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from diagnostics.content.document.fields import COMING_IN
from diagnostics.content.document.index import Index, problem
from diagnostics.content.document.layout import (
    ELSEWHERE,
    FILES,
    GUIDE_FIELDS,
    GUIDE_FILE,
    IN_PATHS_FILE,
    LISTS,
    PAGES,
    PATHS_FILE,
    file_of,
    is_ignored,
    is_sidecar,
    locate,
)
from diagnostics.content.document.problems import FileErrors, FolderErrors, Loc, Problem, join_words, nearest
from diagnostics.content.document.references import broken_references, slug_problems
from diagnostics.content.document.schema import GuideDocument
from diagnostics.content.document.schema_errors import loc_in_data, sentence
from diagnostics.content.files.folder_writer import write_folder
from diagnostics.content.files.front_matter import read_page
from diagnostics.content.files.line_finder import line_at, loc_of
from diagnostics.content.files.stand_ins import broken_names
from diagnostics.content.files.yaml_reader import decode, read_yaml

MOST_VALUES: Final = 60_000
"""Of all files together."""
MOST_TOLD: Final = 200
"""Problems of one kind of check: more at a time would help nobody, and each takes time to word."""

__all__ = ["read_folder", "read_folder_with_lines", "read_list", "write_folder"]


@dataclass(frozen=True, slots=True)
class FolderReading:
    """A document, and where each of its values stands in the files."""

    document: GuideDocument
    data: Mapping[str, Any]
    lines: Mapping[Loc, int]

    def with_lines(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """The problems with the lines that they are about."""
        return tuple(replace(one, line=self._line(one)) for one in problems)

    def _line(self, problem: Problem) -> int | None:
        return line_at(self.lines, loc_of(self.data, problem.part, problem.slug, problem.field))


def read_folder(path: Path) -> GuideDocument:
    """The document of a guide folder; raises FolderErrors with everything that is wrong in it."""
    return read_folder_with_lines(path).document


def read_folder_with_lines(path: Path) -> FolderReading:
    """The same with the lines of everything; raises FolderErrors likewise."""
    if not path.is_dir():
        raise FolderErrors([Problem(str(path), "", "There is no such folder.")])
    folder = _Folder(path)
    folder.read()
    document = folder.document()
    if document is None or folder.problems:
        raise FolderErrors(sorted(folder.problems, key=lambda problem: (problem.file, problem.line or 0)))
    return FolderReading(document, folder.data, folder.lines)


def read_list(entry: Path, part: str, document: GuideDocument) -> FolderReading:
    """A document with one of its lists as a file has it; raises FileErrors with everything that is wrong in it."""
    folder = _Folder(entry.parent, document.model_dump(mode="json", by_alias=True))
    folder.read_as(file_of(part), entry)
    found = folder.document()
    problems = folder.problems
    if found and not problems:
        reading, index = FolderReading(found, folder.data, folder.lines), Index(found)
        problems = [
            one for one in reading.with_lines([*slug_problems(index), *broken_references(index)]) if one.part == part
        ]
        if not problems:
            return reading
    raise FileErrors(replace(one, file=str(entry)) for one in sorted(problems, key=lambda one: one.line or 0))


@dataclass(slots=True)
class _Folder:
    """What was read so far; ``unread``: parts of the document whose file could not be read."""

    path: Path
    data: dict[str, Any] = field(default_factory=dict)
    lines: dict[Loc, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)

    def read(self) -> None:
        for entry in sorted(self.path.iterdir(), key=lambda entry: entry.name):
            if not is_ignored(entry.name):
                self._read_entry(entry)

    def _read_entry(self, entry: Path) -> None:
        name = entry.name
        if name == PAGES and entry.is_dir():
            self._read_pages(entry)
        elif name in FILES or is_sidecar(name):
            self.read_as(name, entry)
        else:
            known = (*FILES, f"{PAGES}/")
            message = f"Nothing reads this.{nearest(name, known)} A guide has the files {join_words(known)} and es.yaml and the like."
            self.problems.append(Problem(name, "", message))

    def _text(self, entry: Path, file: str) -> str | None:
        if entry.is_symlink() or not entry.is_file():
            is_there = entry.is_symlink() or entry.exists()
            message = "This is not a plain file. Put the file itself here." if is_there else "There is no such file."
            self.problems.append(Problem(file, "", message))
            return None
        text = decode(entry.read_bytes(), file)
        if isinstance(text, Problem):
            self.problems.append(text)
            return None
        return text

    def read_as(self, file: str, entry: Path) -> None:
        """A file, as if it were called ``file``."""
        text = self._text(entry, file)
        reading = None if text is None else read_yaml(text, file)
        if reading is not None:
            self.problems += reading.problems
        if reading is None or reading.broken:
            self.unread.update(_parts_of(file))
        else:
            self._place(file, reading.value, dict(reading.lines))

    def _place(self, file: str, value: object, lines: dict[Loc, int]) -> None:
        name = file.removesuffix(".yaml")
        if is_sidecar(file):
            self.data.setdefault("translations", {})[name] = {} if value is None else value
            self._keep_lines(("translations", name), lines)
        elif name in LISTS:
            self.data[name] = [] if value is None else value
            self._keep_lines((name,), lines)
        elif not isinstance(value, dict):
            self.problems.append(Problem(file, "", "Write lines of “field: value” here.", line=1))
            self.unread.update(_parts_of(file))
        else:
            self._place_fields(file, value, lines)

    def _place_fields(self, file: str, value: dict[str, object], lines: dict[Loc, int]) -> None:
        for name, item in value.items():
            if file_of(name) != file and name in ELSEWHERE:
                message = f"This does not belong here. Move it to {file_of(name, '…')}."
                self.problems.append(Problem(file, name, message, line=lines[name,]))
                self.unread.add(name)
            elif file == PATHS_FILE and name not in IN_PATHS_FILE:
                message = (
                    f"There is no field “{name}” here.{nearest(name, IN_PATHS_FILE)} The fields are: paths, terms."
                )
                self.problems.append(Problem(file, name, message, line=lines[name,]))
            else:
                self.data[name] = item
        self._keep_lines((), lines)

    def _keep_lines(self, prefix: Loc, lines: dict[Loc, int]) -> None:
        self.lines.update({(*prefix, *loc): line for loc, line in lines.items()})
        if len(self.lines) > MOST_VALUES:
            message = f"There are more than {MOST_VALUES:,} values in its files. A guide has far fewer."
            raise FolderErrors([Problem(self.path.name, "", message)])

    def _read_pages(self, folder: Path) -> None:
        pages = []
        for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
            file = f"{PAGES}/{entry.name}"
            if is_ignored(entry.name):
                continue
            if entry.suffix != ".md":
                self.problems.append(Problem(file, "", "Nothing reads this. A page is a file “some-name.md”."))
            elif (text := self._text(entry, file)) is not None:
                pages.append(read_page(text, file, entry.stem))
        pages.sort(key=lambda page: page.order)
        for number, page in enumerate(pages):
            self.problems += page.problems
            self._keep_lines((PAGES, number), dict(page.lines))
        self.data[PAGES] = [dict(page.fields) for page in pages]

    def document(self) -> GuideDocument | None:
        document = self._whole_document()
        if self.problems:
            self._add_broken_names()
        return document

    def _whole_document(self) -> GuideDocument | None:
        try:
            return GuideDocument.model_validate_json(json.dumps(self.data), context=COMING_IN)
        except ValidationError as errors:
            self._add(errors.errors(include_url=False))
            return None

    def _add(self, errors: list[ErrorDetails]) -> None:
        for error in errors[:MOST_TOLD]:
            loc = loc_in_data(error)
            if self._is_reported_already(loc):
                continue
            file, place = locate(self.data, loc)
            self.problems.append(Problem(file, place, _sentence(error, loc, file), line=line_at(self.lines, loc)))
        if more := len(errors[MOST_TOLD:]):
            message = f"There are {more:,} more problems of this kind. Put these right first."
            self.problems.append(Problem(self.path.name, "", message))

    def _add_broken_names(self) -> None:
        for one, message in broken_names(self.data, self.unread):
            line = line_at(self.lines, loc_of(self.data, one.part, one.slug, one.field, one.word))
            self.problems.append(replace(problem(one.part, one.slug, one.field, message), line=line))

    def _is_reported_already(self, loc: Loc) -> bool:
        """Whether it is missing only because its file, or the front of its page, could not be read."""
        is_empty_page = loc[:1] == (PAGES,) and len(loc) > 1 and not self.data[PAGES][loc[1]]
        return is_empty_page or (bool(loc) and loc[0] in self.unread)


def _sentence(error: ErrorDetails, loc: Loc, file: str) -> str:
    if error["type"] == "missing" and len(loc) == 1 and loc[0] in ELSEWHERE:
        return f"“{loc[0]}” is missing. Write the file {file} with a list of {loc[0]}."
    return sentence(error)


def _parts_of(file: str) -> tuple[str, ...]:
    if file == GUIDE_FILE:
        return GUIDE_FIELDS
    name = file.removesuffix(".yaml")
    return IN_PATHS_FILE if file == PATHS_FILE else (name,)
