"""The second step of signing in, under ``/sign-in/``: taking it, setting it up, removing it; where somebody is signed in.

Not here: the doors, which ask for the password (``admin/signing_in.py``, ``web/desk/signing_in.py``).
"""
