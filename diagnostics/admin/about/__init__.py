"""What the site says of itself, and what visitors say is wrong on its pages.

Not here: the texts of a guide (``forms``).
"""
