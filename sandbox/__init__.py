"""The sandbox: simulated municipal systems, tax, parking and MijnOverheid on loopback, with a token issuer."""
