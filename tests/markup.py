"""HTML as it means, however its template breaks lines."""

import re


def flat(html: str) -> str:
    """One blank wherever blanks stand, and none before the end of a tag."""
    return re.sub(r"\s*(/?>)", r"\1", " ".join(html.split()))
