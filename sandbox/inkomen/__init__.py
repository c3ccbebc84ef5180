"""The source of income, household and assets behind the port that docs/inkomen.md describes."""

from sandbox.inkomen.app import VARIANTEN, bouw

__all__ = ["VARIANTEN", "bouw"]
