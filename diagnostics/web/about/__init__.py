"""The site's own pages: About, Privacy, Contact, and “Is something wrong on this page?”.

Not here: name, logo and colours (``site/identity``), what a guide says (``reading``).
"""
