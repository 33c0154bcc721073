"""Who may open what: every address of the URL conf, tried by every role; and what every answer carries.

Not here: what a page shows to whoever may open it.
"""
