"""Few pages are made at a time, and everybody gets one."""

from concurrent.futures import ThreadPoolExecutor
from threading import Lock
from time import sleep

from django.http import HttpResponse

from diagnostics.web.store.rendering import AT_ONCE, in_turn


def test_few_pages_are_made_at_a_time() -> None:
    lock, making, most = Lock(), 0, 0

    def make() -> HttpResponse:
        nonlocal making, most
        with lock:
            making += 1
            most = max(most, making)
        sleep(0.005)
        with lock:
            making -= 1
        return HttpResponse("made")

    with ThreadPoolExecutor(8) as threads:
        made = list(threads.map(lambda _: in_turn(make), range(16)))
    assert most == AT_ONCE
    assert {one.content for one in made} == {b"made"}


def test_one_that_fails_gives_its_place_back() -> None:
    def fail() -> HttpResponse:
        raise ValueError

    for _ in range(AT_ONCE + 1):
        try:
            in_turn(fail)
        except ValueError:
            continue
    assert in_turn(HttpResponse).status_code == 200
