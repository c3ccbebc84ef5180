"""The demo, for clients that ask it something."""

from tests.browser.conftest import demo

__all__ = ["demo"]
