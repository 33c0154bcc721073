"""What is measured by hand. Rooms of the domain need Django, so it is set up first."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "diagnostics.config.settings")
django.setup()
