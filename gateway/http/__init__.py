"""The HTTP side: the GraphQL endpoint, problems, health, the playground and what every answer carries."""
