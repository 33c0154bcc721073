"""Countries by code."""

from diagnostics.content.wording.countries import countries


def test_countries_stand_by_name_and_everywhere_else_last() -> None:
    """Every country once, none that is no country."""
    codes = [code for code, _ in countries()]
    names = [name for _, name in countries()]
    assert ("de", "Germany") in countries()
    assert (codes[-1], len(set(codes)), names[:-1]) == ("zz", len(codes), sorted(names[:-1]))
    assert {"eu", "un", "xa"} & set(codes) == set()
    assert all(len(code) == 2 for code in codes)
