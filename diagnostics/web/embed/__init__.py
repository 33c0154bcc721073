"""Guides in the pages of other sites: the frame that they may show, and the script that puts it there.

Not here: the pages themselves, which are those of the walk, of reading and of results.
"""
