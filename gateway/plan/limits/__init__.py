"""What one question may ask at most: its text, its shape and its price, each refused with a rule that has a name."""
