"""The guide document and everything that is worked out from it alone. No Django, no tables, no requests."""
