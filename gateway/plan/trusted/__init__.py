"""Trusted documents: the operations that a portal announced beforehand, asked for by the hash of their text."""
