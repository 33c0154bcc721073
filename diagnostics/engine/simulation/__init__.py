"""The engine tried out: simulated visitors, rival policies, the audit, and what one changed sign does.

Not here: deciding (``engine`` itself).
"""
