"""What is kept once it was made: releases, publications, recalls, result links, outcomes, examinations.

Not here: drafts (``drafts``).
"""
