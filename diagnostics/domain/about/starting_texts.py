"""What stands on the site's own pages until editors write something. It is true of every site."""

from collections.abc import Mapping
from typing import Final

_ABOUT: Final = """\
You answer a few short questions. The site then offers the step that is most likely to help, or says that nothing is broken. Before you do \
anything, it tells you why it thinks so, and what you may lose.

## How we check

- Pages name their sources, and the day on which a person last compared them with these sources. Both stand at the end of the page.
- Before a change goes live, the site tries it on walks whose right end is known, and tells its editors which of them end elsewhere.
- Of two steps that are as likely to help, one that loses nothing comes before one that may lose something.
- Where something is not known, the page says so.

We are sometimes wrong. At the end of pages and steps you can tell us so. What you write goes to the people who edit this site.

## Whom we do not speak for

This site is not affiliated with the makers of the devices and services that it speaks of. The names of products belong to their \
owners.
"""
_PRIVACY: Final = """\
You can use this site without an account and without telling us who you are. What follows is written by the site itself, from the way it \
is set up.
"""

TEXTS: Final[Mapping[str, str]] = {"about": _ABOUT, "privacy": _PRIVACY, "contact": ""}
