"""The person picker: one plain Dutch page, readable with a keyboard and a screen reader, without any script."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from sandbox.uitgever.aanvraag import Aanvraag
from sandbox.uitgever.identiteit import Inlog

VERHALEN = {
    "inwoner": "heeft van alles wat",
    "niets": "heeft niets",
    "fatima": "kreeg urgentie voor een woning",
    "ouder": "vroeg een paspoort voor zijn kind",
    "kind": "acht jaar",
    "verhuisd": "heeft zaken in twee gemeenten",
    "bijstand": "heeft een uitkering en een belastingaanslag",
    "mantelzorger": "zorgt voor zijn vader",
    "vader": "kreeg een scootmobiel",
    "eidas": "komt uit Polen",
    "student": "heeft veel te doen",
    "gepensioneerd": "heeft alles geregeld",
    "ondernemer": "heeft zaken in twee gemeenten",
    "vereniging": "vroeg subsidie",
}
"""What is to be seen as whom, in a few words; who is not here needs none."""


def picker(aanvraag: Aanvraag, inloggen: Iterable[Inlog]) -> str:
    """The page on which someone chooses as whom to log in."""
    rows = list(inloggen)
    hidden = "".join(
        f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">'
        for name, value in aanvraag.parameters.items()
    )
    own = [row for row in rows if not row.is_namens]
    persons = _section("inwoners", "Als inwoner", [row for row in own if row.middel != "eHerkenning"])
    businesses = _section("ondernemers", "Als ondernemer", [row for row in own if row.middel == "eHerkenning"])
    others = _section("namens", "Voor een ander", [row for row in rows if row.is_namens])
    return _page(
        "Kies wie u bent",
        "<p>Dit is een oefenomgeving. Alle personen en bedrijven zijn verzonnen. U hebt geen wachtwoord nodig.</p>"
        f'<form method="post" action="/authorize">{hidden}{persons}{businesses}{others}'
        '<p><button class="annuleren" name="keuze" value="">Niet inloggen, ga terug</button></p></form>',
    )


def fault(message: str) -> str:
    """The page for a login request that cannot go on."""
    return _page("Inloggen lukt niet", f'<p role="alert">{escape(message)}</p><p>Ga terug en probeer het opnieuw.</p>')


def _section(name: str, title: str, rows: list[Inlog]) -> str:
    items = "".join(_item(row) for row in rows)
    return f'<section aria-labelledby="{name}"><h2 id="{name}">{title}</h2><ul>{items}</ul></section>'


def _item(inlog: Inlog) -> str:
    about = f"met {inlog.middel}"
    if story := VERHALEN.get(inlog.sleutel):
        about = f"{story} · {about}"
    return (
        f'<li><button name="keuze" value="{escape(inlog.sleutel)}">{escape(inlog.label)}'
        f" <small>{about}</small></button></li>"
    )


def _page(title: str, content: str) -> str:
    return (
        '<!doctype html><html lang="nl"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{title} - Oefenomgeving MijnServices</title><link rel="stylesheet" href="/stijl.css"></head>'
        f"<body><main><h1>{title}</h1>{content}</main></body></html>"
    )


STIJL = """
:root { color-scheme: light; font: 1rem/1.5 "Noto Sans", system-ui, sans-serif; color: #001a40; background: #f9f9fa; }
body { margin: 0; border-top: 4px solid #5115ef; }
main { max-width: 56rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; }
h1, h2 { font-family: "Noto Serif", Georgia, serif; line-height: 1.25; }
h1 { font-size: 2rem; }
h2 { margin: 2.5rem 0 .75rem; font-size: 1.375rem; }
ul { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 22rem), 1fr)); gap: .75rem; margin: 0; padding: 0;
  list-style: none; }
li { display: grid; }
button { box-sizing: border-box; min-height: 2.75rem; padding: .75rem 1rem; text-align: left; font: inherit; font-weight: 700;
  color: #00568b; background: #fff; border: 1px solid #c0c7d2; border-radius: .25rem; cursor: pointer; }
button:hover { border-color: #5115ef; }
button:focus-visible { outline: 3px solid #001a40; outline-offset: 2px; }
small { display: block; font-size: .875rem; font-weight: 400; color: #586c88; }
.annuleren { margin-top: 2rem; color: #001a40; border-color: #586c88; }
"""
