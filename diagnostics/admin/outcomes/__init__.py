"""What helped: what visitors said of steps, in numbers.

Not here: what they say of their trouble right now (``guide/now.py``), simulated visitors (``guide/walks.py``).
"""
