"""Fixpath: a few questions, then the step that helps."""

VERSION = "0.1.0"
"""Of Fixpath; kept with each release, and read from here by whatever else needs it."""
