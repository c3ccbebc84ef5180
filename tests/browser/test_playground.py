"""The playground in a real browser: it works under its strict policy, from our own files, without a complaint."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.browser.chromium import Page, opened
from tests.browser.demo import Demo

pytestmark = pytest.mark.browser
TABS = "[...document.querySelectorAll('.graphiql-tab-button')].map((tab) => tab.textContent.trim())"
RUN = "document.querySelector('.graphiql-execute-button')"
RESULT = "document.querySelector('.result-window .CodeMirror')?.CodeMirror.getValue()"
REPORTS = "fetch('/csp').then((answer) => answer.json()).then((told) => told.meldingen)"
PNG = b"\x89PNG"


async def test_a_question_runs_from_an_example(demo: Demo, chromium: str, tmp_path: Path):
    """The examples stand ready as tabs; with a pasted token the first one is answered. No violation, no error, and
    nothing is asked of anybody else."""
    async with opened(chromium, tmp_path / "profile") as page:
        await page.go(f"{demo.base}/graphiql/")
        tabs = await page.wait_for(f"{TABS}.length > 1 && {TABS}")
        await paste(page, demo.token("inwoner"))
        answer = await run_first_tab(page)
        reports = await page.run(REPORTS)
        keep(tmp_path / "playground.png", await page.screenshot())

    assert tabs[0] == "MijnOverzicht"
    assert len(tabs) == demo.examples
    assert answer["data"]["zaken"]["nodes"]
    assert "errors" not in answer
    assert reports == {}
    assert page.errors == []
    assert foreign(page, demo) == set()


PARSED_S = 1.0
"""GraphiQL reads a text some moments after it is shown; asked before, it names the operation of the tab before."""


async def test_a_subscription_shows_each_part_as_it_comes(demo: Demo, chromium: str, tmp_path: Path):
    """The example of an overview in parts, from its tab: to the last part, without an error."""
    async with opened(chromium, tmp_path / "profile") as page:
        await page.go(f"{demo.base}/graphiql/")
        tabs = await page.wait_for(f"{TABS}.length > 1 && {TABS}")
        await paste(page, demo.token("inwoner"))
        number = tabs.index("OverzichtPerBron")
        await page.wait_for(f"!!document.querySelectorAll('.graphiql-tab-button')[{number}]")
        await page.run(f"document.querySelectorAll('.graphiql-tab-button')[{number}].click()")
        await page.wait_for(f"!!{RUN}")
        await asyncio.sleep(PARSED_S)
        await page.run(f"{RUN}.click()")
        last = await page.wait_for(f"{RESULT}?.includes('KLAAR') && {RESULT}")

    assert json.loads(last)["data"]["overzichtPerBron"] == {
        "stap": "KLAAR", "dienst": None, "bron": None, "rapport": None, "items": [],
    }  # fmt: skip
    assert page.errors == []


async def test_somebody_logs_in(demo: Demo, chromium: str, tmp_path: Path):
    """By the button, at the issuer, and back: the page has a token then, and nothing of it is left in the address."""
    async with opened(chromium, tmp_path / "profile") as page:
        await page.go(f"{demo.base}/graphiql/")
        await page.wait_for("document.getElementById('inloggen')?.hidden === false")
        await page.run("document.getElementById('inloggen').click()")
        await page.wait_for("!!document.querySelector('button[name=keuze]')")
        await page.run("document.querySelector('button[name=keuze]').click()")
        await page.wait_for("document.getElementById('melding')?.textContent.includes('werkt tot')")
        answer = await run_first_tab(page)
        reports, address = await page.run(REPORTS), await page.run("location.href")

    assert answer["data"]["zaken"]["nodes"]
    assert address == f"{demo.base}/graphiql/"
    assert reports == {}
    assert page.errors == []
    assert foreign(page, demo) == {urlsplit(demo.issuer).netloc}


async def test_the_policy_stops_and_reports_foreign_code(demo: Demo, chromium: str, tmp_path: Path):
    """What the other tests find none of does exist: an inline script does not run, and the report of it arrives."""
    inline = "document.body.append(Object.assign(document.createElement('script'), {text: 'window.ran = 1'}))"
    async with opened(chromium, tmp_path / "profile") as page:
        await page.go(f"{demo.base}/graphiql/")
        await page.wait_for(f"{TABS}.length > 1")
        before = await page.run(REPORTS)
        await page.run(inline)
        await page.wait_for(f"{REPORTS}.then((counts) => counts['script-src-elem'])")
        ran = await page.run("window.ran ?? null")

    assert before == {}
    assert ran is None
    assert len(page.errors) == 1


async def paste(page: Page, token: str) -> None:
    """Fill in the form with a token, as a person does."""
    await page.run(f"document.getElementById('token').value = {json.dumps(token)}")
    await page.run("document.getElementById('token-form').requestSubmit()")
    await page.wait_for("document.getElementById('melding').textContent.includes('token werkt tot')")


async def run_first_tab(page: Page) -> dict[str, dict[str, dict[str, object]]]:
    """The answer that the page shows after a press on the button."""
    await page.wait_for(f"!!{RUN}")
    await page.run(f"{RUN}.click()")
    answer: dict[str, dict[str, dict[str, object]]] = json.loads(await page.wait_for(RESULT))
    return answer


def keep(path: Path, picture: bytes) -> None:
    """Leave the picture for a person to look at."""
    assert picture.startswith(PNG)
    path.write_bytes(picture)


def foreign(page: Page, demo: Demo) -> set[str]:
    """The places besides the gateway itself that the page asked something of."""
    return {urlsplit(url).netloc for url in page.requested if not url.startswith(("data:", f"{demo.base}/"))}
