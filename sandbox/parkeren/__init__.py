"""The parking system: permits and requests for permits, as the vendor API of Egis gives them."""

from sandbox.parkeren.app import VARIANTEN, bouw

__all__ = ["VARIANTEN", "bouw"]
