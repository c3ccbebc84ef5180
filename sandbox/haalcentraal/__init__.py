"""The BRP as the BRP API Personen 2 gives it: one question with a closed body, and only the fields that were asked."""

from sandbox.haalcentraal.app import VARIANTEN, bouw

__all__ = ["VARIANTEN", "bouw"]
