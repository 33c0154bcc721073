"""The history of every object of a draft, and undoing: what a change did, and what putting something back would do.

Not here: what is written into it, and how it is laid over the draft (``domain/drafts``).
"""
