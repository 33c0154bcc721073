"""What the site says of itself (About, Privacy, Contact), and what visitors say is wrong on its pages.

Not here: the name and the colours of the site (``config/brand``), what a guide says.
"""

from diagnostics.domain.about.process import begin, forget, has_contact, page, tell, tend

__all__ = ["begin", "forget", "has_contact", "page", "tell", "tend"]
