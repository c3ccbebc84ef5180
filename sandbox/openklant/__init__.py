"""Open Klant: the contacts a gemeente had with people and businesses, as the real system answers."""

from sandbox.openklant.app import VARIANTEN, bouw

__all__ = ["VARIANTEN", "bouw"]
