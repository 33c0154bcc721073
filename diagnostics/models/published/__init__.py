"""What is kept once it was made: releases and publications, result links, outcomes, readings of feeds, counts of walks.

Not here: drafts (``drafts``).
"""
