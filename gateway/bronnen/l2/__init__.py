"""The second cache, outside the process: shared by all workers, sealed, and missed without harm."""
