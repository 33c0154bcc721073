"""Links from a form to the tables of the workplace."""

from dataclasses import dataclass

from django.urls import reverse

from diagnostics.models import Guide


@dataclass(frozen=True, slots=True)
class Table:
    """A page of the workplace: what it is called and where it is."""

    title: str
    address: str


def table(title: str, name: str, guide: Guide, **names: str) -> Table:
    """The table of that name for this guide."""
    return Table(title, reverse(f"admin:{name}", kwargs={"guide": guide.slug, **names}))
