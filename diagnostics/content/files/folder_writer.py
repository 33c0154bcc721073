"""A document written as a guide folder, so that people can review it."""

from pathlib import Path
from typing import Any, Final

from diagnostics.content.document.layout import (
    FILES,
    GUIDE_FIELDS,
    GUIDE_FILE,
    IN_PATHS_FILE,
    LISTS,
    PAGES,
    PATHS_FILE,
    file_of,
    is_sidecar,
)
from diagnostics.content.document.schema import GuideDocument
from diagnostics.content.files.front_matter import write_page
from diagnostics.content.files.yaml_writer import write_yaml

FIRST: Final = ("slug", "aliases")
LAST: Final = ("sources", "reviewed", "text", "variants")
"""Fields of a sourced object that stand at its end."""


def write_folder(document: GuideDocument, path: Path) -> None:
    """Write a document's folder; guide files that it no longer needs are removed, others are left alone."""
    files = folder_files(document)
    (path / PAGES).mkdir(parents=True, exist_ok=True)
    for old in _guide_files(path):
        if old.relative_to(path).as_posix() not in files:
            old.unlink()
    for name, text in files.items():
        (path / name).write_text(text, encoding="utf-8", newline="\n")


def folder_files(document: GuideDocument) -> dict[str, str]:
    """Path in the folder → text, for every file of a document."""
    data = document.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    for question in data["questions"]:
        _order_signs(question, data)
    return _files(data)


def _guide_files(path: Path) -> list[Path]:
    yaml = [file for file in path.glob("*.yaml") if file.name in FILES or is_sidecar(file.name)]
    return [*yaml, *path.glob(f"{PAGES}/*.md")]


def _files(data: dict[str, Any]) -> dict[str, str]:
    files = {GUIDE_FILE: write_yaml({name: data[name] for name in GUIDE_FIELDS if name in data})}
    files |= {file_of(name): write_yaml([_order_fields(item) for item in data[name]]) for name in LISTS if name in data}
    if paths := {name: data[name] for name in IN_PATHS_FILE if name in data}:
        files[PATHS_FILE] = write_yaml(paths)
    for number, page in enumerate(data.get(PAGES, []), start=1):
        files[file_of(PAGES, page["slug"])] = write_page(_order_fields(page), number)
    return files | {f"{language}.yaml": write_yaml(texts) for language, texts in data.get("translations", {}).items()}


def _order_fields(item: dict[str, Any]) -> dict[str, Any]:
    """An object's fields as people like to read them: slug first, sources and long texts last."""
    last = LAST if "sources" in item else ()
    middle = [name for name in item if name not in (*FIRST, *last)]
    return {name: item[name] for name in (*FIRST, *middle, *last) if name in item}


def _order_signs(question: dict[str, Any], data: dict[str, Any]) -> None:
    """Put sign rows in the order of the causes (``*`` and places first), and signs in the order of the options."""
    rows = {"*": 0} | {f"@{place['slug']}": 1 for place in data["places"]}
    rows |= {cause["slug"]: 2 + number for number, cause in enumerate(data["causes"])}
    options = {option["slug"]: number for number, option in enumerate(question.get("options", []))}
    signs = question.get("signs", {})
    for row in sorted(signs, key=lambda row: rows.get(row, len(rows))):
        in_order = sorted(signs.pop(row).items(), key=lambda sign: options.get(sign[0], len(options)))
        signs[row] = dict(in_order)
