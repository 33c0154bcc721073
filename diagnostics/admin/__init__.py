"""The editors' workplace: every table, plainly. Decisions are made in ``domain/``."""

from django.contrib import admin

from diagnostics.admin import carriers, causes, guides, questions, readings, releases, steps

__all__ = ["carriers", "causes", "guides", "questions", "readings", "releases", "steps"]

admin.site.site_header = "Fixpath"
admin.site.site_title = "Fixpath"
admin.site.index_title = "The editors' workplace"
