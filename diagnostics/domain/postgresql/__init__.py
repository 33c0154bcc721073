"""PostgreSQL for Django, with a client that gives up in time: no wait outlasts the patience of its thread.

Not here: its address and options (``config.databases``).
"""
