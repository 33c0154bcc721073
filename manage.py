#!/usr/bin/env python
"""Fixpath's commands: ``python manage.py help``."""

import os
import sys

from django.conf import settings
from django.core.management import execute_from_command_line

from diagnostics.config.env import WrongSetting


def main() -> None:
    """Run one command; a wrong setting ends it with one line and exit code 2."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "diagnostics.config.settings")
    try:
        settings.DEBUG  # noqa: B018 (the first look at a setting reads them all)
    except WrongSetting as wrong:
        sys.stderr.write(f"{wrong}\n")
        raise SystemExit(2) from None
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
