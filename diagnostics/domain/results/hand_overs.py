"""Links that go from one agent to another: who may hand one over, to whom, and who did."""

from django.contrib.auth.models import User
from django.db import transaction

from diagnostics.domain.results.agent_links import is_own
from diagnostics.domain.safeguards.roles import SEE_EVERY_LINK, USE_DESK
from diagnostics.models import HandOver, ResultLink


class HandedOverMeanwhile(Exception):
    """Somebody else has handed the link over since it was read."""


def may_hand_over(user: User, link: ResultLink) -> bool:
    """Its owner, and supervisors, who must be able to while an agent is away."""
    return is_own(user, link) or user.has_perm(SEE_EVERY_LINK)


def colleagues(link: ResultLink) -> dict[str, User]:
    """Everybody who may use the desk and does not have the link, by name."""
    backend = "django.contrib.auth.backends.ModelBackend"
    users = User.objects.with_perm(USE_DESK, backend=backend).order_by("username")
    return {user.get_username(): user for user in users if not is_own(user, link)}


def hand_over(link: ResultLink, *, to: User, by: User) -> None:
    """From now on it is the colleague's; raises HandedOverMeanwhile."""
    with transaction.atomic():
        as_read = ResultLink.objects.filter(pk=link.pk, owner=link.owner_id)
        if not as_read.update(owner=to):
            raise HandedOverMeanwhile
        HandOver.objects.create(link=link, by=by, owner_before_id=link.owner_id, owner_after=to)
    link.owner = to
