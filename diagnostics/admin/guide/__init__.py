"""Pages about a guide as a whole: overview, check, preview, order of parts, where visitors go.

Not here: publishing it (``publishing``).
"""
