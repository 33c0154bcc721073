"""Inputs for a target: made of its words, or seeds with something changed in them, or whatever."""

from functools import cache

from hypothesis import strategies as st

from tests.fuzz.targets import Target

MOST_PIECES = 12


@cache
def inputs(target: Target) -> st.SearchStrategy[bytes]:
    words = st.sampled_from([word.encode() for word in target.words])
    pieces = words | st.binary(max_size=4) | st.text(max_size=4).map(lambda text: text.encode("utf-8", "surrogatepass"))
    made = st.lists(pieces, max_size=MOST_PIECES).map(b"".join)
    seeds = st.sampled_from(target.seeds())
    return made | st.builds(_change, seeds, st.integers(0, 10**6), st.integers(0, 40), made)


def _change(seed: bytes, at: int, gone: int, put: bytes) -> bytes:
    """With a piece of it taken out somewhere, and another one put there."""
    at %= len(seed) + 1
    return seed[:at] + put + seed[at + gone :]
