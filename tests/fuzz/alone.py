"""A site of its own for a process that is no test: a database in a temporary folder, and the fuzzed guide."""

import os


def begin() -> None:
    """Call it before anything of the site is imported."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import django

    django.setup()
    import logging

    from django.test.utils import setup_databases, setup_test_environment

    from tests.fuzz.site import make_site

    logging.disable(logging.CRITICAL)
    setup_test_environment()
    setup_databases(verbosity=0, interactive=False)
    make_site()
