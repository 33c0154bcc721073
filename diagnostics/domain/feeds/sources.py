"""Which feeds this site reads (STATUS_FEED_URL)."""

from dataclasses import dataclass

from django.conf import settings

from diagnostics.config.env import WrongSetting
from diagnostics.content.document.problems import join_words
from diagnostics.content.feeds.readers import READERS
from diagnostics.content.feeds.reading import Reader


@dataclass(frozen=True, slots=True)
class Source:
    """A feed, where it is, and who reads it."""

    reader: Reader
    address: str

    @property
    def name(self) -> str:
        return self.reader.name


def sources() -> tuple[Source, ...]:
    """Those that are configured; none where the setting is empty. Raises WrongSetting."""
    first = next(iter(READERS))
    addresses = {name or first: address for name, address in settings.STATUS_FEEDS.items()}
    for name in addresses.keys() - READERS.keys():
        raise WrongSetting("STATUS_FEED_URL", f"names {name!r}, which no reader reads: there is {join_words(READERS)}.")
    return tuple(Source(READERS[name], address) for name, address in addresses.items())
