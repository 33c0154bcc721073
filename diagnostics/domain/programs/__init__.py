"""Keys of programs: made, found by their secret, revoked.

Not here: what a program may ask for (``web/api``), the pages of keys (``admin/programs``).
"""
