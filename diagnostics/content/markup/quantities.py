"""Numbers of things in words."""


def quantity(count: int, thing: str) -> str:
    """Such as "1 error", "2 errors", "3 remedies"."""
    plural = f"{thing[:-1]}ies" if thing.endswith("y") else f"{thing}s"
    return f"{count:,} {thing if count == 1 else plural}"
