"""Pages about other programs that use the site.

Not here: what a key opens (``web/api``).
"""
