"""The editors' workplace: lists and forms for every table, and pages about a guide as a whole.

Decisions are made in ``domain/``.
"""
