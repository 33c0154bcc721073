"""What stands between ``manage.py serve`` and gunicorn, and the worker in which gunicorn serves the site."""
