"""Where Django looks for the settings. They stand in ``config/settings.py``."""

from diagnostics.config.settings import *  # noqa: F403 (all of them)
