"""The guide as a folder of YAML and Markdown files, or as one zip file; reading is strict and names the line.

Not here: what the document means (``document``).
"""
