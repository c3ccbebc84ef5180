"""The rules that come with the gateway: their examples come true, and together they cover what people meet."""

from __future__ import annotations

import tomllib
from datetime import timedelta
from pathlib import Path

import pytest

from gateway.acties import MEEGELEVERD, testen
from gateway.domain.actie import Actiesoort, AlgemeneActie
from gateway.domain.bron import Belemmeringcode, Betrouwbaarheidsniveau
from gateway.domain.item import Item
from gateway.domain.status import Productstatus, Taaksoort, Taakstatus
from tests.acties.wereld import (
    HOOG,
    NU,
    REGELBOEK,
    SCHERM,
    VANDAAG,
    aanslag,
    acties,
    bericht,
    besluit,
    product,
    taak,
    van_soort,
    vergunning,
    zaak,
)

BESTANDEN = sorted(MEEGELEVERD.rglob("*.toml"))
FAULTS = testen.test_regels([MEEGELEVERD])


@pytest.mark.parametrize("name", BESTANDEN, ids=lambda name: name.stem)
def test_examples_come_true(name: Path) -> None:
    """Every example of a rule has the outcome that is written with it."""
    assert [str(fault) for fault in FAULTS if fault.place == str(name)] == []


@pytest.mark.parametrize("name", BESTANDEN, ids=lambda name: name.stem)
def test_a_rule_stands_in_the_folder_of_its_domein(name: Path) -> None:
    """So that somebody who looks for a rule finds it."""
    assert tomllib.loads(name.read_text("utf-8"))["domein"] == name.parent.name


def test_every_domein_has_a_rule() -> None:
    """Tax, parking, care, civil affairs and living each have at least one."""
    assert {"belastingen", "parkeren", "sociaal", "burgerzaken", "wonen"} <= {name.parent.name for name in BESTANDEN}


@pytest.mark.parametrize(
    ("item", "soort", "waarom"),
    [
        (vergunning(einddatum=VANDAAG + timedelta(20)), Actiesoort.VERLENGEN, "Uw vergunning geldt tot en met 3 april 2026."),
        (taak(Taaksoort.UPLOAD), Actiesoort.AANLEVEREN, "Gemeente Havenstad mist nog bestanden van u."),
        (taak(Taaksoort.FORMULIER), Actiesoort.INVULLEN, "Gemeente Havenstad wil nog iets van u weten."),
        (besluit(tot=VANDAAG), Actiesoort.BEZWAAR, "Bent u het niet eens met dit besluit? Laat het dan weten."),
        (
            bericht(tot=VANDAAG),
            Actiesoort.ONBEKEND,
            "Gemeente Havenstad verwacht uiterlijk op 14 maart 2026 iets van u.",
        ),
        (
            product("paspoort", titel="Paspoort", einddatum=VANDAAG),
            Actiesoort.AANVRAGEN,
            "Paspoort: geldig tot en met 14 maart 2026.",
        ),
        (
            zaak(klaar_op=VANDAAG - timedelta(1)),
            Actiesoort.VRAAG_STELLEN,
            "De organisatie had op 13 maart 2026 klaar moeten zijn.",
        ),
    ],
    ids=lambda value: value.__class__.__name__,
)  # fmt: skip
def test_an_item_says_what_can_be_done(item: Item, soort: Actiesoort, waarom: str) -> None:
    """One action, with the reason in plain Dutch, about the item itself, and it can be done."""
    (actie,) = acties(item)

    assert (actie.soort, actie.waarom, actie.beschikbaar, actie.reden) == (soort, waarom, True, None)
    assert actie.doel == item.ref


@pytest.mark.parametrize(
    "item",
    [
        vergunning(),
        vergunning(einddatum=VANDAAG + timedelta(20), status=Productstatus.INGETROKKEN),
        vergunning(einddatum=VANDAAG + timedelta(20), afscherming=SCHERM),
        aanslag(tot=VANDAAG, afscherming=SCHERM),
        taak(Taaksoort.UPLOAD, status=Taakstatus.AFGEROND),
        taak(Taaksoort.UPLOAD, status=Taakstatus.ONBEKEND),
        bericht(gelezen=True, tot=VANDAAG),
        product("UNKNOWN-CODE", einddatum=VANDAAG),
        zaak(klaar_op=VANDAAG),
    ],
    ids=lambda item: item.titel,
)
def test_an_item_without_anything_to_do_offers_nothing(item: Item) -> None:
    """Closed, hidden, unknown and far away: no action, not even one that cannot be done."""
    assert acties(item) == []


def test_too_weak_a_login_is_the_reason_and_says_how_to_log_in() -> None:
    """Care asks a stronger login; the reason has the level and the acr_values that the issuer knows for it."""
    hulp = product("WMO", einddatum=VANDAAG + timedelta(30))
    niveau = Betrouwbaarheidsniveau.SUBSTANTIEEL

    (actie,) = acties(hulp, acr={niveau: ["urn:acr:substantieel"]})
    (strong,) = REGELBOEK.acties(hulp, NU, HOOG)

    assert not actie.beschikbaar
    assert actie.reden is not None
    assert (actie.reden.code, actie.reden.niveau) == (Belemmeringcode.NIVEAU_TE_LAAG, niveau)
    assert actie.reden.acr_waarden == ["urn:acr:substantieel"]
    assert strong.beschikbaar


def test_too_early_says_from_which_day() -> None:
    """An action that opens later tells the day; logging in more strongly is not asked, as it would not help."""
    (actie,) = acties(product("wmo", einddatum=VANDAAG + timedelta(100)))

    assert actie.reden is not None
    assert (actie.reden.code, actie.reden.vanaf) == (Belemmeringcode.TE_VROEG, VANDAAG + timedelta(16))


def test_an_unknown_term_of_a_besluit_is_said_as_it_is() -> None:
    """We do not know until when: then the action says so and does not guess."""
    actie = van_soort(acties(besluit()), Actiesoort.BEZWAAR)

    assert actie.deadline is None
    assert actie.reden is not None
    assert actie.reden.code is Belemmeringcode.ONBEKEND


def test_an_action_is_of_the_type_that_belongs_to_its_soort() -> None:
    """What has no fields of its own is an AlgemeneActie."""
    assert isinstance(acties(taak(Taaksoort.UPLOAD))[0], AlgemeneActie)


def test_a_moment_without_a_time_zone_is_refused() -> None:
    """Else the machine's own clock would decide which day it is for a person."""
    with pytest.raises(ValueError, match="time zone"):
        acties(vergunning(), NU.replace(tzinfo=None))
