"""What employees can ask: a schema of its own with the same types, so that the citizen's has no place for a person's number."""
