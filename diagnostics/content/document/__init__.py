"""The guide document: its schema, its names and references, its canonical form, and the problems that it can have.

Not here: files (``files``), judgement (``checks``).
"""
