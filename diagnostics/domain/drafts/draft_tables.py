"""The tables of one draft, each made to say what is wanted."""

from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from django.db.models import Model

from diagnostics.content.document.schema import GuideDocument
from diagnostics.domain.drafts.rows import Key, Row, Synced, by_columns, by_number, delete, positions, sync
from diagnostics.models import Guide, Source
from diagnostics.models.drafts.part import Part as PartRow
from diagnostics.models.drafts.part import Sourced

type Keys = dict[str, int]
"""Primary keys by slug."""


class Citing(Protocol):
    """A part of a document that names its sources."""

    @property
    def slug(self) -> str: ...
    @property
    def sources(self) -> tuple[str, ...]: ...


class DraftTables:
    """Attributes:

    rows, keys: of the parts written so far, by table. left: rows that nobody wants any more, still there.
    """

    def __init__(self, document: GuideDocument, guide: Guide) -> None:
        self.document = document
        self.guide = guide
        self.rows: dict[type[Model], dict[int, PartRow]] = {}
        self.keys: dict[type[Model], Keys] = {}
        self.left: dict[type[Model], list[Any]] = {}

    def parts(self, model: type[PartRow], wanted: Iterable[Row]) -> None:
        """Write the rows of one table in their order; a row whose slug has become an alias goes on under the new one."""
        values = list(wanted)
        found = {row.slug: row for row in model.objects.filter(guide=self.guide)}
        matched = _matching_rows(values, found)
        places = positions([row.position if row else None for row in matched])
        known = {(row["slug"],): old for row, old in zip(values, matched, strict=True) if old}
        made = sync(model, known, (
            ((row["slug"],), row | {"guide_id": self.guide.pk, "position": position})
            for row, position in zip(values, places, strict=True)
        ))  # fmt: skip
        used = {row.pk for row in made.rows}
        self.left[model] = [row for row in found.values() if row.pk not in used]
        self.rows[model] = {row.pk: row for row in made.rows}
        self.keys[model] = {row.slug: row.pk for row in made.rows}

    def pairs(self, model: type[Any], columns: tuple[str, str], value: str, wanted: Sequence[Key]) -> None:
        """Rows between two parts that say one thing; ``wanted``: (owner, other, what it says)."""
        found = by_columns(model.objects.filter(**{f"{columns[0].removesuffix('_id')}__guide": self.guide}), *columns)
        made = sync(model, found, (
            ((one, other), {columns[0]: one, columns[1]: other, value: says}) for one, other, says in wanted
        ))  # fmt: skip
        delete(made.left)

    def numbered_rows(self, model: type[Any], parent: str, wanted: dict[int, list[Row]]) -> list[Any]:
        """Rows inside parts that have nothing but their place; in the wanted order."""
        found = by_number(model.objects.filter(**{f"{parent.removesuffix('_id')}__guide": self.guide}), parent)
        made = self.children(model, parent, found, {key: list(enumerate(rows)) for key, rows in wanted.items()})
        delete(made.left)
        return made.rows

    def children(
        self, model: type[Any], parent: str, found: dict[Key, Any], wanted: dict[int, list[tuple[Any, Row]]]
    ) -> Synced[Any]:
        """Ordered rows inside parts, each under what tells it apart inside its part; deletes nothing."""
        rows = list[tuple[Key, Row]]()
        for key, children in wanted.items():
            old = [found.get((key, mark)) for mark, _ in children]
            places = positions([row.position if row else None for row in old])
            for (mark, child), position in zip(children, places, strict=True):
                rows.append(((key, mark), child | {parent: key, "position": position}))
        return sync(model, found, rows)

    def lists(self, through: type[Any], one: str, other: str, wanted: dict[int, list[int]]) -> None:
        """Ordered references; where a list differs, it is written anew."""
        found: dict[int, list[int]] = {}
        for key, value in through.objects.filter(**{f"{one}__in": wanted}).order_by("pk").values_list(one, other):
            found.setdefault(key, []).append(value)
        differing = {key: values for key, values in wanted.items() if found.get(key, []) != values}
        through.objects.filter(**{f"{one}__in": differing}).delete()
        through.objects.bulk_create(
            through(**{one: key, other: value}) for key, values in differing.items() for value in values
        )

    def cite(self, model: type[Sourced], parts: Sequence[Citing]) -> None:
        keys, sources = self.keys[model], self.keys[Source]
        wanted = {keys[part.slug]: [sources[slug] for slug in part.sources] for part in parts}
        self.lists(model.citations().model, f"{model.__name__.lower()}_id", "source_id", wanted)


def _matching_rows(wanted: Sequence[Row], found: dict[str, PartRow]) -> list[PartRow | None]:
    """The row of each part: that of its slug, else one that nobody else wants and of which either slug was the other once."""
    free = {slug: row for slug, row in found.items() if slug not in {one["slug"] for one in wanted}}
    matched = list[PartRow | None]()
    for one in wanted:
        slug, old = one["slug"], one.get("aliases", ())
        names = (name for name, row in free.items() if name in old or slug in getattr(row, "aliases", ()))
        matched.append(found.get(slug) or free.pop(next(names, ""), None))
    return matched
