"""Who may what: three groups, made by migration 0003. What each may do stands there and in docs/editing.md."""

from typing import Final

from django.contrib.auth.models import User

EDITORS: Final = "Editors"
"""Change the draft, preview, check, import and export it."""
PUBLISHERS: Final = "Publishers"
"""What editors do, and publish, roll back and recall; they may look at the links of agents."""
AGENTS: Final = "Agents"
"""Use the agents' desk and see their own links; they see nothing of the workplace."""
ROLES: Final = (EDITORS, PUBLISHERS, AGENTS)
USE_DESK: Final = "diagnostics.use_desk"


def may_read_every_link(user: User) -> bool:
    """Publishers and superusers may look at the links of all agents; a publisher is whoever may publish."""
    return user.has_perm("diagnostics.publish_guide")
