"""Who may what: three groups, made by migration 0003. What each may do stands there and in docs/editing.md."""

from typing import Final

EDITORS: Final = "Editors"
"""Change the draft, preview, check, import and export it."""
PUBLISHERS: Final = "Publishers"
"""What editors do, and publish, roll back and recall."""
AGENTS: Final = "Agents"
"""Use the agents' desk; they see nothing of the workplace."""
ROLES: Final = (EDITORS, PUBLISHERS, AGENTS)
