"""The command `gateway`: serve, check the configuration, explain a plan, print the schema."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from gateway.errors import ConfigInvalid

EX_CONFIG = 78


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; the exit code is 0, 1 for a fault in what was given, or 78 for a fault in the configuration."""
    options = _parser().parse_args(argv)
    run: Callable[[argparse.Namespace], int] = options.run
    try:
        return run(options)
    except ConfigInvalid as invalid:
        print("\n".join(invalid.faults), file=sys.stderr)
        faults = "1 fout" if len(invalid.faults) == 1 else f"{len(invalid.faults)} fouten"
        print(f"{faults} in de configuratie; de gateway start niet.", file=sys.stderr)
        return EX_CONFIG


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("gateway", description="MijnServices gateway.")
    commands = parser.add_subparsers(required=True, metavar="opdracht")
    for name, run, text in (
        ("serve", _serve, "Start de gateway."),
        ("check-config", _check_config, "Controleer de configuratie en noem elke fout met haar plek."),
    ):
        command = commands.add_parser(name, help=text)
        command.add_argument(
            "--config", type=Path, help="Bestand of map (anders GATEWAY_CONFIG, anders ./bronnen.toml)."
        )
        command.set_defaults(run=run)
    subscribe = commands.add_parser(
        "abonneren", help="Neem bij de Notificaties API een abonnement op wat bronnen melden."
    )
    subscribe.add_argument(
        "bronnen", nargs="*", metavar="BRON", help="Codes van bronnen (anders alle met notificaties.nrc)."
    )
    subscribe.add_argument("--config", type=Path, help="Bestand of map met de configuratie.")
    subscribe.set_defaults(run=_subscribe)
    attempt = commands.add_parser("probeer", help="Probeer een bron uit en hoor wat er nog aan mankeert.")
    attempt.add_argument("bron", metavar="BRON", help="Code van de bron in de configuratie.")
    attempt.add_argument(
        "--persoon", type=Path, required=True, metavar="BESTAND", help="Bestand met een BSN, of regels als `kvk = ...`."
    )
    attempt.add_argument("--config", type=Path, help="Bestand of map met de configuratie.")
    attempt.set_defaults(run=_try_out)
    explain = commands.add_parser("explain", help="Laat zien welke bronnen een vraag raakt en wat dat kost.")
    explain.add_argument("file", type=Path, help="Bestand met een of meer operaties.")
    explain.add_argument("--config", type=Path, help="Configuratie met eigen regels (anders tellen de meegeleverde).")
    explain.set_defaults(run=_explain)
    rules = commands.add_parser("regels-testen", help="Draai de voorbeelden van alle regels voor acties.")
    rules.add_argument("mappen", nargs="*", help="Mappen met eigen regels, die voor de meegeleverde gaan.")
    rules.set_defaults(run=_test_rules)
    checks = commands.add_parser("regelingen-testen", help="Draai de voorbeelden van alle onderzoeken naar regelingen.")
    checks.add_argument("mappen", nargs="*", help="Mappen met eigen onderzoeken, die na de meegeleverde komen.")
    checks.set_defaults(run=_test_checks)
    documents = commands.add_parser("documenten", help="Controleer een map met lijsten van vertrouwde documenten.")
    documents.add_argument("map", type=Path, help="Map met *.json, en met *.sig ernaast als zij ondertekend zijn.")
    documents.add_argument("--ondertekenaar", type=Path, help="PEM-bestand met de publieke Ed25519-sleutel.")
    documents.set_defaults(run=_documents)
    schema = commands.add_parser("schema", help="Druk het schema af.")
    schema.add_argument("--medewerkers", action="store_true", help="Dat van medewerkers.")
    schema.set_defaults(run=_schema)
    return parser


def _serve(options: argparse.Namespace) -> int:
    from gateway.serve import serve

    return serve(_load(options.config))


def _check_config(options: argparse.Namespace) -> int:
    from gateway.app import regelboek, regelingenboek
    from gateway.plan.niveaus import read_niveaus
    from resolvers.schema import maak_schema

    config = _load(options.config)
    regelboek(config.gateway)
    regelingenboek(config.gateway)
    read_niveaus(maak_schema(), config.gateway.niveaus)
    print(f"De configuratie klopt: {len(config.bronnen)} bronnen, {len(config.issuers)} uitgevers van tokens.")
    return 0


def _subscribe(options: argparse.Namespace) -> int:
    import asyncio

    from gateway.app import find_connectors
    from gateway.errors import BronError
    from gateway.events.abonneren import SubscribeFailed, subscribe

    config, manifests = _load(options.config), find_connectors()
    by_code = {bron.code: bron for bron in config.bronnen}
    all_codes = [bron.code for bron in config.bronnen if bron.notificaties and bron.notificaties.nrc]
    exit_code = 0
    for code in options.bronnen or all_codes:
        try:
            if code not in by_code:
                raise SubscribeFailed(f"{code}: deze bron staat niet in de configuratie")
            print(asyncio.run(subscribe(by_code[code], manifests[by_code[code].connector])))
        except (SubscribeFailed, BronError) as fault:
            reason = (
                fault if isinstance(fault, SubscribeFailed) else f"{code}: de Notificaties API geeft {fault.code.value}"
            )
            print(reason, file=sys.stderr)
            exit_code = 1
    return exit_code


def _try_out(options: argparse.Namespace) -> int:
    import asyncio

    from gateway.app import find_connectors, live_bron
    from gateway.bronnen.probeer.opdracht import try_out
    from gateway.bronnen.probeer.persoon import PersoonOngeldig, is_open_to_others, read_person
    from gateway.bronnen.probeer.stappen import Probeer
    from gateway.bronnen.proef import Nobody
    from gateway.bronnen.tls import Tls
    from gateway.telemetry import configure

    config = _load(options.config)
    bron = next((one for one in config.bronnen if one.code == options.bron), None)
    if bron is None:
        codes = ", ".join(one.code for one in config.bronnen)
        print(f"{options.bron}: deze bron staat niet in de configuratie. Wel: {codes}", file=sys.stderr)
        return 1
    try:
        persoon = read_person(options.persoon)
    except PersoonOngeldig as fault:
        print(fault, file=sys.stderr)
        return 1
    if is_open_to_others(options.persoon):
        print(f"Let op: {options.persoon} is ook voor anderen te lezen (chmod 600).", file=sys.stderr)
    configure("CRITICAL")
    proef = config.gateway.proef
    live = live_bron(bron, find_connectors()[bron.connector])
    probeer = Probeer(live, persoon, bron.basis_url, Tls.of(bron), Nobody(proef.bsn, proef.kvk))
    return asyncio.run(try_out(probeer))


def _load(path: Path | None):  # type: ignore[no-untyped-def]  # Configuratie; imported late so that `schema` starts fast
    from gateway.app import find_connectors
    from gateway.config import load

    return load(path, connectors=find_connectors())


def _explain(options: argparse.Namespace) -> int:
    from gateway.acties import MEEGELEVERD, laad
    from gateway.app import regelboek
    from gateway.plan.explain import explain_text
    from gateway.plan.fanout.mogelijk import fetches_erbij
    from resolvers.schema import maak_schema

    regels = regelboek(_load(options.config).gateway) if options.config is not None else laad(MEEGELEVERD)
    try:
        print(explain_text(maak_schema(), options.file.read_text("utf-8"), fetches_erbij(regels)), end="")
    except (OSError, UnicodeDecodeError) as fault:
        print(f"{options.file}: niet te lezen ({fault})", file=sys.stderr)
        return 1
    except ValueError as fault:
        print(f"{options.file}:{fault}", file=sys.stderr)
        return 1
    return 0


def _test_rules(options: argparse.Namespace) -> int:
    from gateway.acties.testen import main as test_rules

    return test_rules(options.mappen)


def _test_checks(options: argparse.Namespace) -> int:
    from gateway.acties.regelingen.testen import main as test_checks

    return test_checks(options.mappen)


def _documents(options: argparse.Namespace) -> int:
    from gateway.plan.trusted.check import check_folder
    from resolvers.schema import maak_schema

    return check_folder(maak_schema(), options.map, options.ondertekenaar)


def _schema(options: argparse.Namespace) -> int:
    from resolvers.medewerker.schema import maak_medewerkerschema
    from resolvers.schema import maak_schema, print_sdl

    print(print_sdl(maak_medewerkerschema() if options.medewerkers else maak_schema()), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
