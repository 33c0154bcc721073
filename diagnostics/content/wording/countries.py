"""Countries by their code in two small letters (ISO 3166); ``zz`` stands for everywhere else."""

from functools import cache

from babel import Locale

ELSEWHERE = "zz"
_NO_COUNTRY = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})


@cache
def countries(language: str = "en") -> tuple[tuple[str, str], ...]:
    """Code and name of every country, by name; everywhere else stands last."""
    names = Locale.parse(language).territories.items()
    found = [(code.lower(), str(name)) for code, name in names if code.isalpha() and code not in _NO_COUNTRY]
    return (*sorted(found, key=lambda one: one[1]), (ELSEWHERE, "Everywhere else"))
