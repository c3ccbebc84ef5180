"""Who asks: access tokens, verified against the keys of the issuers that the configuration names."""

from __future__ import annotations

from gateway.auth.kanalen import MachineVerifier, MedewerkerVerifier
from gateway.auth.verifier import Identity, TokenVerifier

__all__ = ["Identity", "MachineVerifier", "MedewerkerVerifier", "TokenVerifier"]
