"""What the operator sees from outside: metrics, and the access log.

Not here: health (``site``), what log lines look like (``config/logs.py``), what is counted where it happens (``domain/safeguards/tallies.py``).
"""
