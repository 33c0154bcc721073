"""Publishing, releases, rolling back, recalls, import and export.

Not here: the check of a draft (``guide``).
"""
