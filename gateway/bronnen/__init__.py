"""The one way to a bron: registry, fetch path (cache, flight, deadline, connector), client and credentials."""
