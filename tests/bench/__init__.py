"""Benches: what the gateway costs, printed as one JSON object a line. Ratios compare within one run."""
