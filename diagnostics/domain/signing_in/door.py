"""How often a password may be tried. Asked before it is looked at, for looking costs time and memory.

Three limits: five wrong ones for one name from one address (django-axes), and here those of one address and those of one
name. The latter two do not count for somebody who comes from where they have signed in before, so that no stranger can
keep them out.
"""

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


class TooManyTries(Exception):
    """No password is looked at; ``seconds`` until one will be."""

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        super().__init__(f"Wait {seconds} seconds.")


@contextmanager
def trying(request: HttpRequest, name: str) -> Iterator[None]:
    """Around whatever looks at a password. Raises ``TooManyTries``, and ``HashingBusy`` where the queue is full."""
    name = name[:LONGEST_NAME]
    caller = callers.address(request)
    # A right password gives its points back, so that only wrong ones count; tries at the same time count as wrong.
    wait = max(limits.spend(ADDRESS, caller), limits.spend(NAME, name.casefold()))
    is_usual = places.is_usual(name, caller)
    if wait and not is_usual:
        raise TooManyTries(wait)
    with hashing_for("known" if is_usual else "stranger"):
        yield


def passed(request: HttpRequest, user: User) -> None:
    """The password was right."""
    limits.give_back(ADDRESS, callers.address(request))
    limits.give_back(NAME, user.get_username().casefold())


def confirm(user: User, password: str) -> bool:
    """Whether this is the password of somebody who is signed in. Raises ``TooManyTries``."""
    return limited(user, lambda: user.check_password(password), is_right=bool)


def limited[T](user: User, look: Callable[[], T], *, is_right: Callable[[T], bool]) -> T:
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
    return limited(user, lambda: view(request), is_right=lambda answer: answer.status_code == HTTPStatus.FOUND)
