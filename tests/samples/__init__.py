"""Files of other sites to try readers on."""

from pathlib import Path

FOLDER = Path(__file__).parent


def sample(name: str) -> bytes:
    """What a file holds: ``sample("status/outage.json")``."""
    return (FOLDER / name).read_bytes()
