"""What is kept once it was made: releases, recalls, result links, outcomes, counts of walks, announcements.

Not here: drafts (``drafts``).
"""
