"""The Objects API: taken and berichten of a gemeente kept as objects, as the real system answers."""

from sandbox.objecten.app import VARIANTEN, bouw

__all__ = ["VARIANTEN", "bouw"]
