"""Open Zaak of the sandbox answers, and leaks, as the real system was seen to do."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette
from starlette.types import Message, Scope

from sandbox.bron import Bron
from sandbox.openproduct.seed import seed as openproduct_seed
from sandbox.openvtb.seed import seed as openvtb_seed
from sandbox.openzaak import bouw, kosten
from sandbox.openzaak.dossier import etag_van
from sandbox.verhalen.inhoud import zaken as verhalen
from sandbox.verhalen.namen import uuid, zaaknummer
from sandbox.verhalen.personen import PERSONEN
from sandbox.verhalen.zaaktypen import ZAAKTYPEN

BASE = "http://zaak.test"
GEHEIM = "een-geheim-van-tenminste-32-tekens"
ZAKEN, CATALOGI = "/zaken/api/v1", "/catalogi/api/v1"
EIO = "/documenten/api/v1/enkelvoudiginformatieobjecten"
BESLUITEN = "/besluiten/api/v1/besluiten"
ZOEK = f"{ZAKEN}/zaken/_zoek"
ROL = "rol__betrokkeneIdentificatie__"
BSN = f"{ROL}natuurlijkPersoon__inpBsn"
SANNE = PERSONEN["inwoner"].bsn or ""
RECORDINGS = Path(__file__).resolve().parents[3] / "shared" / "recordings" / "openzaak"


def token(geheim: str = GEHEIM, alg: str = "HS256", **claims: object) -> str:
    """A JWT of the gateway; claims replace its own, None takes one out."""
    own = {"client_id": "gateway", "iat": int(time.time())} | claims
    parts = ({"alg": alg, "typ": "JWT"}, {name: value for name, value in own.items() if value is not None})
    signed = ".".join(encode(json.dumps(part).encode()) for part in parts)
    return f"{signed}.{encode(hmac.digest(geheim.encode(), signed.encode(), hashlib.sha256))}"


def encode(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def build(gemeente: str = "9901") -> Starlette:
    return bouw(Bron("zaken", "openzaak", gemeente, ("ZAKEN",), GEHEIM), lambda: BASE)


def client(app: Starlette) -> httpx.AsyncClient:
    headers = {
        "Authorization": f"Bearer {token()}",
        "Accept": "application/json",
        "Accept-Crs": "EPSG:4326",
        "Content-Crs": "EPSG:4326",
    }
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=BASE, headers=headers)


@pytest.fixture
def app() -> Starlette:
    return build()


@pytest.fixture
async def zaak(app: Starlette) -> AsyncIterator[httpx.AsyncClient]:
    async with client(app) as found:
        yield found


def url(naam: str) -> str:
    return f"{BASE}{ZAKEN}/zaken/{uuid('zaak', naam)}"


async def found(zaak: httpx.AsyncClient, **filters: object) -> set[str]:
    """The zaaknummers a search gives."""
    answer = await zaak.post(ZOEK, json=filters)
    assert answer.status_code == 200, answer.text
    return {row["identificatie"] for row in answer.json()["results"]}


def numbers(*namen: str) -> set[str]:
    return {zaaknummer(naam) for naam in namen}


# ---------------------------------------------------------------- the stories


@pytest.mark.parametrize("gemeente", ["9901", "9902"])
def test_a_story_keeps_to_its_zaaktype(gemeente: str) -> None:
    """Steps follow each other in time, the last one comes with an outcome and only then, and names are unique."""
    stories = verhalen(gemeente)
    assert len({zaaknummer(story.naam) for story in stories}) == len(stories)
    for story in stories:
        soort, days = ZAAKTYPEN[story.zaaktype], [day for day in story.stappen if day is not None]
        assert days == sorted(days), story.naam
        assert (len(story.stappen) == len(soort.stappen)) == bool(story.resultaat), story.naam
        assert story.resultaat in ("", *soort.resultaten), story.naam
        assert story.eigenschappen.keys() <= set(soort.eigenschappen), story.naam
        assert all(day <= 0 for day in days), story.naam


@pytest.mark.scenario
@pytest.mark.parametrize("gemeente", ["9901", "9902"])
def test_what_other_systems_point_at_exists(gemeente: str) -> None:
    """Every zaak and document that a taak, bericht, verzoek or product of a gemeente names is in its Open Zaak."""
    stories = verhalen(gemeente)
    known = {zaaknummer(story.naam) for story in stories} | {uuid("zaak", story.naam) for story in stories}
    known |= {uuid("document", stuk.naam) for story in stories for stuk in story.stukken}
    vtb, producten = openvtb_seed(gemeente, date.today()), openproduct_seed(gemeente, date.today()).producten
    related = [row.is_gerelateerd_aan for row in vtb.taken]
    related += [row.is_gerelateerd_aan for row in vtb.berichten]
    related += [row.is_gerelateerd_aan for row in vtb.verzoeken]
    urns = [urn.urn for row in related for urn in row]
    urns += [str(zaak.urn) for product in producten for zaak in product.zaken]
    urns += [str(bijlage.informatie_object) for bericht in vtb.berichten for bijlage in bericht.bijlagen]
    named = {urn.rpartition(":")[2] for urn in urns if ":zaak:" in urn or ":informatieobject:" in urn}

    assert named
    assert named <= known


# ---------------------------------------------------------------- token, CRS and Accept


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ("", "permission_denied"),
        ("Token abc", "permission_denied"),
        ("Bearer niets", "jwt-decode-error"),
        (f"Bearer {token(client_id=None)}", "missing-client-identifier"),
        (f"Bearer {token(client_id='iemand')}", "invalid-client-identifier"),
        (f"Bearer {token('een-ander-geheim')}", "invalid-jwt-signature"),
        (f"Bearer {token(alg='none')}", "invalid-jwt-signature"),
        (f"Bearer {token(iat=None)}", "jwt-missing-iat-claim"),
        (f"Bearer {token(iat=int(time.time()) - 3700)}", "jwt-expired"),
        (f"Bearer {token(exp=int(time.time()) - 5)}", "jwt-expired"),
    ],
)
async def test_a_bad_token_is_403_with_a_code(zaak: httpx.AsyncClient, header: str, code: str) -> None:
    """The system never says 401; only the code tells what is wrong with a token."""
    answer = await zaak.get(f"{ZAKEN}/zaken", headers={"Authorization": header})

    assert (answer.status_code, answer.json()["code"]) == (403, code)
    assert answer.headers["content-type"] == "application/json"


async def test_a_token_from_the_future_is_taken(zaak: httpx.AsyncClient) -> None:
    """An `iat` of 50 minutes ahead is no objection."""
    header = {"Authorization": f"Bearer {token(iat=int(time.time()) + 3000)}"}

    assert (await zaak.get(f"{ZAKEN}/zaken", headers=header)).status_code == 200


async def test_zaken_need_the_crs_headers_and_nothing_else_does(app: Starlette) -> None:
    """412 without Accept-Crs, and without Content-Crs on a search; 406 for another CRS; the token is looked at first."""
    async with client(app) as zaak:
        del zaak.headers["Accept-Crs"]
        missing = await zaak.get(url("sanne-dakkapel"))
        other = await zaak.get(f"{ZAKEN}/zaken", headers={"Accept-Crs": "EPSG:28992"})
        nobody = await zaak.get(f"{ZAKEN}/zaken", headers={"Authorization": ""})
        statussen = await zaak.get(f"{ZAKEN}/statussen", params={"zaak": url("sanne-dakkapel")})
        del zaak.headers["Content-Crs"]
        search = await zaak.post(ZOEK, json={BSN: SANNE}, headers={"Accept-Crs": "EPSG:4326"})
        documents = await zaak.post(f"{EIO}/_zoek", json={"uuid__in": []})

    assert (missing.status_code, missing.json()["detail"]) == (412, "'Accept-Crs' header ontbreekt")
    assert (search.status_code, search.json()["detail"]) == (412, "'Content-Crs' header ontbreekt")
    assert (other.status_code, nobody.status_code) == (406, 403)
    assert (statussen.status_code, documents.status_code) == (200, 200)


async def test_problem_json_alone_is_not_acceptable(zaak: httpx.AsyncClient) -> None:
    """The documented error type is refused when it is the only one asked for."""
    answer = await zaak.get(f"{ZAKEN}/zaken", headers={"Accept": "application/problem+json"})

    assert (answer.status_code, answer.json()["code"]) == (406, "not_acceptable")


async def test_unknown_paths_and_trailing_slashes_are_web_pages(zaak: httpx.AsyncClient) -> None:
    """404 as HTML; the root of an API moves; a zaak that is no uuid makes the system fall over."""
    for path in (f"{ZAKEN}/bestaat-niet", f"{ZAKEN}/zaken/", f"{url('sanne-dakkapel')}/"):
        answer = await zaak.get(path)
        assert (answer.status_code, answer.headers["content-type"].split(";")[0]) == (404, "text/html"), path
    bad = await zaak.get(f"{ZAKEN}/zaken/geen-uuid")

    assert (await zaak.get(ZAKEN)).headers["location"] == f"{ZAKEN}/"
    assert (bad.status_code, bad.json()["code"]) == (500, "error")


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("DELETE", "/zaken", 405), ("POST", "/zaken", 403), ("DELETE", "/statussen/x", 405), ("POST", "/rollen", 403)],
)
async def test_writes_need_a_scope_the_gateway_has_not(
    zaak: httpx.AsyncClient, method: str, path: str, status: int
) -> None:
    """A method the address knows is 403, any other 405."""
    assert (await zaak.request(method, ZAKEN + path)).status_code == status


# ---------------------------------------------------------------- finding zaken


@pytest.mark.isolation
async def test_a_bsn_gives_the_zaken_of_one_person(zaak: httpx.AsyncClient) -> None:
    """Sanne's list has everything that names her and nothing else; a stranger to the system has none."""
    own = await found(zaak, **{BSN: SANNE})

    expected = {story.naam for story in verhalen("9901") if story.naam.startswith("sanne-")}
    assert own == numbers(*expected - {"sanne-geheim", "sanne-dakkapel-welstand"})
    assert await found(zaak, **{BSN: PERSONEN["niets"].bsn}) == set()


@pytest.mark.parametrize("body", [{BSN: ""}, {"inpBsn": SANNE}, {"rol": {"inpBsn": SANNE}}, {f"{BSN}x": SANNE}])
async def test_a_wrong_search_gives_everybody(zaak: httpx.AsyncClient, body: dict[str, object]) -> None:
    """An empty value is no filter and an unknown key is ignored: both give the zaken of all people."""
    rows = await found(zaak, **body)

    assert rows > numbers("vreemde-9901-01", "fatima-urgentie", "sanne-dakkapel")


async def test_other_ways_to_write_a_search(zaak: httpx.AsyncClient) -> None:
    """null matches nothing; numbers, one-element lists and snake_case keys work; an empty body is refused."""
    own = await found(zaak, **{BSN: SANNE})

    assert await found(zaak, **{BSN: None}) == set()
    assert await found(zaak, **{BSN: int(SANNE)}) == own
    assert await found(zaak, **{BSN: [SANNE]}) == own
    assert await found(zaak, rol__betrokkene_identificatie__natuurlijk_persoon__inp_bsn=SANNE) == own
    assert (await zaak.post(ZOEK, json={})).json()["invalidParams"][0]["code"] == "empty_search_body"


async def test_get_is_strict_about_names_but_not_about_empty_values(zaak: httpx.AsyncClient) -> None:
    """An unknown parameter is a 400; an empty one gives everybody; of a repeated one the last wins."""
    unknown = await zaak.get(f"{ZAKEN}/zaken", params={BSN: SANNE, "bestaatNiet": "1"})
    long = await zaak.get(f"{ZAKEN}/zaken", params={BSN: "12345678901"})
    everyone = (await zaak.get(f"{ZAKEN}/zaken?{BSN}=")).json()["count"]
    twice = (await zaak.get(f"{ZAKEN}/zaken?{BSN}={PERSONEN['fatima'].bsn}&{BSN}={SANNE}")).json()["count"]

    assert unknown.json()["invalidParams"][0] == {
        "name": "nonFieldErrors",
        "code": "unknown-parameters",
        "reason": "Onbekende query parameters: bestaatNiet",
    }
    assert long.json()["invalidParams"][0]["code"] == "max_length"
    assert everyone > 60
    assert twice == len(await found(zaak, **{BSN: SANNE}))


async def test_all_filters_on_a_rol_hold_for_the_same_rol(zaak: httpx.AsyncClient) -> None:
    """BSN and role do not mix different rollen; BSN with a KvK number gives nothing."""
    as_other = await found(zaak, **{BSN: SANNE, "rol__omschrijvingGeneriek": "belanghebbende"})
    with_kvk = await found(zaak, **{BSN: SANNE, f"{ROL}nietNatuurlijkPersoon__kvkNummer": PERSONEN["ondernemer"].kvk})

    assert as_other == numbers("sanne-als-belanghebbende")
    assert with_kvk == set()


async def test_filters_on_machtiging(zaak: httpx.AsyncClient) -> None:
    """A gemachtigde is found by that word, and by the level of assurance they logged in with."""
    daan, loa = PERSONEN["ouder"].bsn, "urn:oasis:names:tc:SAML:2.0:ac:classes:"
    for level, expected in (("SmartcardPKI", {"lotte-paspoort"}), ("PasswordProtectedTransport", set())):
        rows = await found(zaak, **{BSN: daan, "rol__machtiging__loa": loa + level})
        assert rows == numbers(*expected)

    assert await found(zaak, **{BSN: daan, "rol__machtiging": "gemachtigde"}) == numbers("lotte-paspoort")
    assert await found(zaak, **{BSN: daan, "rol__machtiging": "eigen"}) == numbers("daan-schuurtje")


@pytest.mark.parametrize(
    ("key", "value", "namen"),
    [
        ("nietNatuurlijkPersoon__kvkNummer", "kvk", {"korenaar-exploitatie", "korenaar-terras"}),
        ("nietNatuurlijkPersoon__innNnpId", "rsin", {"korenaar-subsidie"}),
        ("nietNatuurlijkPersoon__innNnpId", "kvk", {"korenaar-oud"}),
        ("nietNatuurlijkPersoon__vestigingsNummer", 0, {"korenaar-terras"}),
        ("vestiging__vestigingsNummer", 1, {"korenaar-reclame"}),
        ("vestiging__kvkNummer", "kvk", {"korenaar-reclame"}),
    ],
)
async def test_a_business_is_stored_in_several_shapes(
    zaak: httpx.AsyncClient, key: str, value: str | int, namen: set[str]
) -> None:
    """No single filter finds all zaken of a business."""
    korenaar = PERSONEN["ondernemer"]
    number = korenaar.vestigingen[value] if isinstance(value, int) else getattr(korenaar, value)

    assert await found(zaak, **{ROL + key: number}) == numbers(*namen)


async def test_the_two_gemeenten_have_their_own_zaken() -> None:
    """Somebody who moved has zaken in both; what one system holds the other does not."""
    ahmed = {BSN: PERSONEN["verhuisd"].bsn}
    async with client(build("9901")) as havenstad, client(build("9902")) as duindorp:
        assert await found(havenstad, **ahmed) == numbers("ahmed-uitschrijving", "ahmed-parkeren-havenstad")
        assert await found(duindorp, **ahmed) == numbers(
            "ahmed-adreswijziging", "ahmed-parkeren-duindorp", "ahmed-afvalpas"
        )


async def test_more_filters_narrow_the_list(zaak: httpx.AsyncClient) -> None:
    """Open zaken, a ceiling, uuids and dates; an unknown order is refused."""
    today = date.today().isoformat()
    params = {BSN: SANNE, "einddatum__isnull": "true", "startdatum__gte": today, "ordering": "-startdatum"}
    rows = (await zaak.get(f"{ZAKEN}/zaken", params=params)).json()["results"]
    bad = await zaak.get(f"{ZAKEN}/zaken", params={"ordering": "omschrijving"})
    date_error = await zaak.get(f"{ZAKEN}/zaken", params={"startdatum": "gisteren"})

    assert {row["identificatie"] for row in rows} == numbers("sanne-afvalcontainer")
    assert await found(zaak, uuid__in=[uuid("zaak", "sanne-klacht"), "x"]) == numbers("sanne-klacht")
    assert await found(zaak, **{BSN: SANNE, "maximaleVertrouwelijkheidaanduiding": "openbaar"}) == set()
    assert bad.json()["invalidParams"][0]["code"] == "invalid_choice"
    assert date_error.status_code == 400


async def test_the_newest_zaak_comes_first(zaak: httpx.AsyncClient) -> None:
    """Without an order the list runs from new to old."""
    rows = (await zaak.get(f"{ZAKEN}/zaken", params={BSN: SANNE})).json()["results"]
    days = [row["registratiedatum"] for row in rows]

    assert days == sorted(days, reverse=True)
    assert len(days) >= 25


async def test_pages(zaak: httpx.AsyncClient) -> None:
    """Links repeat the query in alphabetical order, page 1 has no number, and beyond the end is a 404."""
    path = f"{ZAKEN}/zaken"
    first = (await zaak.get(path, params={BSN: SANNE, "pageSize": "10"})).json()
    second = (await zaak.get(first["next"])).json()
    beyond = await zaak.get(path, params={BSN: SANNE, "page": "99"})
    default = (await zaak.get(path, params={"pageSize": "0"})).json()

    assert first["next"] == f"{BASE}{path}?page=2&pageSize=10&{BSN}={SANNE}"
    assert second["previous"] == f"{BASE}{path}?pageSize=10&{BSN}={SANNE}"
    assert not {row["uuid"] for row in first["results"]} & {row["uuid"] for row in second["results"]}
    assert (beyond.status_code, beyond.json()["detail"]) == (404, "Ongeldige pagina.")
    assert default["next"] is None


async def test_a_search_takes_its_page_from_the_query(zaak: httpx.AsyncClient) -> None:
    """In the body page and pageSize are ignored; the next link does not hold the filters."""
    in_body = (await zaak.post(ZOEK, json={BSN: SANNE, "pageSize": 5})).json()
    in_query = (await zaak.post(f"{ZOEK}?page=2&pageSize=5", json={BSN: SANNE})).json()

    assert len(in_body["results"]) == in_body["count"]
    assert in_query["next"] == f"{BASE}{ZOEK}?page=3&pageSize=5"
    assert in_query["previous"] == f"{BASE}{ZOEK}?pageSize=5"
    assert len(in_query["results"]) == 5


# ---------------------------------------------------------------- expand


async def test_expand_copies_what_belongs_to_a_zaak(zaak: httpx.AsyncClient) -> None:
    """Nested paths nest; a zaak without status has no status in `_expand`; without expand it is empty."""
    body = {BSN: SANNE, "expand": ["status.statustype", "resultaat", "zaaktype"]}
    rows = {row["uuid"]: row for row in (await zaak.post(ZOEK, json=body)).json()["results"]}
    closed, fresh = rows[uuid("zaak", "sanne-paspoort")], rows[uuid("zaak", "sanne-afvalcontainer")]

    assert closed["_expand"]["status"]["_expand"]["statustype"]["omschrijving"] == "Afgehandeld"
    assert closed["_expand"]["resultaat"]["toelichting"] == "Afgehandeld"
    assert fresh["_expand"].keys() == {"zaaktype"}
    assert (await zaak.get(url("sanne-paspoort"))).json()["_expand"] == {}


@pytest.mark.parametrize("path", ["zaakinformatieobjecten.informatieobject", "zaaktype.catalogus", "besluiten"])
async def test_what_cannot_be_expanded_is_a_400(zaak: httpx.AsyncClient, path: str) -> None:
    """Besluiten and documents never come along."""
    answer = await zaak.get(f"{ZAKEN}/zaken", params={"expand": path})

    assert answer.status_code == 400
    assert answer.json()["invalidParams"][0]["name"] == "expand"


async def test_expand_as_text_in_a_search_is_a_500(zaak: httpx.AsyncClient) -> None:
    """On GET expand is a comma list, in a search it must be an array."""
    assert (await zaak.post(ZOEK, json={BSN: SANNE, "expand": "status"})).status_code == 500
    assert (await zaak.get(f"{ZAKEN}/zaken", params={"expand": "status,resultaat"})).status_code == 200


def test_expand_costs_by_the_row() -> None:
    """What was measured: status adds some 35 ms to 14 zaken, the zaaktype with the statustype some 350 ms."""
    path = f"{ZAKEN}/zaken"

    assert 25 < kosten(path, 14, ("status",)) < 45
    assert 280 < kosten(path, 14, ("zaaktype", "status", "status.statustype")) < 400
    assert kosten(path, 14, ("hoofdzaak.status",)) == kosten(path, 14, ("status",))
    assert kosten(f"{ZAKEN}/statussen", 14, ("status",)) == 0


# ---------------------------------------------------------------- rights


@pytest.mark.isolation
async def test_a_secret_zaak_is_absent_from_lists_and_403_by_itself(zaak: httpx.AsyncClient) -> None:
    """Lists of its parts are empty; what lives below its address is a 403."""
    secret = url("sanne-geheim")

    assert zaaknummer("sanne-geheim") not in await found(zaak, **{BSN: ""})
    assert (await zaak.get(secret)).status_code == 403
    assert (await zaak.get(f"{secret}/zaakeigenschappen")).status_code == 403
    for naam in ("statussen", "rollen"):
        assert (await zaak.get(f"{ZAKEN}/{naam}", params={"zaak": secret})).json()["count"] == 0
    assert (await zaak.get(f"{ZAKEN}/zaakinformatieobjecten", params={"zaak": secret})).json() == []


@pytest.mark.isolation
async def test_expand_shows_a_secret_hoofdzaak_with_its_rollen(zaak: httpx.AsyncClient) -> None:
    """The leak of the real system: through a deelzaak one may read, the secret zaak comes along whole."""
    params = {"expand": "hoofdzaak,hoofdzaak.rollen"}
    above = (await zaak.get(url("sanne-huisbezoek"), params=params)).json()["_expand"]["hoofdzaak"]

    assert above["vertrouwelijkheidaanduiding"] == "geheim"
    assert SANNE in [rol["betrokkeneIdentificatie"].get("inpBsn") for rol in above["_expand"]["rollen"]]


@pytest.mark.isolation
async def test_anybodys_zaak_is_a_plain_200(zaak: httpx.AsyncClient) -> None:
    """The system knows applications, not people."""
    assert (await zaak.get(url("vreemde-9901-03"))).status_code == 200


async def test_a_304_says_nothing_about_rights(zaak: httpx.AsyncClient, app: Starlette) -> None:
    """The ETag is that of the bare zaak, with expand as well, and a known one gives 304 for a secret zaak too."""
    bare, expanded = await zaak.get(url("sanne-paspoort")), await zaak.get(f"{url('sanne-paspoort')}?expand=status")
    again = await zaak.get(url("sanne-paspoort"), headers={"If-None-Match": f"W/{bare.headers['etag']}"})
    above = (await zaak.get(url("sanne-huisbezoek"), params={"expand": "hoofdzaak"})).json()["_expand"]["hoofdzaak"]
    tag = etag_van(above)  # what somebody who could read it once would have kept

    assert bare.headers["etag"] == expanded.headers["etag"]
    assert (again.status_code, again.content) == (304, b"")
    assert (await zaak.get(url("sanne-geheim"), headers={"If-None-Match": tag})).status_code == 304
    assert (await zaak.get(url("sanne-geheim"), headers={"If-None-Match": '"anders"'})).status_code == 403


# ---------------------------------------------------------------- parts of a zaak


async def test_statussen_are_newest_first(zaak: httpx.AsyncClient) -> None:
    """The newest is the current one and the one the zaak points at."""
    rows = (await zaak.get(f"{ZAKEN}/statussen", params={"zaak": url("sanne-evenement")})).json()["results"]
    moments = [row["datumStatusGezet"] for row in rows]

    assert moments == sorted(moments, reverse=True)
    assert [row["indicatieLaatstGezetteStatus"] for row in rows] == [True, False, False, False]
    assert (await zaak.get(url("sanne-evenement"))).json()["status"] == rows[0]["url"]
    assert (await zaak.get(url("sanne-afvalcontainer"))).json()["status"] is None


@pytest.mark.parametrize("value", ["geen-url", uuid("zaak", "sanne-klacht")])
async def test_a_part_is_asked_for_by_the_address_of_its_zaak(zaak: httpx.AsyncClient, value: str) -> None:
    """A bare uuid is a 400; an address on another host finds nothing."""
    bad = await zaak.get(f"{ZAKEN}/statussen", params={"zaak": value})
    other = url("sanne-klacht").replace("zaak.test", "localhost")

    assert bad.json()["invalidParams"] == [{"name": "zaak", "code": "invalid", "reason": "Voer een geldige URL in."}]
    assert (await zaak.get(f"{ZAKEN}/statussen", params={"zaak": other})).json()["count"] == 0


async def test_rollen_change_shape_with_their_type(zaak: httpx.AsyncClient) -> None:
    """Every kind of betrokkene has its own keys; only people and businesses have an authenticatieContext."""
    shapes = {}
    for naam in ("lotte-paspoort", "korenaar-terras", "korenaar-reclame"):
        for rol in (await zaak.get(f"{ZAKEN}/rollen", params={"zaak": url(naam)})).json()["results"]:
            shapes[rol["betrokkeneType"]] = rol
            assert ("authenticatieContext" in rol) == (
                "medewerker" not in rol["betrokkeneType"] and "eenheid" not in rol["betrokkeneType"]
            )

    keys = {kind: rol["betrokkeneIdentificatie"].keys() for kind, rol in shapes.items()}
    assert {"inpBsn", "inpA_nummer", "geslachtsnaam"} <= keys["natuurlijk_persoon"]
    assert {"innNnpId", "kvkNummer", "vestigingsNummer", "statutaireNaam"} <= keys["niet_natuurlijk_persoon"]
    assert {"vestigingsNummer", "handelsnaam", "kvkNummer"} <= keys["vestiging"]
    assert keys["medewerker"] == {"identificatie", "achternaam", "voorletters", "voorvoegselAchternaam"}
    assert keys["organisatorische_eenheid"] == {"identificatie", "naam", "isGehuisvestIn"}


async def test_a_rol_proves_who_is_in_a_zaak(zaak: httpx.AsyncClient) -> None:
    """Zaak and BSN together give a rol or none; a rol that has ended is still there; an empty BSN gives all."""
    key = "betrokkeneIdentificatie__natuurlijkPersoon__inpBsn"

    async def rollen(naam: str, bsn: str) -> list[dict[str, object]]:
        rows: list[dict[str, object]] = (
            await zaak.get(f"{ZAKEN}/rollen", params={"zaak": url(naam), key: bsn})
        ).json()["results"]
        return rows

    assert len(await rollen("sanne-dakkapel", SANNE)) == 1
    assert await rollen("fatima-urgentie", SANNE) == []
    assert str((await rollen("sanne-verlopen-rol", SANNE))[0]["eindeGeldigheid"]) < date.today().isoformat()
    assert (await zaak.get(f"{ZAKEN}/rollen?{key}=")).json()["count"] > 100


async def test_deelzaken_and_hoofdzaak_point_at_each_other(zaak: httpx.AsyncClient) -> None:
    """The person has no rol in the deelzaak; they reach it through the hoofdzaak."""
    assert (await zaak.get(url("sanne-dakkapel"))).json()["deelzaken"] == [url("sanne-dakkapel-welstand")]
    assert (await zaak.get(url("sanne-dakkapel-welstand"))).json()["hoofdzaak"] == url("sanne-dakkapel")


async def test_postponement_and_extension(zaak: httpx.AsyncClient) -> None:
    """A zaak that waits says so, and one that takes longer has its last day moved."""
    waits = (await zaak.get(url("sanne-woningaanpassing"))).json()
    longer = (await zaak.get(url("sanne-dakkapel"))).json()
    days = date.fromisoformat(longer["uiterlijkeEinddatumAfdoening"]) - date.fromisoformat(longer["startdatum"])

    assert waits["opschorting"]["indicatie"] is True
    assert longer["verlenging"]["duur"] == "P42D"
    assert days.days == 56 + 42


async def test_eigenschappen_and_besluiten_of_a_zaak_are_bare_arrays(zaak: httpx.AsyncClient) -> None:
    """No envelope, and paging is an unknown parameter."""
    below = f"{url('sanne-evenement')}/zaakeigenschappen"
    rows = (await zaak.get(below)).json()
    besluit = (await zaak.get(f"{url('sanne-evenement')}/besluiten")).json()[0]["besluit"]

    assert {row["naam"]: row["waarde"] for row in rows} == {"locatie": "Kadeplein", "bezoekers": "250"}
    assert (await zaak.get(below, params={"page": "1"})).status_code == 400
    assert (await zaak.get(rows[0]["url"])).json() == rows[0]
    assert (await zaak.get(besluit)).json()["toelichting"] == "U mag het Kadefeest houden."


async def test_besluiten_are_found_by_zaak(zaak: httpx.AsyncClient) -> None:
    """One besluit, of a type with a term for objection, laid down in a letter; none where nothing was decided."""
    [row] = (await zaak.get(BESLUITEN, params={"zaak": url("fatima-urgentie")})).json()["results"]
    links = (await zaak.get("/besluiten/api/v1/besluitinformatieobjecten", params={"besluit": row["url"]})).json()

    assert row["url"].endswith(uuid("besluit", "fatima-urgentie"))
    assert (await zaak.get(row["besluittype"])).json()["reactietermijn"] == "P42D"
    assert links[0]["informatieobject"].endswith(uuid("document", "fatima-urgentie-besluit"))
    assert (await zaak.get(BESLUITEN, params={"zaak": url("sanne-klacht")})).json()["count"] == 0


# ---------------------------------------------------------------- documents


@pytest.mark.isolation
async def test_titles_of_secret_documents_leak_but_the_documents_do_not(zaak: httpx.AsyncClient) -> None:
    """The links of a zaak tell every title; a search drops what is too secret, and a detail is a 403."""
    links = (await zaak.get(f"{ZAKEN}/zaakinformatieobjecten", params={"zaak": url("sanne-woningaanpassing")})).json()
    uuids = [link["informatieobject"].rpartition("/")[2] for link in links]
    rows = (await zaak.post(f"{EIO}/_zoek", json={"uuid__in": uuids})).json()["results"]
    secret = f"{EIO}/{uuid('document', 'sanne-woningaanpassing-medisch')}"

    assert "Medisch advies over mevrouw De Vries" in [link["titel"] for link in links]
    assert "Medisch advies over mevrouw De Vries" not in [row["titel"] for row in rows]
    assert {row["status"] for row in rows} == {"definitief", "in_bewerking"}
    assert (await zaak.get(secret)).status_code == 403
    assert (await zaak.get(f"{secret}/download", headers={"Accept": "*/*"})).status_code == 404


async def test_a_download_has_manners_of_its_own(zaak: httpx.AsyncClient) -> None:
    """`Accept: application/json` is a 406 whose body are 24 bytes of text; with */* the file comes, whole."""
    row = (await zaak.get(f"{EIO}/{uuid('document', 'fatima-urgentie-besluit')}")).json()
    refused = await zaak.get(row["inhoud"])
    file = await zaak.get(row["inhoud"], headers={"Accept": "*/*", "Range": "bytes=0-9"})
    nobody = await zaak.get(row["inhoud"], headers={"Accept": "*/*", "Authorization": ""})

    assert (refused.status_code, refused.content) == (406, b"application/octet-stream")
    assert (nobody.status_code, nobody.content) == (403, b"application/octet-stream")
    assert (file.status_code, len(file.content)) == (200, row["bestandsomvang"])
    assert file.content.startswith(b"%PDF-")
    assert file.headers["content-disposition"].endswith('.bin"')


async def test_documents_of_a_zaak_in_one_list(zaak: httpx.AsyncClient) -> None:
    """Open Zaak can list by zaak, and link documents to it, in both cases without the secret ones."""
    params = {
        "objectinformatieobjecten__object": url("sanne-woningaanpassing"),
        "objectinformatieobjecten__objectType": "zaak",
        "expand": "informatieobjecttype",
    }
    rows = (await zaak.get(EIO, params=params)).json()["results"]
    links = await zaak.get(
        "/documenten/api/v1/objectinformatieobjecten", params={"object": params["objectinformatieobjecten__object"]}
    )

    assert len(rows) == len(links.json()) == 3
    assert rows[0]["_expand"]["informatieobjecttype"]["omschrijving"] == "Aanvraag"


# ---------------------------------------------------------------- catalogue


async def test_the_catalogue_shows_concepts_only_when_asked(zaak: httpx.AsyncClient) -> None:
    """Lists hold definitive types; `status=alles` adds concepts, and what belongs to one counts as one."""

    async def codes(naam: str, **params: str) -> set[str]:
        rows = (await zaak.get(f"{CATALOGI}/{naam}", params={"pageSize": "500", **params})).json()["results"]
        return {row.get("zaaktypeIdentificatie") or row["identificatie"] for row in rows}

    for naam in ("zaaktypen", "statustypen", "roltypen"):
        assert "ZT-LAADPAAL" not in await codes(naam), naam
        assert await codes(naam, status="concept") == {"ZT-LAADPAAL"}, naam
        assert "ZT-LAADPAAL" in await codes(naam, status="alles"), naam


@pytest.mark.parametrize("naam", ["statustypen", "resultaattypen", "roltypen", "eigenschappen"])
async def test_types_are_listed_by_zaaktype(zaak: httpx.AsyncClient, naam: str) -> None:
    """One zaaktype's own, which are also what the zaaktype links to."""
    zaaktype = (await zaak.get((await zaak.get(url("sanne-evenement"))).json()["zaaktype"])).json()
    rows = (await zaak.get(f"{CATALOGI}/{naam}", params={"zaaktype": zaaktype["url"]})).json()["results"]

    assert {row["url"] for row in rows} == set(zaaktype[naam])


async def test_statustypen_run_back_and_the_last_one_ends(zaak: httpx.AsyncClient) -> None:
    """Newest first means from the last step to the first."""
    zaaktype = (await zaak.get(url("sanne-evenement"))).json()["zaaktype"]
    rows = (await zaak.get(f"{CATALOGI}/statustypen", params={"zaaktype": zaaktype})).json()["results"]

    assert [row["volgnummer"] for row in rows] == [5, 4, 3, 2, 1]
    assert [row["isEindstatus"] for row in rows] == [True, False, False, False, False]


async def test_types_have_an_etag(zaak: httpx.AsyncClient) -> None:
    """A kept type costs a 304 to check."""
    address = (await zaak.get(url("sanne-evenement"))).json()["zaaktype"]
    tag = (await zaak.get(address)).headers["etag"]

    assert (await zaak.get(address, headers={"If-None-Match": tag})).status_code == 304


# ---------------------------------------------------------------- writing and misbehaving


async def test_a_portal_tells_that_a_zaak_was_opened(zaak: httpx.AsyncClient) -> None:
    """The answer shows the old moment and the next read the new one; a closed zaak refuses; so do other fields."""
    change = {"laatstGeopend": "2026-11-24T10:00:00+01:00"}
    answer = await zaak.patch(url("sanne-klacht"), json=change)
    closed = await zaak.patch(url("sanne-paspoort"), json=change)

    assert (answer.status_code, answer.json()["laatstGeopend"]) == (200, None)
    assert (await zaak.get(url("sanne-klacht"))).json()["laatstGeopend"] == "2026-11-24T09:00:00Z"
    assert (closed.status_code, closed.json()["code"]) == (403, "permission_denied")
    assert (await zaak.patch(url("sanne-klacht"), json={"omschrijving": "anders"})).status_code == 403
    assert (await zaak.patch(url("sanne-klacht"), json={"laatstGeopend": "gisteren"})).status_code == 400


@pytest.mark.faults
async def test_a_system_can_ignore_its_filters_or_be_called_by_a_strange_address(app: Starlette) -> None:
    """The two ways of being wrong that only this system can play."""
    async with client(app) as zaak:
        app.state.varianten["filter_genegeerd"] = True
        everyone = await found(zaak, **{BSN: SANNE})
        app.state.varianten.update(filter_genegeerd=False, vreemd_adres=True)
        statussen = (await zaak.get(f"{ZAKEN}/statussen", params={"zaak": url("sanne-klacht")})).json()["count"]

    assert everyone > numbers("fatima-urgentie")
    assert statussen == 0


async def test_the_longest_list_leaves_its_server_cost_behind(app: Starlette) -> None:
    """With its status expanded, Sanne's list tells what expanding would have cost the real server."""
    body = json.dumps({BSN: SANNE, "expand": ["status"]}).encode()
    headers = [(b"authorization", f"Bearer {token()}".encode()), (b"content-type", b"application/json")]
    headers += [(b"accept-crs", b"EPSG:4326"), (b"content-crs", b"EPSG:4326")]
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    scope: Scope = {"type": "http", "method": "POST", "path": ZOEK, "query_string": b"", "headers": headers}
    await app(scope, receive, send)

    assert sent[0]["status"] == 200
    assert 50 < scope["kosten_ms"] < 100


# ---------------------------------------------------------------- recordings


SHAPES = [
    ("zaak-detail", url("sanne-evenement")),
    ("zaak-detail-expand-all", f"{url('sanne-gehandicaptenparkeerkaart')}?expand=zaaktype,status,status.statustype,"
     "resultaat,resultaat.resultaattype,rollen,zaakinformatieobjecten,eigenschappen"),
    ("zaken-list-bsn", f"{ZAKEN}/zaken?{BSN}={SANNE}"),
    ("statussen-list-zaak", f"{ZAKEN}/statussen?zaak={url('sanne-evenement')}"),
    ("rollen-list-zaak", f"{ZAKEN}/rollen?zaak={url('sanne-evenement')}"),
    ("zaakinformatieobjecten-list", f"{ZAKEN}/zaakinformatieobjecten?zaak={url('sanne-evenement')}"),
    ("zaakeigenschappen-list", f"{url('sanne-evenement')}/zaakeigenschappen"),
    ("zaakbesluiten-list", f"{url('sanne-evenement')}/besluiten"),
    ("besluiten-list-zaak", f"{BESLUITEN}?zaak={url('sanne-evenement')}"),
    ("besluit-detail", f"{BESLUITEN}/{uuid('besluit', 'sanne-evenement')}"),
    ("eio-detail", f"{EIO}/{uuid('document', 'sanne-evenement-besluit')}"),
    ("oio-list", f"/documenten/api/v1/objectinformatieobjecten?object={url('sanne-evenement')}"),
    ("zaaktype-detail", f"{CATALOGI}/zaaktypen/{uuid('zaaktype', '9901-EVENEMENT')}"),
    ("statustype-detail", f"{CATALOGI}/statustypen/{uuid('statustype', '9901-EVENEMENT-1')}"),
    ("resultaattype-detail", f"{CATALOGI}/resultaattypen/{uuid('resultaattype', '9901-EVENEMENT-Verleend')}"),
    ("roltype-detail", f"{CATALOGI}/roltypen/{uuid('roltype', '9901-EVENEMENT-initiator')}"),
    ("besluittype-detail", f"{CATALOGI}/besluittypen/{uuid('besluittype', '9901-Besluit op aanvraag')}"),
    ("informatieobjecttype-detail", f"{CATALOGI}/informatieobjecttypen/{uuid('informatieobjecttype', '9901-Besluit')}"),
    ("zaak-detail-404", f"{ZAKEN}/zaken/00000000-0000-4000-8000-000000000000"),
    ("zaak-detail-geheim-403", url("sanne-geheim")),
    ("zaak-detail-bad-uuid-500", f"{ZAKEN}/zaken/geen-uuid"),
    ("zaken-list-unknown-param-400", f"{ZAKEN}/zaken?bestaatNiet=1"),
    ("zaken-list-expand-invalid-400", f"{ZAKEN}/zaken?expand=bestaatniet"),
    ("zaken-list-bsn-page99-404", f"{ZAKEN}/zaken?page=99"),
    ("statussen-list-bad-zaak-url-400", f"{ZAKEN}/statussen?zaak=geen-url"),
]  # fmt: skip


def differences(ours: object, theirs: object, place: str = "$") -> list[str]:
    """Keys at any depth that one has and the other has not; of lists one row of each kind is compared."""
    if isinstance(ours, dict) and isinstance(theirs, dict):
        found = [f"{place}.{key}" for key in ours.keys() ^ theirs.keys()]
        both = ours.keys() & theirs.keys()
        return found + [line for key in both for line in differences(ours[key], theirs[key], f"{place}.{key}")]
    if isinstance(ours, list) and isinstance(theirs, list):
        kinds, recorded = {kind(row): row for row in ours}, {kind(row): row for row in theirs}
        both = kinds.keys() & recorded.keys()
        return [line for one in both for line in differences(kinds[one], recorded[one], f"{place}[{one}]")]
    return []


def kind(row: object) -> str:
    """Rows of a list have one shape, except rollen, whose shape follows their type."""
    return str(row.get("betrokkeneType", "")) if isinstance(row, dict) else ""


@pytest.mark.contract
@pytest.mark.parametrize(("name", "path"), SHAPES, ids=[name for name, _ in SHAPES])
async def test_answers_have_the_keys_of_the_real_system(zaak: httpx.AsyncClient, name: str, path: str) -> None:
    """Every key that was recorded is there at every depth, and no other; so is what an error says."""
    recording = RECORDINGS / f"{name}.json"
    if not recording.exists():
        pytest.skip("no recordings: the folder ../shared is not there")
    theirs = json.loads(recording.read_text())
    answer = await zaak.get(path)
    ours = answer.json()

    assert differences(ours, theirs) == []
    if "code" in theirs:
        assert {key: ours[key] for key in ("code", "title", "status")} == {
            key: theirs[key] for key in ("code", "title", "status")
        }
        assert answer.status_code == theirs["status"]
