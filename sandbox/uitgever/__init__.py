"""The token issuer of the sandbox: OpenID Connect with a person picker in place of a login."""
