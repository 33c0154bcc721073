"""How often a password may be tried. Asked before it is looked at, for looking costs time and memory.

Three limits: five wrong ones for one name from one address (django-axes), and here those of one address and those of one
name. The latter two do not count for somebody who comes from where they have signed in before, so that no stranger can
keep them out.
"""

import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import Final

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse

from diagnostics.config import callers
from diagnostics.config.passwords import hashing_for
from diagnostics.domain.safeguards import limits
from diagnostics.domain.safeguards.limits import Limit
from diagnostics.domain.signing_in import places

ADDRESS: Final = Limit("sign-in", 60)
"""Wrong passwords from one address, for all names together."""
NAME: Final = Limit("sign-in-name", 100)
"""Wrong passwords for one name, from all addresses together."""
CONFIRMING: Final = Limit("confirm", 20)
"""Passwords that somebody who is signed in types once more."""
LONGEST_NAME: Final = 150
COUNTED: Final = "diagnostics.tries"
"""In a request: the limits that its password was counted against."""


class TooManyTries(Exception):
    """No password is looked at; ``seconds`` until one will be."""

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        super().__init__(f"Wait {seconds} seconds.")


@contextmanager
def trying(request: HttpRequest, name: str) -> Iterator[None]:
    """Around whatever looks at a password. Raises ``TooManyTries``, and ``HashingBusy`` where the queue is full."""
    name = unicodedata.normalize("NFKC", name.strip()[:LONGEST_NAME])  # as Django's form does
    caller = callers.address(request)
    wait = _spend(request, (ADDRESS, caller), (NAME, name.casefold()))
    is_usual = places.is_usual(name, caller)
    if wait and not is_usual:
        raise TooManyTries(wait)
    with hashing_for("known" if is_usual else "stranger"):
        yield


def _spend(request: HttpRequest, *tries: tuple[Limit, str]) -> int:
    """The seconds to wait; what one limit refuses is not counted against the next."""
    counted = request.META[COUNTED] = []
    for limit, caller in tries:
        if wait := limits.spend(limit, caller):
            return wait
        counted.append((limit, caller))
    return 0


def give_back_tries(request: HttpRequest) -> None:
    """The password was right: only wrong ones count; tries at the same time count as wrong."""
    for limit, caller in request.META.pop(COUNTED, ()):
        limits.give_back(limit, caller)


def confirm(user: User, password: str) -> bool:
    """Whether this is the password of somebody who is signed in. Raises ``TooManyTries``."""
    return limit_tries(user, lambda: user.check_password(password), is_right=bool)


def limit_tries[T](user: User, look: Callable[[], T], *, is_right: Callable[[T], bool]) -> T:
    """What ``look`` makes of a password of somebody who is signed in. Raises ``TooManyTries``."""
    if wait := limits.spend(CONFIRMING, str(user.pk)):
        raise TooManyTries(wait)
    answer = look()
    if is_right(answer):
        limits.give_back(CONFIRMING, str(user.pk))
    return answer


def change(request: HttpRequest, view: Callable[[HttpRequest], HttpResponse]) -> HttpResponse:
    """A view that takes the old password and a new one. Raises ``TooManyTries``."""
    user = request.user
    if request.method != "POST" or not user.is_authenticated:
        return view(request)
    # An old password that is wrong is told by the form; a redirect says that it was right.
    return limit_tries(user, lambda: view(request), is_right=lambda answer: answer.status_code == HTTPStatus.FOUND)
