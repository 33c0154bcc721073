"""What is wrong or odd with a document: rules, audit remarks, reading age, and how simulated visitors fare.

Not here: cases (``cases``), problems of the schema itself (``document``).
"""
