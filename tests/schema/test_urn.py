"""Names of things: every dialect of the same thing gives one key, and a person never gives any."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.domain.urn import join_key, number_key

MUNICIPALITIES = st.sampled_from(["gemeenteutrecht", "gemeentevoorbeeldstad"])
NUMBERS = st.from_regex(r"[A-Z0-9]{1,10}(-[0-9]{1,10}){0,2}", fullmatch=True)


@given(MUNICIPALITIES, st.uuids())
def test_every_name_of_a_zaak_gives_the_same_key(owner: str, uuid: object) -> None:
    """URNs by UUID, in either case, and the URL of the resource meet in one key."""
    names = [
        f"urn:nld:{owner}:zaak:uuid:{uuid}",
        f"URN:NLD:{owner}:zaak:uuid:{str(uuid).upper()}",
        f"urn:uuid:{uuid}",
        f"https://zaken.example.nl/zaken/api/v1/zaken/{uuid}",
        f"http://127.0.0.1:8000/api/v1/zaken/{str(uuid).upper()}/?versie=2",
    ]
    assert {join_key(name) for name in names} == {f"zaak/uuid/{uuid}"}


@given(MUNICIPALITIES, NUMBERS)
def test_a_zaaknummer_gives_the_same_key_in_each_dialect(owner: str, number: str) -> None:
    """The dialects of Open VTB and VNG meet, and the key is what a zaak makes of its own number."""
    names = [f"urn:nld:{owner}:zaak:zaaknummer:{number}", f"urn:nl:gemeenten:zaak:{number}"]
    assert {join_key(name) for name in names} == {f"zaak/nummer/{number}"} == {number_key("zaak", number)}


@given(MUNICIPALITIES, st.uuids())
def test_other_things_have_keys_of_their_own_kind(owner: str, uuid: object) -> None:
    """Products, documents and tasks never meet a zaak with the same UUID."""
    assert join_key(f"urn:nld:{owner}:product:uuid:{uuid}") == f"product/uuid/{uuid}"
    assert join_key(f"urn:nld:{owner}:informatieobject:uuid:{uuid}") == f"document/uuid/{uuid}"
    assert join_key(f"urn:maykin:taken:externetaak:{uuid}") == f"taak/uuid/{uuid}"
    assert join_key(f"urn:maykin:verzoeken:verzoek:{uuid}") == f"verzoek/uuid/{uuid}"
    assert join_key(f"https://x.nl/documenten/api/v1/enkelvoudiginformatieobjecten/{uuid}") == f"document/uuid/{uuid}"


@pytest.mark.parametrize(
    "name",
    [
        "urn:nld:brp:bsn:999990019",
        "URN:NLD:BRP:BSN:999990019",
        "urn:nld:hr:kvknummer:90000013",
        "urn:nld:hr:kvknummer:90000013:vestigingsnummer:000090000013",
        "urn:nld:klant:klantnummer:12",
        "https://x.nl/api/v1/rollen/5f3c9f3e-5b7b-4f6e-9a57-0d3c1f1f3b10",
        "urn:nld:gemeenteutrecht:zaak:uuid:geen-uuid",
        "urn:nld:gemeenteutrecht:zaak:zaaknummer: ",
        "ftp://x.nl/zaken/5f3c9f3e-5b7b-4f6e-9a57-0d3c1f1f3b10",
        "http://[zaken/5f3c9f3e-5b7b-4f6e-9a57-0d3c1f1f3b10",
        "",
    ],
)
def test_persons_and_nonsense_give_no_key(name: str) -> None:
    """Nobody's number becomes a key, and a broken name joins nothing."""
    assert join_key(name) is None


@given(
    st.text(max_size=60) | st.text(max_size=40).map("urn:nld:".__add__) | st.text(max_size=40).map("https://".__add__)
)
def test_any_text_is_handled(name: str) -> None:
    """Whatever a bron calls a thing, reading the name never fails."""
    key = join_key(name)
    assert key is None or key.split("/")[1] in ("uuid", "nummer")


def test_a_percent_encoded_number_is_read() -> None:
    """RFC 8141 lets a name encode characters; the key has the number as it is written at the organisation."""
    assert join_key("urn:nld:gemeenteutrecht:zaak:zaaknummer:2026%2F42") == "zaak/nummer/2026/42"
