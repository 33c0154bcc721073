"""HTTP for visitors: thin views that fetch, decide once and render once."""
