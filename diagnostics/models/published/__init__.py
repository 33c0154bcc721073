"""What is kept once it was made: releases, result links and what was done on them, outcomes, readings of feeds, walks.

Not here: drafts (``drafts``).
"""
