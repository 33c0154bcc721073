"""What every page needs, and pages that belong to no guide: addresses, ties to links, caching, errors, health, the time.

Not here: anything that knows a walk.
"""
