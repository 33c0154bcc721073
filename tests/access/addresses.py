"""Every address that the URL conf knows, by name; one without a name goes by its route."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver, reverse


@dataclass(frozen=True, slots=True)
class Address:
    """names: what stands in its place holders."""

    name: str
    names: tuple[str, ...]

    def path(self, **values: object) -> str:
        """The path with these values in it; a nameless one is given whole."""
        if "/" in self.name:
            return str(values[self.name])
        return reverse(self.name, kwargs={name: values[name] for name in self.names})


def every_address() -> list[Address]:
    return list(_below(get_resolver(), "", "", ()))


def _below(resolver: URLResolver, route: str, space: str, names: tuple[str, ...]) -> Iterator[Address]:
    for entry in resolver.url_patterns:
        here = (*names, *entry.pattern.converters, *_groups(entry))
        if isinstance(entry, URLResolver):
            inside = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from _below(entry, route + str(entry.pattern), inside, here)
        else:
            yield Address(f"{space}{entry.name}" if entry.name else f"/{route}{entry.pattern}", here)


def _groups(entry: URLPattern | URLResolver) -> tuple[str, ...]:
    """The named groups of a regular expression."""
    regex = getattr(entry.pattern, "_regex", None)
    return tuple(entry.pattern.regex.groupindex) if regex and not entry.pattern.converters else ()
