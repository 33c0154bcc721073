"""A list and a form for every table, with history, deletion and slugs.

Not here: the fields inside them (``fields``), pages about a whole guide.
"""

from diagnostics.admin.forms import carriers, causes, guides, questions, readings, releases, steps

__all__ = ["carriers", "causes", "guides", "questions", "readings", "releases", "steps"]
