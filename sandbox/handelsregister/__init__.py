"""The Handelsregister as KVK's APIs Basisprofiel and Vestigingsprofiel give it."""

from sandbox.handelsregister.app import VARIANTEN, bouw

__all__ = ["VARIANTEN", "bouw"]
