"""The MijnOmgeving as a visitor sees it: by mouse and by keyboard, on wide and narrow screens, with bronnen that fail."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tests.browser.demo import Demo
from tests.browser.visit import unseen, visiting

pytestmark = pytest.mark.browser


async def test_the_whole_portal_is_accessible(demo: Demo, chromium: str, tmp_path: Path):
    """Every page: axe finds nothing at 1280, 390 and 320 px, and each stop of the Tab key is seen."""
    found: dict[str, list[str]] = {}
    async with visiting(demo, chromium, tmp_path) as visit:
        await visit.page.go(demo.portal)
        await visit.reads("Alles op één plek")
        found["inloggen"] = await visit.violations() + unseen(await visit.walk())
        await visit.press("Inloggen")
        await visit.reads("Kies wie u bent")
        found["uitgever"] = await visit.violations() + unseen(await visit.walk())
        await visit.log_in("inwoner")
        for path in PAGES:
            await visit.open(*path)
            found[path[-1]] = await visit.violations() + unseen(await visit.walk())

    assert {page: faults for page, faults in found.items() if faults} == {}


PAGES = [
    ("Overzicht",),
    ("Mijn Zaken",),
    ("Mijn Zaken", "Traplift en aanpassing van de badkamer"),
    ("Mijn Taken",),
    ("Mijn Taken", "Betaal de leges voor uw dakkapel"),
    ("Mijn Berichten",),
    ("Mijn Berichten", "De tweede termijn vervalt binnenkort"),
    ("Mijn Producten",),
    ("Mijn Producten", "Parkeervergunning Havenkwartier-3"),
    ("Mijn Producten", "Gemeentelijke belastingen 2026"),
    ("Mijn Aanvragen",),
    ("Mijn Aanvragen", "Aanvraag urgentieverklaring"),
    ("Mijn Contact",),
    ("Waar heb ik recht op?",),
    ("Mijn Regie",),
    ("Bronnen bedienen",),
]


async def test_everything_in_one_place(demo: Demo, chromium: str, tmp_path: Path):
    """After logging in: what to do, the post, the zaken and the products of all organisations, and the way to each."""
    async with visiting(demo, chromium, tmp_path) as visit:
        await visit.log_in("inwoner")
        overview = await visit.text()
        await visit.open("Mijn Zaken", "Traplift en aanpassing van de badkamer")
        zaak = await visit.text()
        await visit.open("Mijn Producten", "Parkeervergunning Havenkwartier-3")
        permit = await visit.text()
        await visit.open("Mijn Producten", "Gemeentelijke belastingen 2026")
        tax = await visit.text()

    for expected in ("de Vries", "Betaal de leges", "Uw parkeervergunning loopt", "Rijbewijs verlengen"):
        assert expected in overview
    for expected in ("Wacht op aanvulling", "Verslag van het huisbezoek", "Lever een offerte aan", "ZAAK-2026-"):
        assert expected in zaak
    assert "SN-482-K" in permit
    for expected in ("Nog te betalen", "541,63", "Rioolheffing", "Deel 3"):
        assert expected in tax


async def test_by_keyboard_alone(demo: Demo, chromium: str, tmp_path: Path):
    """Skip to the content, open a taak with Enter, and the focus is at its heading; Back goes back."""
    async with visiting(demo, chromium, tmp_path) as visit:
        await visit.log_in("inwoner")
        await visit.tab_to("Naar de inhoud")
        await visit.page.press("Enter")
        focus = await visit.page.run("document.activeElement.id")
        await visit.tab_to("Betaal de leges voor uw dakkapel")
        await visit.page.press("Enter")
        await visit.reads("Wat kunt u doen?")
        heading = await visit.page.run("document.activeElement.textContent")
        title = await visit.page.run("document.title")
        await visit.page.run("history.back()")
        await visit.reads("Wat moet ik doen?")

    assert focus == "inhoud"
    assert heading == "Betaal de leges voor uw dakkapel"
    assert title == "Betaal de leges voor uw dakkapel - Mijn Omgeving"


async def test_nothing_there_is_not_could_not_ask(demo: Demo, chromium: str, tmp_path: Path):
    """Somebody with nothing reads that there is nothing. With a bron away: that we do not know, which one, and try again."""
    async with visiting(demo, chromium, tmp_path) as visit:
        await visit.log_in("niets")
        nothing = await visit.text()
        await visit.press("Uitloggen")
        with demo.spoiled("stop", "havenstad-zaken"):
            await visit.log_in("eidas")
            await visit.open("Mijn Zaken")
            unknown = await visit.text()
            found = await visit.violations()
        await visit.page.wait_for(AGAIN)

    assert "U hebt hier geen open taken." in nothing
    assert "weten niet" not in nothing
    assert "Wij weten niet of u lopende zaken hebt." in unknown
    assert "Zaaksysteem Havenstad (zaken)" in unknown
    assert "U hebt hier geen" not in unknown
    assert found == []


# Presses the button until the bron is asked again: the gateway lets a bron that failed rest for a while.
AGAIN = """
(() => {
  const missing = document.body.innerText.includes("U ziet niet alles");
  if (missing) [...document.querySelectorAll("button")].find((one) => one.textContent === "Probeer opnieuw")?.click();
  return !missing && !document.querySelector(".bezig");
})()
"""


async def test_more_zaken_come_with_a_button(demo: Demo, chromium: str, tmp_path: Path):
    """A list shows a page; the button adds the next, and the focus goes to its first zaak."""
    async with visiting(demo, chromium, tmp_path) as visit:
        await visit.log_in("inwoner")
        await visit.open("Mijn Zaken")
        await visit.press("Alles")
        await visit.settled()
        before = await visit.page.run(CARDS)
        await visit.press("Meer zaken")
        await visit.page.wait_for(f"{CARDS} > {before}")
        after = await visit.page.run(CARDS)
        await visit.page.wait_for(f"[...{LINKS}].indexOf(document.activeElement) === {before}")

    assert after > before == 20


ALMOST_OVER_MS = 13.5 * 60 * 1000  # of the 15 minutes that a token lasts
REVOKE = """[...document.querySelectorAll("main button")].find((one) => one.ariaLabel?.startsWith("Trek in"))"""
FAULTS_FOCUSED = "document.activeElement.innerText.includes('Er klopt nog iets niet')"
LINKS = "document.querySelectorAll('.kaart__link')"
CARDS = f"{LINKS}.length"


async def test_logging_out_and_coming_back(demo: Demo, chromium: str, tmp_path: Path):
    """Nothing of the person is left after logging out; logging in again leads back to the same page."""
    async with visiting(demo, chromium, tmp_path) as visit:
        await visit.log_in("inwoner")
        await visit.open("Mijn Producten")
        await visit.press("Uitloggen")
        await visit.reads("U bent uitgelogd.")
        left = await visit.page.run("document.body.innerText + JSON.stringify({ ...sessionStorage, ...localStorage })")
        await visit.press("Inloggen")
        await visit.page.click("document.querySelector('button[name=keuze][value=fatima]')")
        await visit.settled()
        await visit.reads("Mijn Producten")
        path = await visit.page.run("location.pathname + location.search")

    assert "Sanne" not in left
    assert "eyJ" not in left
    assert path == "/producten"


async def test_who_acts_for_somebody_else_sees_so_on_every_page(demo: Demo, chromium: str, tmp_path: Path):
    """A father who logged in for his child reads both names, also after a move to another page."""
    async with visiting(demo, chromium, tmp_path) as visit:
        await visit.page.go(demo.portal)
        await visit.press("Inloggen")
        await visit.press("Daan Jansen, namens Lotte Jansen met DigiD")
        await visit.settled()
        await visit.reads("namens")
        pages = [await visit.page.run("document.body.innerText")]
        await visit.open("Mijn Zaken")
        pages.append(await visit.page.run("document.body.innerText"))
        found = await visit.violations()

    assert all("Jansen handelt namens" in page for page in pages)
    assert found == []


async def test_somebody_who_does_not_log_in_is_told_so(demo: Demo, chromium: str, tmp_path: Path):
    """Turning back at the issuer is no error: the page says what happened and offers the door again."""
    async with visiting(demo, chromium, tmp_path) as visit:
        await visit.page.go(demo.portal)
        await visit.press("Inloggen")
        await visit.press("Niet inloggen, ga terug")
        await visit.reads("U bent niet ingelogd.")


async def test_the_text_of_a_bericht_is_text(demo: Demo, chromium: str, tmp_path: Path):
    """What an organisation sends is shown as it is, never carried out."""
    async with visiting(demo, chromium, tmp_path) as visit:
        await visit.log_in("inwoner")
        await visit.open("Mijn Berichten", "Nieuwsbrief <b>Kadekwartier</b>")
        bold = await visit.page.run("document.querySelector('main').querySelectorAll('b, script').length")

    assert bold == 0


async def test_on_a_phone_the_menu_is_behind_a_button(demo: Demo, chromium: str, tmp_path: Path):
    """Closed at first, open after a press, closed again on the page that was chosen."""
    shown = "getComputedStyle(document.querySelector('.navigatie__wegen')).display !== 'none'"
    async with visiting(demo, chromium, tmp_path) as visit:
        await visit.page.size(390)
        await visit.log_in("inwoner")
        states = [await visit.page.run(shown)]
        await visit.press("Menu")
        states.append(await visit.page.run(shown))
        await visit.open("Mijn Berichten")
        states.append(await visit.page.run(shown))

    assert states == [False, True, False]


async def test_a_taak_that_is_a_form_is_done_here(demo: Demo, chromium: str, tmp_path: Path):
    """By keyboard: what is wrong stands at the field, what is right is confirmed by the source, and the taak is done."""
    async with visiting(demo, chromium, tmp_path) as visit:
        await visit.log_in("bijstand")
        await visit.open("Mijn Taken", "Geef uw inkomsten van deze maand door")
        await visit.tab_to_field("Inkomsten in euro's")
        await visit.page.type("veel")
        await visit.page.press("Enter")
        await visit.page.wait_for(FAULTS_FOCUSED)
        wrong, faults = await visit.text(), await visit.violations() + unseen(await visit.walk())
        await visit.page.run("document.querySelector('main form').scrollIntoView()")
        await visit.tab_to_field("Inkomsten in euro's")
        await visit.page.run("document.activeElement.select()")
        await visit.page.type("1.200,50")
        await visit.page.press("Enter")
        await visit.reads("Wij hebben het doorgestuurd")
        focus = await visit.page.run("document.activeElement.className")
        done = await visit.violations()
        await visit.open("Mijn Taken")
        await visit.press("Gedaan")
        await visit.settled()
        afterwards = await visit.text()

    assert "Inkomsten in euro's: " in wrong
    assert faults == done == []
    assert focus == "ontvangen"
    assert "Geef uw inkomsten van deze maand door" in afterwards


async def test_an_open_amount_is_paid(demo: Demo, chromium: str, tmp_path: Path):
    """To the page of the payment service and back; after logging in again the source says that it was paid."""
    async with visiting(demo, chromium, tmp_path, also=demo.sources["belastingen"]) as visit:
        await visit.log_in("bijstand")
        await visit.open("Mijn Producten", "Gemeentelijke belastingen 2026")
        before = await visit.text()
        await visit.press("Betaal € 318,40")
        await visit.page.click("document.querySelector('button[value=betaald]')")
        await visit.reads("U komt terug van het betalen.")
        await visit.press("Inloggen")
        await visit.page.click("document.querySelector('button[name=keuze][value=bijstand]')")
        await visit.settled()
        await visit.reads("Uw betaling is binnen")
        after = await visit.text()

    assert "Nog te betalen" in before
    assert "Nog te betalen" not in after
    assert "Betaald" in after


async def test_paying_in_parts_is_asked(demo: Demo, chromium: str, tmp_path: Path):
    """By keyboard: choose how many parts, and the source says that it may; then paying at once is closed, with the reason."""
    async with visiting(demo, chromium, tmp_path) as visit:
        await visit.log_in("verhuisd")
        await visit.open("Mijn Producten", "Gemeentelijke belastingen 2026")
        await visit.tab_to("Vraag of u in delen mag betalen")
        await visit.page.press("Enter")
        found = await visit.violations() + unseen(await visit.walk())
        await visit.press("Vraag een regeling")
        await visit.page.wait_for(FAULTS_FOCUSED)
        await visit.page.run("document.querySelector('main select').focus()")
        await visit.page.press("ArrowDown")
        await visit.page.press("ArrowDown")
        await visit.press("Vraag een regeling")
        await visit.reads("U mag in delen betalen.")
        await visit.reads("U betaalt dit bedrag al in delen.")

    assert found == []


async def test_somebody_objects(demo: Demo, chromium: str, tmp_path: Path):
    """To one part of the assessment, with a reason; without any reason the form says what is missing."""
    async with visiting(demo, chromium, tmp_path) as visit:
        await visit.log_in("inwoner")
        await visit.open("Mijn Producten", "Gemeentelijke belastingen 2026")
        await visit.press("Maak bezwaar")
        found = await visit.violations()
        await visit.press("Dien bezwaar in")
        await visit.reads("Kies minstens één onderdeel.")
        await visit.tab_to_field("WOZ-waarde Havenkade 12")
        await visit.page.type("Mijn huis is minder waard dan dat van de buren.")
        await visit.press("Dien bezwaar in")
        await visit.reads("Wij hebben het doorgestuurd")
        done = await visit.violations()
        await visit.open("Mijn Producten", "Gemeentelijke belastingen 2026")
        await visit.reads("U maakte al bezwaar.")

    assert found == done == []


async def test_a_bron_is_spoiled_and_mended_by_hand(demo: Demo, chromium: str, tmp_path: Path):
    """On the page for presenters: a bron falls away at a press, what a person gets then stands beside it, and it is mended."""
    parkeren = "document.querySelector('[aria-label=\"Bedien Parkeren Havenstad\"]').closest('article').innerText"
    async with visiting(demo, chromium, tmp_path) as visit:
        await visit.log_in("student")
        await visit.open("Bronnen bedienen")
        await visit.press("Parkeren Havenstad: Valt weg")
        await visit.page.wait_for(f"{parkeren}.includes('gestopt')")
        await visit.press("Parkeren Havenstad: Maak goed")
        await visit.page.wait_for(f"{parkeren}.includes('aan')")


async def test_something_is_applied_for(demo: Demo, chromium: str, tmp_path: Path):
    """The form comes from the register of the gemeente; once it is sent, it stands among what was asked for."""
    async with visiting(demo, chromium, tmp_path) as visit:
        await visit.log_in("niets")
        await visit.open("Mijn Aanvragen")
        before = await visit.text()
        await visit.open("Aanvraag urgentieverklaring")
        await visit.press("Dien de aanvraag in")
        await visit.page.wait_for(FAULTS_FOCUSED)
        await visit.tab_to_field("Reden")
        await visit.page.type("Ons huis is verkocht.")
        await visit.press("Dien de aanvraag in")
        await visit.reads("Wij hebben het doorgestuurd")
        found = await visit.violations()
        await visit.open("Mijn Aanvragen")
        after = await visit.text()

    assert "U hebt hier geen aanvragen." in before
    assert "U hebt hier geen aanvragen." not in after
    assert found == []


async def test_a_login_that_ends_says_so_in_time(demo: Demo, chromium: str, tmp_path: Path):
    """Two minutes before, with a way to log in again that leads back to this page."""
    async with visiting(demo, chromium, tmp_path) as visit:
        await visit.log_in("inwoner")
        early = await visit.page.run("document.body.innerText")
        await visit.page.run_first(f"const now = Date.now; Date.now = () => now() + {ALMOST_OVER_MS}")
        await visit.log_in("inwoner")
        await visit.open("Mijn Regie")
        await visit.reads("Verstuur eerst wat u hebt ingevuld.")
        found = await visit.violations()
        await visit.press("Log opnieuw in")
        await visit.page.click("document.querySelector('button[name=keuze][value=inwoner]')")
        await visit.settled()
        await visit.reads("Wie keek naar mijn gegevens?")

    assert "U bent ingelogd tot" not in early
    assert found == []


async def test_a_question_is_asked(demo: Demo, chromium: str, tmp_path: Path):
    """To an organisation, and once it is sent it stands in the list; a conversation that runs can be gone on with."""
    async with visiting(demo, chromium, tmp_path) as visit:
        await visit.log_in("inwoner")
        await visit.open("Mijn Contact")
        await visit.press("Stel een vraag")
        found = await visit.violations() + unseen(await visit.walk())
        await visit.press("Verstuur uw vraag")
        await visit.page.wait_for(FAULTS_FOCUSED)
        await visit.page.run("document.querySelector('main input[type=radio]').click()")
        await visit.tab_to_field("Onderwerp")
        await visit.page.type("Openingstijden van het stadskantoor")
        await visit.tab_to_field("Uw vraag")
        await visit.page.type("Bent u op zaterdag open?")
        await visit.press("Verstuur uw vraag")
        await visit.reads("Wij hebben het doorgestuurd")
        done = await visit.violations()
        await visit.open("Overzicht", "Mijn Contact")
        await visit.reads("Openingstijden van het stadskantoor")

    assert found == done == []


async def test_a_right_is_looked_into_after_consent(demo: Demo, chromium: str, tmp_path: Path):
    """First what would be asked, of whom and why. With consent an answer with its reasons; without it nothing is sure. The
    consent stands in Mijn Regie, and is taken back there."""
    async with visiting(demo, chromium, tmp_path) as visit:
        await visit.log_in("bijstand")
        await visit.open("Waar heb ik recht op?", "Bijzondere bijstand")
        question = await visit.text()
        found = await visit.violations() + unseen(await visit.walk())
        await visit.press("Ja, onderzoek dit")
        await visit.reads("Dit is niet gelukt")
        await visit.page.click("document.querySelector('main input[type=checkbox]')")
        await visit.press("Ja, onderzoek dit")
        await visit.reads("Wij weten het niet zeker")
        await visit.open("Waar heb ik recht op?", "Bijzondere bijstand")
        for box in range(3):
            await visit.page.click(f"document.querySelectorAll('main input[type=checkbox]')[{box}]")
        await visit.press("Ja, onderzoek dit")
        await visit.reads("U hebt waarschijnlijk recht")
        answer = await visit.text()
        found += await visit.violations() + unseen(await visit.walk())
        await visit.open("Mijn Regie")
        await visit.page.click(REVOKE)
        await visit.reads("Ingetrokken op")
        found += await visit.violations()

    assert "Uw inkomen van de laatste maand" in question
    assert "Landelijke Inkomensdienst" in question
    assert "1.401,50" in answer
    assert "Participatiewet, artikel 35" in answer
    assert found == []


async def test_how_organisations_reach_me_is_changed(demo: Demo, chromium: str, tmp_path: Path):
    """A telephone number that is changed here is what the organisation has."""
    async with visiting(demo, chromium, tmp_path) as visit:
        await visit.log_in("inwoner")
        await visit.open("Mijn Regie")
        await visit.press("Wijzig: Gemeente Havenstad")
        await visit.tab_to_field("Telefoon")
        await visit.page.run("document.activeElement.select()")
        await visit.page.type("0687654321")
        await visit.press("Bewaar")
        await visit.reads("Uw gegevens zijn gewijzigd.")
        await visit.page.wait_for("document.querySelector('main').innerText.includes('0687654321')")


async def test_what_changes_is_seen_at_once(demo: Demo, chromium: str, tmp_path: Path):
    """While somebody looks at a list, a bron tells of a new zaak: it stands in the list, and a word says so."""
    async with visiting(demo, chromium, tmp_path) as visit:
        await visit.log_in("inwoner")
        await visit.open("Mijn Zaken")
        await visit.page.wait_for("document.querySelector('.live').dataset.verbinding === 'luistert'")
        async with asyncio.timeout(30):  # a demo that just started does not hear of it yet
            while "Net veranderd: Nieuwe aanvraag" not in await visit.page.run("document.body.innerText"):
                demo.sandbox("gebeurtenis", "havenstad-zaken", "zaak")
                await asyncio.sleep(1)
        await visit.page.wait_for(f"[...{LINKS}].some((one) => one.textContent.startsWith('Nieuwe aanvraag'))")
        found = await visit.violations()
        await visit.press("Sluiten")
        await visit.page.wait_for("!document.body.innerText.includes('Net veranderd')")

    assert found == []


async def test_a_document_is_downloaded(demo: Demo, chromium: str, tmp_path: Path):
    """With the person's own token, under the name that the organisation gave it."""
    kept = tmp_path / "gedownload"
    kept.mkdir()
    async with visiting(demo, chromium, tmp_path) as visit:
        await visit.page.save_to(kept)
        await visit.log_in("inwoner")
        await visit.open("Mijn Zaken", "Traplift en aanpassing van de badkamer")
        await visit.press("Download Verslag van het huisbezoek")
        async with asyncio.timeout(15):
            while not (found := [one for one in kept.iterdir() if one.suffix == ".pdf"]):
                await asyncio.sleep(0.05)

    assert found[0].read_bytes().startswith(b"%PDF")


async def test_reading_a_bericht_makes_it_read(demo: Demo, chromium: str, tmp_path: Path):
    """The source keeps that it was opened; the person can make it new again."""
    async with visiting(demo, chromium, tmp_path) as visit:
        await visit.log_in("ondernemer")
        await visit.open("Mijn Berichten")
        await visit.press("Nieuw")
        await visit.settled()
        titel = await visit.page.run(f"{LINKS}[0].textContent.trim()")
        before = await visit.page.run(CARDS)
        await visit.open(titel)
        await visit.reads("Markeer als nieuw")
        await visit.open("Mijn Berichten")
        await visit.press("Nieuw")
        await visit.page.wait_for(f"{CARDS} === {before} - 1")
        await visit.press("Alles")
        await visit.settled()
        await visit.open(titel)
        await visit.press("Markeer als nieuw")
        await visit.reads("Post van organisaties")
        await visit.press("Nieuw")
        await visit.page.wait_for(f"{CARDS} === {before}")
