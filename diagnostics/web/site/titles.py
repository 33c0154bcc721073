"""What stands in the title of a page."""

from typing import Final

from django import template
from django.conf import settings
from django.template.defaultfilters import stringfilter

from diagnostics.content.wording.search_titles import search_title

register: Final = template.Library()


@register.filter
@stringfilter
def titled(title: str, guide: str = "") -> str:
    """The title of a page with the name of its guide where both fit, else with that of the site."""
    return search_title(title, guide, settings.SITE_NAME)
