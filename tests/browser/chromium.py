"""Chromium without a window, driven over its own protocol (Chrome DevTools Protocol): one page, and all it complains of."""

from __future__ import annotations

import asyncio
import base64
import json
import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any  # answers of the protocol are loose JSON

import aiohttp

NAMES = ("chromium", "chromium-browser", "google-chrome")
START_TIMEOUT_S = 30
WAIT_TIMEOUT_S = 15
KEYS = {"Tab": 9, "Enter": 13, "Escape": 27, " ": 32, "ArrowDown": 40}
# Where an element is, once the page is whole and it stands still: style and fonts that come in move things.
_PLACE = """
if (!one || document.readyState !== "complete" || document.fonts.status !== "loaded") return null;
one.scrollIntoView({ block: "center", behavior: "instant" });
const place = () => {
  const { x, y, width, height } = one.getBoundingClientRect();
  return { x: x + width / 2, y: y + height / 2 };
};
const first = place();
return new Promise((done) => setTimeout(() => {
  const { x, y } = place();
  const still = one.isConnected && x === first.x && y === first.y;
  done(still && document.elementsFromPoint(x, y).includes(one) ? first : null);
}, 30));
"""
OPTIONS = (
    "--headless=new",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-smooth-scrolling",
    "--window-size=1400,900",
)


def find_chromium() -> str | None:
    """The Chromium that CHROMIUM names, else the first one on the path."""
    found = (shutil.which(name) for name in (os.environ.get("CHROMIUM", ""), *NAMES) if name)
    return next((path for path in found if path), None)


class Page:
    """One open page. `errors`: what its console shows in red; `requested`: every address it asked for."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.errors: list[str] = []
        self.requested: list[str] = []
        self._socket = socket
        self._session: str | None = None
        self._answers: dict[int, asyncio.Future[Any]] = {}
        self._reading = asyncio.create_task(self._read())

    async def prepare(self) -> None:
        """Open an empty page and listen to it."""
        target = await self._do("Target.createTarget", url="about:blank")
        attached = await self._do("Target.attachToTarget", targetId=target["targetId"], flatten=True)
        self._session = attached["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            await self._do(f"{domain}.enable")

    async def go(self, url: str) -> None:
        """Go to an address."""
        await self._do("Page.navigate", url=url)

    async def run(self, script: str) -> Any:
        """The value of a JavaScript expression; a promise is waited for."""
        answer = await self._do("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    async def run_first(self, script: str) -> None:
        """Run this in every page that opens from now on, before anything of its own."""
        await self._do("Page.addScriptToEvaluateOnNewDocument", source=script)

    async def wait_for(self, script: str) -> Any:
        """The value of an expression, as soon as it counts as true."""
        until = asyncio.get_running_loop().time() + WAIT_TIMEOUT_S
        while not (value := await self.run(script)):
            if asyncio.get_running_loop().time() > until:
                shown = await self.run("document.body?.innerText.slice(-1500)")
                raise AssertionError(f"never true: {script}; console: {self.errors}; the page says: {shown}")
            await asyncio.sleep(0.05)
        return value

    async def size(self, width: int, height: int = 900) -> None:
        """Make the window so wide, in CSS pixels."""
        await self._do(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False
        )

    async def press(self, key: str, *, shift: bool = False) -> None:
        """Press a key of the keyboard and let it go."""
        code = KEYS[key]
        text = {"text": "\r"} if key == "Enter" else {"text": " "} if key == " " else {}
        named = {"key": key, "code": key, "windowsVirtualKeyCode": code, "modifiers": 8 if shift else 0}
        await self._do("Input.dispatchKeyEvent", type="keyDown", **named, **text)
        await self._do("Input.dispatchKeyEvent", type="keyUp", **named)

    async def type(self, text: str) -> None:
        """Type in the field that has the focus."""
        await self._do("Input.insertText", text=text)

    async def click(self, element: str) -> None:
        """Press the mouse in the middle of the element that an expression gives."""
        place = await self.wait_for(f"(() => {{ const one = {element}; {_PLACE} }})()")
        for kind in ("mousePressed", "mouseReleased"):
            await self._do(
                "Input.dispatchMouseEvent", type=kind, x=place["x"], y=place["y"], button="left", clickCount=1
            )

    async def save_to(self, folder: Path) -> None:
        """Let files that are downloaded come in this folder."""
        await self._do("Page.setDownloadBehavior", behavior="allow", downloadPath=str(folder))

    async def choose_files(self, element: str, *paths: Path) -> None:
        """Choose files in a file field, as the dialog of the system would."""
        found = await self._do("Runtime.evaluate", expression=element)
        await self._do(
            "DOM.setFileInputFiles", files=[str(path) for path in paths], objectId=found["result"]["objectId"]
        )

    async def screenshot(self, *, whole: bool = False) -> bytes:
        """What a person would see, as a PNG; `whole`: the page down to its end."""
        answer = await self._do(
            "Page.captureScreenshot", format="png", captureBeyondViewport=whole, **await self._clip(whole)
        )
        return base64.b64decode(answer["data"])

    async def _clip(self, whole: bool) -> dict[str, Any]:
        if not whole:
            return {}
        size = (await self._do("Page.getLayoutMetrics"))["cssContentSize"]
        return {"clip": {**size, "scale": 1}}

    async def close(self) -> None:
        """Stop listening."""
        self._reading.cancel()
        await asyncio.gather(self._reading, return_exceptions=True)

    async def _do(self, method: str, **parameters: object) -> Any:
        number = len(self._answers) + 1
        self._answers[number] = asyncio.get_running_loop().create_future()
        session = {"sessionId": self._session} if self._session else {}
        await self._socket.send_json({"id": number, "method": method, "params": parameters, **session})
        return await asyncio.wait_for(self._answers[number], WAIT_TIMEOUT_S)

    async def _read(self) -> None:
        async for message in self._socket:
            said = json.loads(message.data)
            if "id" in said:
                assert "error" not in said, said
                self._answers[said["id"]].set_result(said["result"])
            else:
                self._note(said["method"], said["params"])

    def _note(self, event: str, told: dict[str, Any]) -> None:
        if event == "Network.requestWillBeSent":
            self.requested.append(told["request"]["url"])
        elif event == "Runtime.exceptionThrown":
            self.errors.append(str(told["exceptionDetails"].get("exception", told["exceptionDetails"])))
        elif event == "Log.entryAdded" and told["entry"]["level"] == "error":
            self.errors.append(f"{told['entry']['text']} {told['entry'].get('url', '')}")
        elif event == "Runtime.consoleAPICalled" and told["type"] == "error":
            self.errors.append(" ".join(str(one.get("value", one.get("description"))) for one in told["args"]))


@asynccontextmanager
async def opened(chromium: str, profile: Path) -> AsyncIterator[Page]:
    """A page in a fresh Chromium, that stops with the block."""
    options = [*OPTIONS, "--remote-debugging-port=0", f"--user-data-dir={profile}"]
    if os.geteuid() == 0:
        options.append("--no-sandbox")  # Chromium refuses to start its sandbox as root
    process = await asyncio.create_subprocess_exec(
        chromium, *options, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL
    )
    try:
        address = await asyncio.wait_for(_address(profile / "DevToolsActivePort"), START_TIMEOUT_S)
        async with aiohttp.ClientSession() as client, client.ws_connect(address, max_msg_size=0) as socket:
            page = Page(socket)
            try:
                await page.prepare()
                yield page
            finally:
                await page.close()
    finally:
        process.terminate()
        await process.wait()


async def _address(announcement: Path) -> str:
    """Where Chromium listens: it writes its port and path to a file in its profile."""
    while len(lines := _lines(announcement)) < 2:
        await asyncio.sleep(0.05)
    return f"ws://127.0.0.1:{lines[0]}{lines[1]}"


def _lines(path: Path) -> list[str]:
    return path.read_text("utf-8").splitlines() if path.exists() else []
