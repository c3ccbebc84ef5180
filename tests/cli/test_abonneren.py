"""`gateway abonneren`: against a Notificaties API that tries the address out, with words an operator can use."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from gateway.cli import main
from sandbox.server import Zandbak
from tests.scenarios.conftest import serving


def run(folder: Path, check: Callable[[Zandbak, Path], int], *, is_serving: bool = True) -> int:
    """Run a command beside a sandbox, and a gateway where its configuration says it is."""

    async def world() -> int:
        async with Zandbak() as zandbak:
            if not is_serving:
                return await asyncio.to_thread(check, zandbak, zandbak.schrijf_configuratie(folder, 9))
            async with serving(zandbak, folder):
                return await asyncio.to_thread(check, zandbak, folder / "bronnen.toml")

    return asyncio.run(world())


def test_all_bronnen_are_subscribed_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a code all that have a Notificaties API; a second time nothing is added."""

    def twice(zandbak: Zandbak, path: Path) -> int:
        done = [main(["abonneren", "--config", str(path)]) for _ in range(2)]
        assert len(zandbak.notificaties._abonnementen) == 4
        return sum(done)

    assert run(tmp_path, twice) == 0
    told = capsys.readouterr().out.splitlines()
    assert "havenstad-zaken: abonnement gemaakt op besluiten, besluittypen, documenten" in told[0]
    assert "havenstad-vtb: abonnement gemaakt op nl.overheid.berichten.bericht-gepubliceerd" in told[1]
    assert [line.split(" op ")[0] for line in told[4:]] == [
        f"{code}: abonnement bijgewerkt"
        for code in ("havenstad-zaken", "havenstad-vtb", "duindorp-zaken", "duindorp-vtb")
    ]


@pytest.mark.parametrize(
    ("codes", "is_serving", "said"),
    [
        (["bestaat-niet"], True, "bestaat-niet: deze bron staat niet in de configuratie"),
        (["havenstad-parkeren"], True, "havenstad-parkeren: er is geen notificaties.nrc ingesteld"),
        (["havenstad-zaken"], False, "Draait de gateway daar, met hetzelfde geheim?"),
    ],
)
def test_what_cannot_be_done_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], codes: list[str], is_serving: bool, said: str
) -> None:
    """Exit code 1, and why."""
    assert run(tmp_path, lambda _, path: main(["abonneren", *codes, "--config", str(path)]), is_serving=is_serving) == 1
    assert said in capsys.readouterr().err


def test_a_notificaties_api_that_refuses_us(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A wrong secret is told as what it is, without the secret."""

    def wrong(zandbak: Zandbak, path: Path) -> int:
        (path.parent / "geheimen" / "nrc").write_text("x" * 40)
        return main(["abonneren", "havenstad-zaken", "--config", str(path)])

    assert run(tmp_path, wrong) == 1
    told = capsys.readouterr().err
    assert "havenstad-zaken: de Notificaties API geeft BRON_GEWEIGERD" in told
    assert "x" * 40 not in told
