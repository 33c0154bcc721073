"""Fields and widgets for what drafts are made of: Markdown, names, conditions, choices with their labels.

Not here: which form has which (``forms``).
"""
