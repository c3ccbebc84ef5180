"""The presets: whatever numbers a product sends under its names, the gateway reads about whom, by whom and for what."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gateway.auth.identiteit import read_subject
from gateway.config import IssuerConfig
from gateway.config.claims import VOORINSTELLINGEN
from gateway.domain.persoon import Vestiging
from gateway.errors import Unauthenticated
from tests.auth import vormen
from tests.auth.vormen import ETD, ID, URL, Told

FORMS: dict[str, st.SearchStrategy[Told]] = {
    "digid": vormen.digid(),
    "digid-machtigen": vormen.digid_machtigen(),
    "eherkenning": vormen.eherkenning(),
    "bewindvoering": vormen.bewindvoering(),
    "eidas": vormen.eidas(),
    "nl-portal": vormen.nl_portal(),
    "oidc-nlgov": vormen.nlgov(),
    "rfc8693": vormen.rfc8693(),
}
SIDE_BY_SIDE = ("digid", "digid-machtigen", "eherkenning", "bewindvoering", "nl-portal")
pytestmark = pytest.mark.isolation


def issuer(*presets: str, **more: object) -> IssuerConfig:
    claims = [{"voorinstelling": preset, **more} for preset in presets]
    table = {"url": URL, "audience": "gateway", "tenant": "t", "clients": ["portaal"], "claims": claims}
    return IssuerConfig.model_validate(table)


def test_every_preset_is_held_against_its_product() -> None:
    """No preset without a property of its own below."""
    assert FORMS.keys() == VOORINSTELLINGEN.keys()


def check(token: Told, config: IssuerConfig) -> None:
    found = vormen.told_by(read_subject(token.claims, config))
    expected = Told({}, token.over, token.door, token.via, token.diensten, token.namens)
    assert found == expected


@pytest.mark.parametrize("preset", FORMS)
@settings(max_examples=60)
@given(data=st.data())
def test_a_preset_reads_its_product(preset: str, data: st.DataObject) -> None:
    """Never the one who acts as the one it is about, nor the other way round."""
    check(data.draw(FORMS[preset]), issuer(preset))


@settings(max_examples=150)
@given(data=st.data())
def test_presets_stand_side_by_side(data: st.DataObject) -> None:
    """One broker sends tokens of many sorts: each is read as what it is."""
    preset = data.draw(st.sampled_from(SIDE_BY_SIDE))
    check(data.draw(FORMS[preset]), issuer(*SIDE_BY_SIDE))


@pytest.mark.attacks
@pytest.mark.parametrize("preset", FORMS)
@settings(max_examples=60)
@given(data=st.data())
def test_a_token_of_another_product_is_refused_or_read_the_same(preset: str, data: st.DataObject) -> None:
    """What tells whose token it is, is understood or the token is refused; it is never passed over."""
    other = data.draw(st.sampled_from([name for name in FORMS if name != preset]))
    token = data.draw(FORMS[other])
    try:
        found = vormen.told_by(read_subject(token.claims, issuer(preset)))
    except Unauthenticated:
        return
    assert (found.over, found.door, found.via) == (token.over, token.door, token.via)


@pytest.mark.attacks
@pytest.mark.parametrize(
    "inside",
    [
        None, "tekst", [], {}, {"sub": "x"}, {"sub": "x", "iss": "i"}, {"sub": "x", "sub_id_type": f"{ID}pseudonym"},
        {"sub": 1, "iss": "i", "sub_id_type": f"{ID}pseudonym"}, {"sub": "x", "iss": "i", "sub_id_type": "urn:x:BSN9"},
        {"sub": "123456789", "iss": "i", "sub_id_type": f"{ID}BSN"}, {"iss": "i", "sub_id_type": f"{ID}pseudonym"},
        {"sub": "x", "iss": "", "sub_id_type": f"{ID}pseudonym"}, {"sub": "999993653", "iss": "i", "sub_id_type": f"{ID}X"},
        {"sub": "x", "iss": "i", "sub_id_type": f"{ID}pseudonym", "alt_sub": "x"},
        {"sub": "12345678", "iss": "i", "sub_id_type": f"{ID}KvKnr",
         "alt_sub": [{"sub": "12345679", "sub_id_type": f"{ID}KvKnr"}]},
    ],
)  # fmt: skip
def test_a_represented_party_that_is_not_whole(inside: object) -> None:
    """Without sub, iss or a known sort, with a wrong number or two: refused, never read as the one who logged in."""
    claims = {"sub": "ik", "sub_id_type": f"{ID}pseudonym", "represents": inside}
    with pytest.raises(Unauthenticated):
        read_subject(claims, issuer("oidc-nlgov"))


@pytest.mark.attacks
def test_a_chain_is_at_most_five_deep() -> None:
    """More is not a chain of mandates any more."""
    party: dict[str, object] = {"sub": "x", "iss": "i", "sub_id_type": f"{ID}pseudonym"}
    for _ in range(5):
        party = {**party, "represents": party}
    with pytest.raises(Unauthenticated, match="deep"):
        read_subject({"sub": "ik", "sub_id_type": f"{ID}pseudonym", "represents": party}, issuer("oidc-nlgov"))


def test_another_name_of_a_party_counts_too() -> None:
    """`alt_sub` gives the KvK-nummer beside an RSIN, as the profile's own example does; the pseudonym is for others."""
    inside = {
        "sub": "002564440", "sub_id_type": f"{ID}RSIN", "iss": "i",
        "alt_sub": {"sub": "27381312", "sub_id_type": f"{ID}KvKnr", "iss": "j"},
    }  # fmt: skip
    mine = [{"aud": "a", "sub": "anders", "sub_id_type": f"{ID}pseudonym"}]
    claims = {"sub": "ik", "sub_id_type": f"{ID}pseudonym", "alt_sub": mine, "represents": inside}
    subject = read_subject(claims, issuer("oidc-nlgov"))
    assert (subject.rsin, subject.kvk) == (vormen.Rsin("002564440"), vormen.Kvk("27381312"))
    assert subject.handelend is not None
    assert subject.handelend.nummers == (vormen.Pseudoniem("ik", URL),)


@pytest.mark.attacks
@pytest.mark.parametrize("claim", ["represents", "act", "gemachtigde", "sel_uid", f"{ETD}ActingSubjectID", "aanvrager"])
def test_a_claim_that_nobody_reads_is_not_passed_over(claim: str) -> None:
    """An issuer set for plain tokens that begins to send mandates: refused until somebody says how to read them."""
    config = issuer("digid")
    assert read_subject({"bsn": "999993653"}, config).bsn is not None
    with pytest.raises(Unauthenticated, match="understand"):
        read_subject({"bsn": "999993653", claim: {"sub": "x"}}, config)


@pytest.mark.attacks
def test_two_readings_must_agree() -> None:
    """A token that fits two sorts and names two people is nobody's."""
    table = issuer("digid").model_dump(include={"url", "audience", "tenant", "clients"})
    config = IssuerConfig.model_validate({**table, "claims": [{"bsn": ["bsn"]}, {"bsn": ["burger"]}]})
    assert read_subject({"bsn": "999993653"}, config).bsn is not None
    assert read_subject({"bsn": "999993653", "burger": "999993653"}, config).bsn is not None
    with pytest.raises(Unauthenticated, match="more than one"):
        read_subject({"bsn": "999993653", "burger": "999990019"}, config)


def test_the_paths_of_a_preset_can_be_changed() -> None:
    """A broker that calls one claim otherwise needs that one line."""
    config = issuer(
        "eherkenning", nummer=["legalSubjectID"], nummersoort=["name_qualifier"], handelend={"naam": ["wie"]}
    )
    claims = {
        "legalSubjectID": "12345678", "name_qualifier": "urn:etoegang:1.9:EntityConcernedID:KvKnr",
        f"{ETD}ActingSubjectID": "abc@def", "wie": "Kim", f"{ETD}ServiceUUID": "Dienst-1",
        "urn:etoegang:1.9:ServiceRestriction:Vestigingsnr": "000012345678",
    }  # fmt: skip
    subject = read_subject(claims, config)
    assert subject.handelend is not None
    assert (subject.handelend.naam, subject.handelend.namens_ander) == ("Kim", False)
    assert subject.handelend.diensten == frozenset({"dienst-1"})
    assert subject.vestiging == Vestiging("000012345678")
    with pytest.raises(Unauthenticated):
        read_subject({**claims, "name_qualifier": None}, config)
