"""Input that nobody would think of: at the addresses of visitors and programs, and at what is read from files and feeds.

A short run is part of the suite; ``make fuzz`` is the long one. Not here: properties of what is right.
"""
