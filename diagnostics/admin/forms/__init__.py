"""A list and a form for every table."""

from diagnostics.admin.forms import carriers, causes, guides, questions, readings, releases, steps

__all__ = ["carriers", "causes", "guides", "questions", "readings", "releases", "steps"]
