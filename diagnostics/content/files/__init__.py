"""The guide as a folder of YAML and Markdown files, or as one zip file; and the folder that a new guide begins with.

Reading is strict and names the line. Not here: what the document means (``document``).
"""
