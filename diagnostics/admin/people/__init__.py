"""People who sign in: Django's own forms, and taking a lost second step from somebody.

Not here: what people do for themselves (``web/signing_in``), groups (``domain/safeguards/roles.py``).
"""
