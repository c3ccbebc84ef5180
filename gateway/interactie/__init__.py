"""Our taken as VNG's Interactieservices API (0.1) has them, for portals of others: from the same domain, asked the same way."""
