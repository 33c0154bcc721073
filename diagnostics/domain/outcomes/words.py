"""The words of an outcome."""

from typing import Final, Literal, get_args

type Kind = Literal["fixed", "not", "explained", "aside", "helped", "cannot"]
type Why = Literal["", "find", "lack", "allowed"]

KINDS: Final[frozenset[str]] = frozenset(get_args(Kind.__value__))
WHYS: Final[frozenset[str]] = frozenset(get_args(Why.__value__))
"""Why a visitor cannot do a step; empty where no reason is given."""
