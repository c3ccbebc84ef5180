"""From operation to answer: compiled once into fetches and a projector, then only data moves."""
