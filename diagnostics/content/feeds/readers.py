"""The readers that there are, by name."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from diagnostics.content.feeds.apple_status import AppleStatus
from diagnostics.content.feeds.reading import Reader

_ALL: Final[tuple[Reader, ...]] = (AppleStatus(),)
READERS: Final[Mapping[str, Reader]] = MappingProxyType({reader.name: reader for reader in _ALL})
