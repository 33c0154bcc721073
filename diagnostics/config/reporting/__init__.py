"""What the running site tells its operator: which request a log line belongs to, what no line may say, reports to Sentry, files of metrics.

Not here: the form of a log line (``config/logs.py``), what is measured (``web/monitoring``).
"""
