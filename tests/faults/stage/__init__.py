"""Where faults are tried: PostgreSQL, Redis, nginx and two hosts of the site, all real, with visitors walking through them.

Not here: what is damaged, and what was promised.
"""
