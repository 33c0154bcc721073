"""Finished pages in memory."""
