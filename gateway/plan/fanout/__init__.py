"""The fan-out: how each source field gets its data from all bronnen that can have it, and how that becomes one answer."""
