"""The guide as a folder of YAML and Markdown files, or as one zip file (reading is strict and names the line); and the
folder that a new guide begins with.

Not here: what the document means (``document``).
"""
