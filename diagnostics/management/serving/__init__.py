"""What stands between ``manage.py serve`` and gunicorn."""
