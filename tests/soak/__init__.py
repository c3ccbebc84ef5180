"""`make soak SECONDS=900`: two workers and a Valkey under random faults, for as long as one likes."""
