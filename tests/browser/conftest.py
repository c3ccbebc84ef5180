"""The demo and a Chromium, for tests that look at what a person sees."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.browser.chromium import NAMES, find_chromium
from tests.browser.demo import Demo, running_demo


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium; the test is skipped where there is none."""
    found = find_chromium()
    if found is None:
        pytest.skip(f"no Chromium found (looked for {', '.join(NAMES)}; CHROMIUM names another)")
    return found


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """The real demo, on a free port."""
    with running_demo(tmp_path_factory.mktemp("demo")) as demo:
        yield demo
