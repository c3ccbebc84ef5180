"""What a mutation does: find what it is about, have it changed at its bron, and answer with what is there now."""
