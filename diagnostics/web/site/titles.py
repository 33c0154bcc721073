"""What stands in the title of a page, and the name of the site."""

from typing import Final

from django import template
from django.conf import settings
from django.template.defaultfilters import stringfilter

from diagnostics.content.wording.search_titles import search_title

register: Final = template.Library()


def site_name() -> str:
    return str(getattr(settings, "SITE_NAME", "Fixpath"))


@register.filter
@stringfilter
def titled(title: str, guide: str = "") -> str:
    """The title of a page with the name of its guide where both fit, else with that of the site."""
    return search_title(title, guide, site_name())


register.simple_tag(site_name)
