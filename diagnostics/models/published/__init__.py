"""What is kept once it was made: releases, result links and what was done on them, outcomes, readings, walks, webhooks.

Not here: drafts (``drafts``).
"""
