"""One command a file, found by its name.

Not here: what several of them share (the folder above).
"""
