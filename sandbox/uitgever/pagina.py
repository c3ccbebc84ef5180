"""The person picker: one plain Dutch page, readable with a keyboard and a screen reader, without any script."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from sandbox.uitgever.aanvraag import Aanvraag
from sandbox.uitgever.identiteit import Inlog


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
    return (
        f'<li><button name="keuze" value="{escape(inlog.sleutel)}">{escape(inlog.label)}'
        f" <small>met {inlog.middel}</small></button></li>"
    )


def _page(title: str, content: str) -> str:
    return (
        '<!doctype html><html lang="nl"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{title} - Oefenomgeving MijnServices</title><link rel="stylesheet" href="/stijl.css"></head>'
        f"<body><main><h1>{title}</h1>{content}</main></body></html>"
    )


STIJL = """
:root { color-scheme: light; font: 1.125rem/1.5 system-ui, sans-serif; color: #14202b; background: #fff; }
body { margin: 0; }
main { max-width: 42rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; }
h1 { line-height: 1.2; }
ul { list-style: none; margin: 0; padding: 0; }
li + li { margin-top: .5rem; }
button { box-sizing: border-box; width: 100%; min-height: 2.75rem; padding: .5rem 1rem; text-align: left; font: inherit;
  color: #0b4a75; background: #fff; border: 1px solid #0b4a75; border-radius: .25rem; cursor: pointer; }
button:hover { background: #e5f0f7; }
button:focus-visible { outline: 3px solid #14202b; outline-offset: 2px; }
small { color: #4a5560; font-size: .875rem; }
.annuleren { margin-top: 1rem; border-color: #4a5560; color: #14202b; }
"""
