"""Pages about a guide as a whole. Each module is one page; decisions are made in ``domain/``."""
