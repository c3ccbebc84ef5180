"""Files that people send: held against what they said, scanned for viruses, and passed on to a bron as they come."""
