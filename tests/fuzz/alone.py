"""A site of its own for a process that is no test: a database in a temporary folder, and the fuzzed guide."""

import os


def begin() -> None:
    """Call it before anything of the site is imported."""
    import logging

    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import django

    django.setup()
    logging.disable(logging.CRITICAL)


def make_site() -> None:
    """Tables, and the guide in them and in memory."""
    from django.test.utils import setup_databases, setup_test_environment

    from tests.fuzz import site

    setup_test_environment()
    setup_databases(verbosity=0, interactive=False)
    site.make_site()
