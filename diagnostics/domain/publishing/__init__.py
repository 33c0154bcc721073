"""From a draft to what visitors see: import, examinations, the gate, publishing, rolling back, recalls, releases, export.

Not here: what a worker keeps in memory (``live``).
"""
