"""Take the pictures of the portal that stand in the README, from the demo as it is: `make pictures`."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path

from tests.browser.chromium import find_chromium
from tests.browser.demo import running_demo
from tests.browser.visit import Visit, visiting

FOLDER = Path(__file__).parent.parent / "docs" / "plaatjes"
WIDE, TALL = 1180, 880
PHONE = 390


async def overzicht(visit: Visit) -> None:
    """Everything in one place."""
    await visit.log_in("inwoner")


async def zaak(visit: Visit) -> None:
    """One zaak, its steps and what is to be done."""
    await visit.log_in("inwoner")
    await visit.open("Mijn Zaken", "Traplift en aanpassing van de badkamer")


async def aanslag(visit: Visit) -> None:
    """A tax assessment with the three ways to go about it."""
    await visit.log_in("bijstand")
    await visit.open("Mijn Producten", "Gemeentelijke belastingen 2026")
    await visit.page.run("document.getElementById('acties').scrollIntoView()")


async def ontbreekt(visit: Visit) -> None:
    """A bron is away: what is missing is said, the rest is there."""
    visit.demo.sandbox("stop", "havenstad-zaken")
    await visit.log_in("fatima")


async def telefoon(visit: Visit) -> None:
    """The same on a phone."""
    await visit.page.size(PHONE, 844)
    await visit.log_in("gepensioneerd")


PICTURES: list[Callable[[Visit], Awaitable[None]]] = [overzicht, zaak, aanslag, telefoon, ontbreekt]


async def main() -> None:
    """Write every picture, each with a browser of its own."""
    chromium = find_chromium()
    assert chromium, "Er is geen Chromium (Debian: apt-get install chromium)."
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder, running_demo(Path(folder)) as demo:
        for number, take in enumerate(PICTURES):
            async with visiting(demo, chromium, Path(folder) / str(number)) as visit:
                await visit.page.size(WIDE, TALL)
                await take(visit)
                await asyncio.sleep(0.3)  # fonts and the scroll come to rest
                path = FOLDER / f"{take.__name__}.png"
                path.write_bytes(await visit.page.screenshot())
                print(f"{path.relative_to(FOLDER.parents[1])}: {path.stat().st_size // 1000} kB")


if __name__ == "__main__":
    asyncio.run(main())
