"""What other programs may ask of this site, and what they are told: for administrators.

Not here: how they are told (``domain/webhooks``).
"""
