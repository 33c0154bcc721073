"""The tables that editors change. Visitors never see them.

Not here: releases and links (``published``).
"""
