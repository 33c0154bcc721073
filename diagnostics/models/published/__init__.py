"""What is kept once it was made: releases, publications, recalls, result links, outcomes, examinations, readings of status feeds.

Not here: drafts (``drafts``).
"""
