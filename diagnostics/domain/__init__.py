"""Decisions that need the database. No HTTP."""
