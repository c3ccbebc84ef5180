"""The command `sandbox`: run the demo, get a token, see the bronnen and spoil them."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from typing import NoReturn
from urllib.parse import quote

from sandbox.toestand import Afgebroken, ask

FOUT = 2


def main(argv: Sequence[str] | None = None) -> int:
    """Carry out one command; 0 when done, 2 with a Dutch sentence on stderr when it cannot be."""
    arguments = _parser().parse_args(argv)
    run: Callable[[argparse.Namespace], int | None] = arguments.run
    try:
        return run(arguments) or 0
    except Afgebroken as error:
        print(error, file=sys.stderr)
        return FOUT


def _serve(arguments: argparse.Namespace) -> int:
    from sandbox.demo import serve  # the other commands start faster without the servers

    return serve(with_gateway=not arguments.alleen_bronnen, gelijkmatig=arguments.gelijkmatig)


def _token(arguments: argparse.Namespace) -> None:
    given = {name: getattr(arguments, name) for name in ("geldig", "client")}
    chosen = {name: value for name, value in given.items() if value is not None}
    answer = json.loads(ask("POST", f"/token/{quote(arguments.persoon)}", **chosen))
    print(answer["sub" if arguments.sub else "token"])


def _bronnen(arguments: argparse.Namespace) -> None:
    for bron in json.loads(ask("GET", "/bronnen")):
        row = {
            "code": bron["code"],
            "naam": bron["naam"],
            "dienst": ", ".join(bron["diensten"]),
            "url": bron["url"],
            "stand": bron["stand"],
        }
        print(json.dumps(row, ensure_ascii=False))


def _spoil(arguments: argparse.Namespace) -> None:
    options = {name: getattr(arguments, name) for name in ("ms", "soort") if hasattr(arguments, name)}
    ask("POST", f"/bronnen/{quote(arguments.naam, safe='')}/{arguments.opdracht}", **options)


def _happen(arguments: argparse.Namespace) -> None:
    path = f"/bronnen/{quote(arguments.naam, safe='')}/gebeurtenis"
    ask("POST", path, soort=arguments.soort, persoon=arguments.persoon)


def _deliver(arguments: argparse.Namespace) -> None:
    mixed = "ja" if arguments.door_elkaar else "nee"
    ask("POST", "/notificaties", keer=arguments.keer, door_elkaar=mixed, wacht_ms=arguments.wacht_ms)


class _DutchParser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.exit(FOUT, f"{self.format_usage()}Deze opdracht klopt niet: {message}\n")


def _parser() -> argparse.ArgumentParser:
    parser = _DutchParser(prog="sandbox", description="De zandbak: nagespeelde bronnen om de gateway mee te proberen.")
    commands = parser.add_subparsers(dest="opdracht", required=True, metavar="OPDRACHT")

    serve = commands.add_parser("serve", help="start de bronnen, de tokenuitgever en de gateway (Ctrl-C stopt alles)")
    which = serve.add_mutually_exclusive_group()
    which.add_argument("--demo", action="store_true", help="met gateway; dit gebeurt ook zonder deze optie")
    which.add_argument("--alleen-bronnen", action="store_true", help="zonder gateway")
    serve.add_argument(
        "--gelijkmatig", action="store_true", help="dezelfde vraag duurt elke keer even lang, om te meten"
    )
    serve.set_defaults(run=_serve)

    token = commands.add_parser("token", help="geef een bearer-token voor een testpersoon")
    token.add_argument("persoon", metavar="PERSOON", help="bijvoorbeeld inwoner, niets of ondernemer")
    token.add_argument("--geldig", type=int, metavar="SECONDEN", help="hoe lang het token geldt (anders 900)")
    token.add_argument("--client", metavar="NAAM", help="het portaal waar het token voor is (anders sandbox)")
    token.add_argument("--sub", action="store_true", help="geef alleen het pseudoniem uit zo'n token (het klantId)")
    token.set_defaults(run=_token)

    happen = commands.add_parser(
        "gebeurtenis", help="laat in een bron iets gebeuren, en vertel het aan wie geabonneerd is"
    )
    happen.add_argument("naam", metavar="NAAM", help="de code van de bron in bronnen.toml")
    happen.add_argument(
        "soort", metavar="SOORT", help="zaak, status of rol-weg (Open Zaak); taak of bericht (Open VTB)"
    )
    happen.add_argument("--persoon", default="inwoner", help="wie het overkomt (anders inwoner)")
    happen.set_defaults(run=_happen)

    deliver = commands.add_parser("meldingen", help="hoe meldingen voortaan bezorgd worden; zonder opties: gewoon")
    deliver.add_argument("--keer", type=int, default=1, help="elke melding zo vaak (anders 1)")
    deliver.add_argument("--door-elkaar", action="store_true", help="in een andere volgorde")
    deliver.add_argument("--wacht-ms", type=int, default=0, help="zoveel milliseconden later (anders 0)")
    deliver.set_defaults(run=_deliver)

    commands.add_parser("bronnen", help="toon de bronnen, een JSON-object per regel").set_defaults(run=_bronnen)

    stop = commands.add_parser("stop", help="laat een bron wegvallen: verbinden lukt niet meer")
    slow = commands.add_parser("slow", help="maak een bron traag")
    slow.add_argument("--ms", type=int, default=2000, help="zoveel milliseconden later antwoorden (anders 2000)")
    break_ = commands.add_parser("break", help="laat een bron verkeerd antwoorden")
    break_.add_argument("--soort", default="500", help="hoe het misgaat (anders 500): 503, html, truncated, hang, ...")
    mend = commands.add_parser("mend", help="maak een bron weer goed")
    for command in (stop, slow, break_, mend):
        command.add_argument("naam", metavar="NAAM", help="de code van de bron in bronnen.toml")
        command.set_defaults(run=_spoil)
    return parser


if __name__ == "__main__":
    sys.exit(main())
