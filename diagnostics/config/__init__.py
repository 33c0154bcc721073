"""Settings, and everything that turns the environment into them: addresses, databases, the secret key, logs, middleware.

Not here: anything that knows a guide.
"""
