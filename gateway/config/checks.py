"""Checks over tables: what must be unique, and whether a connector can do what is asked of it.

They look at the raw tables, so that a fault in one key does not hide the faults in others.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Protocol

from gateway.config.bestand import Entry, Fault

_SHOW_A_BEARER = {"bearer", "oauth2"}
"""Kinds of credentials that come down to a bearer token; a system that takes one does not see how we got it."""


class Named(Protocol):
    """A word of the domain; its value is its name."""

    @property
    def value(self) -> str:
        """The name."""
        ...


FaultsFunction = Callable[[Mapping[str, object]], Iterable[tuple[tuple[str, ...], str]]]


class ConnectorForm(Protocol):
    """What a connector says about itself, as far as the configuration needs to know."""

    @property
    def auth(self) -> Collection[str]:
        """The kinds of credentials it takes."""
        ...

    @property
    def diensten(self) -> Collection[Named]:
        """The diensten it has a list for."""
        ...

    @property
    def faults_in(self) -> FaultsFunction | None:
        """What is not right in the `instellingen` of a bron: the place in that table, and what is wrong there."""
        ...


def check_unique(entries: list[Entry], key: str) -> Iterator[Fault]:
    """A value of `key` that another table has as well."""
    seen: dict[str, Entry] = {}
    for entry in entries:
        value = entry.table.get(key)
        if isinstance(value, str):
            first = seen.setdefault(value, entry)
            if first is not entry:
                place = first.fault("", key)
                yield entry.fault(f"'{value}' bestaat al ({place.place}:{place.line})", key)


def check_introspection(issuers: list[Entry]) -> Iterator[Fault]:
    """A second issuer of opaque tokens in one channel: nothing in such a token tells whose it is, and asking both would
    show each the tokens of the other."""
    asking: dict[object, Entry] = {}
    for entry in issuers:
        if "introspectie" in entry.table:
            first = asking.setdefault(entry.table.get("kanaal", "inwoner"), entry)
            if first is not entry:
                yield entry.fault("hoogstens één uitgever per kanaal mag introspectie hebben", "introspectie")


def check_bronnen(entries: list[Entry], connectors: Mapping[str, ConnectorForm] | None) -> Iterator[Fault]:
    """Bronnen whose connector is unknown, cannot supply their diensten or present their credentials, or cannot use what is
    in their `instellingen`."""
    if connectors is None:
        return
    for entry in entries:
        name = entry.table.get("connector")
        if not isinstance(name, str):
            continue
        if name not in connectors:
            yield entry.fault(f"connector '{name}' bestaat niet; kies uit {_list(connectors)}", "connector")
        else:
            yield from _check_diensten(entry, connectors[name])
            yield from _check_auth(entry, connectors[name])
            yield from _check_instellingen(entry, connectors[name])


def check_consumenten(entries: list[Entry], issuers: list[Entry]) -> Iterator[Fault]:
    """Consumenten whose issuer is unknown, or whose clients it does not accept or another consument has as well."""
    accepted = {entry.table.get("url"): entry.table.get("clients") for entry in issuers}
    seen: set[tuple[object, object]] = set()
    for entry in entries:
        issuer, clients = entry.table.get("issuer"), entry.table.get("clients")
        if isinstance(issuer, str) and issuer not in accepted:
            yield entry.fault(f"er is geen [[issuer]] met url '{issuer}'", "issuer")
            continue
        known = accepted.get(issuer)
        for number, client in enumerate(clients if isinstance(clients, list) else ()):
            if isinstance(known, list) and client not in known:
                yield entry.fault(f"'{client}' staat niet in clients van de [[issuer]]", "clients", number)
            if (issuer, client) in seen:
                yield entry.fault(
                    f"'{client}' staat er twee keer, of ook bij een andere [[consument]]", "clients", number
                )
            seen.add((issuer, client))


def _check_diensten(entry: Entry, connector: ConnectorForm) -> Iterator[Fault]:
    offered = {dienst.value for dienst in connector.diensten}
    diensten = entry.table.get("diensten")
    for number, dienst in enumerate(diensten if isinstance(diensten, list) else ()):
        if isinstance(dienst, str) and dienst not in offered:
            yield entry.fault(
                f"connector '{entry.table['connector']}' levert {dienst} niet; wel {_list(offered)}", "diensten", number
            )


def _check_auth(entry: Entry, connector: ConnectorForm) -> Iterator[Fault]:
    auth = entry.table.get("auth")
    soort = auth.get("soort") if isinstance(auth, dict) else None
    taken = set(connector.auth)
    if taken & _SHOW_A_BEARER:
        taken |= {"oauth2", "token_exchange"}
    if isinstance(soort, str) and soort not in taken:
        text = f"connector '{entry.table['connector']}' kent '{soort}' niet; kies uit {_list(taken)}"
        yield entry.fault(text, "auth", "soort")


def _check_instellingen(entry: Entry, connector: ConnectorForm) -> Iterator[Fault]:
    table = entry.table.get("instellingen", {})
    if connector.faults_in is not None and isinstance(table, dict):
        for keys, text in connector.faults_in(table):
            yield entry.fault(text, "instellingen", *keys)


def _list(names: Collection[str]) -> str:
    return ", ".join(sorted(names))
