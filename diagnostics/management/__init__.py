"""Commands of ``manage.py``, and what stands between ``manage.py serve`` and gunicorn (``serving``).

Not here: what the commands do (``domain``).
"""
