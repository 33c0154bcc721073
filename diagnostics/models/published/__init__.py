"""What is kept once it was made: releases, recalls, result links, outcomes, readings of status feeds, counts of walks.

Not here: drafts (``drafts``).
"""
