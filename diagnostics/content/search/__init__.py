"""What visitors search for in a guide: its entries, the words of a query, and which answers a query says.

Not here: what editors look up in a draft (``editing/search``), counting (``domain/searches``).
"""
