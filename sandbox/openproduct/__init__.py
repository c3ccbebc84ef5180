"""Open Product: the producten of a gemeente and their catalogue, as the real system answers."""

from sandbox.openproduct.app import bouw
from sandbox.openproduct.producten import VARIANTEN

__all__ = ["VARIANTEN", "bouw"]
