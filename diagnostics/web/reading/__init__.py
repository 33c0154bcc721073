"""Pages made to be read and found: home, a guide's front page, signs, causes, steps, carriers, longer reading.

Not here: the walk that they lead to (``walk``).
"""
