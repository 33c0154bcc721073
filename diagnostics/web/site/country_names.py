"""Names of countries, for carrier notes that say only ``gb``. Codes of ISO 3166; ``zz`` stands for everywhere else."""

from collections.abc import Iterable
from typing import Final

from babel import Locale
from django.utils.translation import get_language, gettext, to_locale

from diagnostics.content.document.schema import Carrier

ELSEWHERE: Final = "zz"
_OTHER_NAMES: Final[dict[str, tuple[str, ...]]] = {
    "ae": ("UAE",),
    "gb": ("UK", "Britain", "England", "Scotland", "Wales"),
    "nl": ("Holland",),
    "us": ("USA", "America"),
}


def country_name(code: str) -> str:
    """The name of a country in the language of the page; a code without a name stays as it is."""
    if code == ELSEWHERE:
        return gettext("Everywhere else")
    name: str = Locale.parse(to_locale(get_language() or "en")).territories.get(code.upper(), code.upper())
    return name


def other_names(code: str) -> tuple[str, ...]:
    """Other names of a country, and its code."""
    return (*_OTHER_NAMES.get(code, ()), code)


def by_country(found: Iterable[Carrier]) -> list[tuple[str, list[Carrier]]]:
    """Carriers under the names of their countries, in the editors' order."""
    countries: dict[str, list[Carrier]] = {}
    for one in found:
        countries.setdefault(one.country, []).append(one)
    return [(country_name(country), group) for country, group in countries.items()]
