"""Coming in with a name, a password and a second step; how often that may be tried, and where somebody is signed in.

Not here: how passwords are hashed (``config/passwords.py``), the pages (``admin/signing_in.py``, ``web/desk``, ``web/signing_in``).
"""
