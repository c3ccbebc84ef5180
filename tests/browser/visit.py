"""Somebody who visits the MijnOmgeving with a mouse or a keyboard, and all that goes wrong on the way."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any  # what axe finds is loose JSON

from tests.browser.chromium import Page, opened
from tests.browser.demo import ROOT, Demo

AXE = ROOT / "tests/browser/node_modules/axe-core/axe.min.js"
WIDTHS = (1280, 390, 320)
TARGET_PX = 24  # WCAG 2.5.8
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_VIOLATIONS = """
axe.run(document, { runOnly: %s }).then(({ violations }) =>
  violations.map(({ id, nodes }) => `${id}: ${nodes.map((one) => one.target.join(" ")).join(", ")}`))
"""
_STOP = """
(async () => {
  await new Promise((seen) => requestAnimationFrame(() => requestAnimationFrame(seen)));
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const style = (one) => getComputedStyle(one);
  const ring = (one) => one && style(one).outlineStyle !== "none" && parseFloat(style(one).outlineWidth) >= 2;
  const box = (at.closest(".kaart") ?? at).getBoundingClientRect();
  return {
    what: `${at.tagName} ${at.textContent.trim().slice(0, 50) || at.id}`,
    ringed: ring(at) || ring(at.closest(".kaart")),
    inside: box.bottom > 0 && box.top < innerHeight,
    inline: at.matches("p a"),
    small: Math.min(box.width, box.height),
  };
})()
"""


class Visit:
    """One visitor of the portal."""

    def __init__(self, page: Page, demo: Demo, also: str = "") -> None:
        self.page = page
        self.demo = demo
        self._also = also
        self._known = (demo.portal, demo.base, demo.issuer, "data:", "blob:", *([also] if also else []))

    async def log_in(self, persoon: str) -> None:
        """Go to the portal, choose a person at the issuer, and come back."""
        await self.page.go(self.demo.portal)
        await self.press("Inloggen")
        await self.page.click(f"document.querySelector('button[name=keuze][value={json.dumps(persoon)}]')")
        await self.settled()

    async def settled(self) -> None:
        """Wait until a page of the portal shows what it has, and asks for nothing more."""
        await self.page.wait_for("!!document.querySelector('.navigatie') && !document.querySelector('.bezig')")

    async def press(self, name: str, within: str = "document") -> None:
        """Click the button or link with these words."""
        await self.page.click(_named(name, within))

    async def open(self, *names: str) -> None:
        """Follow links by their words, one after the other."""
        for name in names:
            await self.press(name)
            await self.settled()

    async def reads(self, text: str) -> None:
        """Wait until the page says this."""
        await self.page.wait_for(f"document.body?.innerText.includes({json.dumps(text)})")

    async def text(self) -> str:
        """What the page says."""
        said: str = await self.page.run("document.querySelector('main').innerText")
        return said

    async def violations(self) -> list[str]:
        """What axe finds at every width, with the width; also a page that has to be moved sideways (WCAG 1.4.10)."""
        await self.page.run(AXE.read_text("utf-8") + "; 0")
        found = []
        for width in WIDTHS:
            await self.page.size(width)
            broken: list[str] = await self.page.run(_VIOLATIONS % json.dumps(_RULES))
            if await self.page.run("document.documentElement.scrollWidth > innerWidth"):
                broken.append("reflow: the page is wider than the window")
            found += [f"{width} px: {one}" for one in broken]
        await self.page.size(WIDTHS[0])
        return found

    async def walk(self, most: int = 120) -> list[dict[str, Any]]:
        """Every stop of the Tab key, from the top of the page to its end."""
        await self.page.run("document.activeElement?.blur(); getSelection().removeAllRanges(); scrollTo(0, 0)")
        stops: list[dict[str, Any]] = []
        for _ in range(most):
            await self.page.press("Tab")
            stop = await self.page.run(_STOP)
            if stop is None or (stops and stop == stops[0]):
                break
            stops.append(stop)
        return stops

    async def tab_to(self, name: str) -> None:
        """Press Tab until the focus is on the element with these words."""
        for _ in range(120):
            await self.page.press("Tab")
            if await self.page.run(f"document.activeElement === {_named(name, 'document')}"):
                return
        raise AssertionError(f"no way to '{name}' with the Tab key")

    async def tab_to_field(self, label: str) -> None:
        """Press Tab until the focus is in the field with this label."""
        wanted = f"document.activeElement.labels?.[0]?.textContent.startsWith({json.dumps(label)})"
        for _ in range(120):
            await self.page.press("Tab")
            if await self.page.run(wanted):
                return
        raise AssertionError(f"no way to the field '{label}' with the Tab key")

    async def complaints(self) -> list[str]:
        """Console errors, reports of the content security policy, and requests to anybody else."""
        reports = await self.page.run("fetch('/csp').then((answer) => answer.json())")
        foreign = [url for url in self.page.requested if not url.startswith(self._known)]
        errors = [one for one in self.page.errors if not self._also or self._also not in one]
        return [*errors, *reports["meldingen"], *foreign]


@asynccontextmanager
async def visiting(demo: Demo, chromium: str, folder: Path, *, also: str = "") -> AsyncIterator[Visit]:
    """A visitor with a fresh browser; leaves with an empty list of complaints or fails. `also`: where else one may
    go; what its own pages do wrong is not ours."""
    async with opened(chromium, folder / "profile") as page:
        await page.size(WIDTHS[0])
        visit = Visit(page, demo, also)
        yield visit
        complaints = await visit.complaints()
        assert complaints == []


def unseen(stops: list[dict[str, Any]]) -> list[str]:
    """The stops without a ring, outside the window, or too small for a finger."""
    found = []
    for stop in stops:
        faults = {
            "no ring": not stop["ringed"],
            "outside the window": not stop["inside"],
            f"{stop['small']} px": stop["small"] < TARGET_PX and not stop["inline"],
        }
        found += [f"{stop['what']}: {fault}" for fault, is_so in faults.items() if is_so]
    return found


def _named(name: str, within: str) -> str:
    """The element with these words, or with these and a number: `Mijn Taken 5 open`, `Alle taken (5)`."""
    words = "(one.getAttribute('aria-label') ?? one.textContent).replace(/\\s+/g, ' ').trim()"
    pattern = json.dumps(f"^{re.escape(name)}( ?[(]?\\d.*)?$")
    return f"[...{within}.querySelectorAll('a, button, summary')].find((one) => RegExp({pattern}).test({words}))"
