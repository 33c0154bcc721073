"""Texts without a guide: Markdown made safe, plain text, and a word-by-word difference.

Not here: texts filled in for one walk (``wording``).
"""
