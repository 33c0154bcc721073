"""Who may what: groups made by migrations 0003 and 0021. What each may do stands there and in docs/editing.md."""

from typing import Final

from django.contrib.auth.models import User

EDITORS: Final = "Editors"
"""Change the draft, preview, check, import and export it."""
PUBLISHERS: Final = "Publishers"
"""What editors do, and publish, roll back and recall; they may look at the links of agents."""
AGENTS: Final = "Agents"
"""Use the agents' desk and see their own links; they see nothing of the workplace."""
SUPERVISORS: Final = "Supervisors"
"""Use the desk, see the links of all agents and hand them over."""
ROLES: Final = (EDITORS, PUBLISHERS, AGENTS, SUPERVISORS)
USE_DESK: Final = "diagnostics.use_desk"
SEE_EVERY_LINK: Final = "diagnostics.see_every_link"


def may_read_every_link(user: User) -> bool:
    """Supervisors, publishers and superusers may look at the links of all agents; a publisher is whoever may publish."""
    return user.has_perm(SEE_EVERY_LINK) or user.has_perm("diagnostics.publish_guide")
