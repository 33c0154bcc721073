"""SQLite for Django, which waits for a lock no longer than its thread has patience.

Not here: its address and options (``config.databases``).
"""
