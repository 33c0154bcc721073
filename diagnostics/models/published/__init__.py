"""What is kept once it was made: releases and publications, result links, outcomes, readings of feeds, counts of walks, webhooks.

Not here: drafts (``drafts``).
"""
