"""Webhooks: other programs hear of what happened here, signed, once it is true, and again until they take it.

Not here: what happened; whoever makes it true calls ``outbox.tell``.
"""
