"""The interface for programs, ``/api/v1/``: guides, decisions, steps and causes for everybody, result links with a key.

Not here: what is decided, and its words (``walk``, ``reading``); keys (``domain/programs``); pages for people.
"""
