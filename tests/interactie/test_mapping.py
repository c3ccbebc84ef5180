"""A taak as the contract has it: in Dutch, with the last moment, a name for what it belongs to, and a way that works."""

from __future__ import annotations

from uuid import UUID, uuid4

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.domain.bron import GevondenVia
from gateway.domain.datum import Datumduiding, termijn
from gateway.domain.status import Taaksoort, Taakstatus, Verwerking
from gateway.domain.taak import Taak
from gateway.domain.uitvoering import (
    BetaalUitvoering,
    FormulierUitvoering,
    LinkUitvoering,
    Uitvoering,
    Uitvoeringstrede,
)
from gateway.domain.urn import join_key, urn_of
from gateway.domain.waarden import Url, bedrag
from gateway.interactie.mapping import map_detail, map_taak, uuid_of
from gateway.interactie.vormen import TaakInfo, read_query
from tests.connectors.canned import NU, call
from tests.interactie.contract import needs_spec, valid

LINK = "https://mijn.havenstad.example/taken/abc"
ELDERS = Url("https://betalen.example/pay?kenmerk=1")
LANGS = {"trede": Uitvoeringstrede.GERICHTE_LINK, "knoptekst": "Verder", "alleen_via": None}


def taak(**changes: object) -> Taak:
    made = call({})
    given_: dict[str, object] = {
        "ref": made.ref("taak", "t1"), "sleutels": ("taak/uuid/t1",), "verwijst": (), "titel": "Betaal",
        "organisatie": made.bron.organisatie, "herkomst": made.herkomst(GevondenVia.BSN), "urn": None,
        "laatst_gewijzigd_op": None, "afscherming": None, "toelichting": None, "status": Taakstatus.OPEN,
        "verwerking": Verwerking.NOG_ACTIE_NODIG, "status_bronwaarde": "open", "soort": Taaksoort.BETALING,
        "soort_bronwaarde": None, "startdatum": None, "deadline": None, "betaling": None,
    }  # fmt: skip
    return Taak(**{**given_, **changes})  # type: ignore[arg-type]  # a table of keywords


def shown(info: TaakInfo) -> dict[str, object]:
    """As it goes over the line."""
    found: dict[str, object] = msgspec.json.decode(msgspec.json.encode(info))
    return found


def test_what_is_not_there_is_left_out() -> None:
    """No empty texts, no null: the contract knows a field or its absence."""
    uuid = str(uuid4())
    assert shown(map_taak(taak(), uuid, LINK)) == {
        "uuid": uuid,
        "titel": {"nl": "Betaal"},
        "status": "open",
        "uitvoering": {"type": "betaling", "fallbackUrl": LINK},
    }


@pytest.mark.parametrize(
    ("day", "deadline"),
    [
        ("2026-12-12", "2026-12-12T23:59:59+01:00"),
        ("2026-07-01", "2026-07-01T23:59:59+02:00"),
        ("2026-10-25", "2026-10-25T23:59:59+01:00"),
        ("2027-03-28", "2027-03-28T23:59:59+02:00"),
    ],
)
def test_a_day_ends_at_the_end_of_it_in_dutch_time(day: str, deadline: str) -> None:
    """Inclusive, with the offset of that day, also on the days that the clock moves."""
    last = termijn(NU.date().fromisoformat(day), Datumduiding.GEPLAND)
    assert map_taak(taak(deadline=last), "u", LINK).deadline == deadline


@pytest.mark.parametrize("status", list(Taakstatus))
def test_every_status_has_a_word_and_only_what_is_open_a_way(status: Taakstatus) -> None:
    """A taak that is done is never offered again."""
    info = shown(map_taak(taak(status=status), "u", LINK))
    words = {"OPEN": "open", "AFGEROND": "afgerond", "GEANNULEERD": "geannuleerd", "ONBEKEND": "onbekend"}
    assert info["status"] == words[status.name]
    assert ("uitvoering" in info) == (status in (Taakstatus.OPEN, Taakstatus.ONBEKEND))


@pytest.mark.parametrize("soort", list(Taaksoort))
def test_every_soort_has_a_type(soort: Taaksoort) -> None:
    """A soort of the schema that is new here is a type like any other."""
    assert shown(map_taak(taak(soort=soort), "u", LINK))["uitvoering"]["type"]  # type: ignore[index]


@needs_spec
@pytest.mark.parametrize("soort", list(Taaksoort))
@pytest.mark.parametrize(
    "manier",
    [
        None,
        LinkUitvoering(fallback_url=ELDERS, url=ELDERS, **LANGS),  # type: ignore[arg-type]  # a table of keywords
        BetaalUitvoering(fallback_url=ELDERS, bedrag=bedrag("1"), **LANGS),  # type: ignore[arg-type]
        FormulierUitvoering(fallback_url=None, schema=None, voorinvulling=None, **LANGS),  # type: ignore[arg-type]
    ],
    ids=["none", "link", "betaling", "formulier"],
)
def test_every_taak_is_what_the_contract_says(soort: Taaksoort, manier: Uitvoering | None) -> None:
    """In a list and alone, whatever its soort and the way to do it: exactly one form of the contract fits."""
    one = taak(soort=soort, toelichting="Uitleg", verwijst=("zaak/nummer/ZAAK 1",))
    uuid = uuid_of("opaque")
    valid(shown(map_taak(one, uuid, LINK)), "TaakInfo")
    valid(shown(map_detail(one, uuid, LINK, manier)), "Taak")


@pytest.mark.parametrize(
    ("manier", "expected"),
    [
        (None, {"type": "link", "fallbackUrl": LINK}),
        (LinkUitvoering(fallback_url=None, url=ELDERS, **LANGS), {"type": "link", "fallbackUrl": ELDERS}),  # type: ignore[arg-type]
        (
            BetaalUitvoering(fallback_url=ELDERS, bedrag=bedrag("1"), **LANGS),
            {"type": "betaling", "fallbackUrl": ELDERS},
        ),  # type: ignore[arg-type]
        (BetaalUitvoering(fallback_url=None, bedrag=bedrag("1"), **LANGS), {"type": "betaling", "fallbackUrl": LINK}),  # type: ignore[arg-type]
        (
            LinkUitvoering(fallback_url=None, url=Url("http://x.example"), **LANGS),
            {"type": "link", "fallbackUrl": LINK},
        ),  # type: ignore[arg-type]
    ],
)
def test_there_is_always_an_address_that_works(manier: Uitvoering | None, expected: dict[str, str]) -> None:
    """The best there is, when it is safe; else our own portal."""
    assert shown(map_detail(taak(), "u", LINK, manier))["uitvoering"] == expected


@given(st.text(max_size=80), st.text(max_size=80))
def test_a_uuid_tells_ids_apart_and_stays_the_same(one: str, other: str) -> None:
    """A valid uuid of version 8, that only who has the id can know."""
    found = UUID(uuid_of(one))
    assert (found.variant, found.version, str(found)) == ("specified in RFC 4122", 8, uuid_of(one))
    assert (uuid_of(one) == uuid_of(other)) == (one == other)


@given(
    st.sampled_from(["zaak", "product"]),
    st.text(min_size=1, max_size=30).filter(lambda text: text.strip() == text),
    st.uuids(),
)
def test_a_name_reads_back(kind: str, number: str, uuid: UUID) -> None:
    """The URN we give for a key leads back to it, at any gateway like this one; what has no name outside has none."""
    for key in (f"{kind}/nummer/{number}", f"{kind}/uuid/{uuid}"):
        urn = urn_of(key)
        assert urn is not None
        assert join_key(urn) == key
    assert urn_of("klant/nummer/1") is None
    assert urn_of("document/plek/1") is None


@pytest.mark.parametrize(
    "raw",
    [
        b"", b"[]", b"null", b"{}", b'{"klantId": 7}', b'{"klantId": null}', b"\xff", b'{"klantId": "a", "contextId": null}',
        b'{"klantId": "a", "contextId": "https://x"}', b'{"klantId": "a", "include": "taken"}',
        b'{"klantId": "a", "include": [1]}', b'{"klantId": "a", "include": null}', b"[" * 100_000,
    ],
)  # fmt: skip
def test_what_is_no_search_is_refused(raw: bytes) -> None:
    """Every other shape is a fault that says so, and never quotes what was sent."""
    with pytest.raises(ValueError, match=r"^[^a]*") as refused:
        read_query(raw)
    assert "https://x" not in str(refused.value)


@pytest.mark.parametrize(
    ("include", "wants"), [(b"", True), (b', "include": []', True), (b', "include": ["nieuw", "taken"]', True),
                           (b', "include": ["contactmomenten"]', False)],
)  # fmt: skip
def test_kinds_that_we_do_not_know_are_passed_over(include: bytes, wants: bool) -> None:
    """Absent or empty is everything; unknown fields are for later versions."""
    assert read_query(b'{"klantId": "a", "nieuw": {"x": 1}' + include + b"}").wants_taken is wants
