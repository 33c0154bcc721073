"""Reports: real solved tickets, played through a guide as the person who wrote them would have gone through it.

Not here: cases (``cases``), simulated visitors (``checks``).
"""
