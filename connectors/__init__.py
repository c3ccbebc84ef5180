"""Where data comes from: one folder for each kind of system. A connector is found by its folder; nothing else names it."""
