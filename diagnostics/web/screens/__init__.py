"""What stands on each screen of a walk, ready for its template to print."""
