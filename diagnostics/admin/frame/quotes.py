"""A filter of all templates: ``{{ title|quoted }}``."""

from django.template import Library

from diagnostics.content.markup.quotes import quote

register = Library()
register.filter("quoted", quote)
