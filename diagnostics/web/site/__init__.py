"""What every page needs, and pages that belong to no guide: addresses, caching, errors, health, the time, being offline.

Not here: anything that knows a walk.
"""
