"""What people read: a guide's texts for one walk, reasons in words, instructions for one device, names for slugs.

Not here: Markdown itself (``markup``), results as a whole (``results``).
"""
