"""The store: never larger than it may be, and what was asked for last stays."""

from collections import OrderedDict
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor

from django.http import HttpResponse
from hypothesis import given
from hypothesis import strategies as st

from diagnostics.web.store.kept_page import BESIDES, KeptPage, is_worth_keeping
from diagnostics.web.store.page_store import PageStore

KEYS = st.integers(0, 12)


def page(length: int = 100) -> KeptPage:
    return KeptPage(b"x" * length, is_packed=False, headers={}, note=None)


def size_of(pages: Mapping[str, KeptPage]) -> int:
    """Of keys and pages."""
    return sum(len(key) + one.size for key, one in pages.items())


@given(st.lists(st.tuples(st.booleans(), KEYS, st.integers(0, 1500)), max_size=80))
def test_it_holds_the_last_used_pages_that_fit(uses: list[tuple[bool, int, int]]) -> None:
    """Against a list that is kept by hand."""
    most = 10 * BESIDES
    store, expected = PageStore(most * 2), OrderedDict[str, KeptPage]()
    for is_put, number, length in uses:
        key = str(number)
        if is_put:
            expected.pop(key, None)
            expected[key] = page(length)
            store.put((key,), expected[key])
        elif store.get((key,)):
            expected.move_to_end(key)
        while size_of(expected) > most * 2:
            expected.popitem(last=False)
        assert store.size == size_of(expected) <= most * 2
        assert len(store) == len(expected)
    for key, one in expected.items():
        assert store.get((key,)) is one


def test_one_page_never_drives_out_all_others() -> None:
    store = PageStore(10 * BESIDES)
    store.put(("small",), page())
    store.put(("large",), page(2 * BESIDES))
    assert (store.get(("small",)) is not None, store.get(("large",))) == (True, None)


def test_names_count_as_pages_do() -> None:
    """However long addresses are, the store is no larger."""
    store = PageStore(100 * BESIDES)
    for number in range(30):
        store.put((f"{number:05}" * 2_000,), page())
    assert len(store) * 10_000 < store.size <= 100 * BESIDES


def test_threads_do_not_lose_count() -> None:
    """What the store says of its size is the sum of what is in it."""
    store = PageStore(20 * BESIDES)

    def use(number: int) -> None:
        for i in range(300):
            key = (str((number * 7 + i) % 40),)
            if store.get(key) is None:
                store.put(key, page(i))

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(use, range(8)))
    kept = {str(key): one for key in range(40) if (one := store.get((str(key),)))}
    assert store.size == size_of(kept) <= 20 * BESIDES
    store.clear()
    assert (store.size, len(store)) == (0, 0)


def test_errors_and_what_belongs_to_one_person_are_not_worth_keeping() -> None:
    mine = HttpResponse("page")
    mine.set_cookie("name", "value")
    kept = [is_worth_keeping(one) for one in (HttpResponse("page"), mine, HttpResponse("no", status=404))]
    assert kept == [True, False, False]
