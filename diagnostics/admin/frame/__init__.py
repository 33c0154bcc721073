"""What every page of a guide's workplace has in common: its frame, its links to forms, its problems and marks.

Not here: the pages.
"""
