"""The token issuer: what a token says, and a login as a single-page app does it."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import secrets
import time
from collections.abc import AsyncIterator
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from sandbox.server import Zandbak
from sandbox.uitgever.aanvraag import challenge, is_loopback
from sandbox.uitgever.app import Uitgever
from sandbox.uitgever.identiteit import OnbekendePersoon
from sandbox.verhalen.personen import PERSONEN

TERUG = "http://127.0.0.1:5173/terug"
VERIFIER = secrets.token_urlsafe(48)


@pytest.fixture
async def zandbak() -> AsyncIterator[Zandbak]:
    async with Zandbak(bronnen=[]) as zandbak:
        yield zandbak


@pytest.fixture
async def http(zandbak: Zandbak) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=zandbak.uitgever_url, trust_env=False) as client:
        yield client


async def keys(http: httpx.AsyncClient) -> KeySet:
    return KeySet.import_key_set((await http.get("/jwks")).json())


async def read(http: httpx.AsyncClient, token: str) -> tuple[dict[str, object], dict[str, object]]:
    """Header and claims of a token that verifies against the published keys."""
    decoded = jwt.decode(token, await keys(http), algorithms=["PS256", "ES256"])
    return decoded.header, decoded.claims


def request(**changes: str | None) -> dict[str, str]:
    """A sound login request of the portal, with changes; None leaves a parameter out."""
    values: dict[str, str | None] = {
        "client_id": "portaal",
        "redirect_uri": TERUG,
        "response_type": "code",
        "scope": "openid profile",
        "state": "s-1",
        "nonce": "n-1",
        "code_challenge": challenge(VERIFIER),
        "code_challenge_method": "S256",
        **changes,
    }
    return {name: value for name, value in values.items() if value is not None}


async def log_in(http: httpx.AsyncClient, keuze: str, **changes: str | None) -> dict[str, list[str]]:
    """Choose a person; gives the parameters with which the browser is sent back."""
    answer = await http.post("/authorize", data={**request(**changes), "keuze": keuze})
    assert answer.status_code == 303
    assert answer.headers["location"].startswith(TERUG + "?")
    return parse_qs(urlsplit(answer.headers["location"]).query)


async def redeem(http: httpx.AsyncClient, code: str, **changes: str) -> httpx.Response:
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "client_id": "portaal",
        "redirect_uri": TERUG,
        "code_verifier": VERIFIER,
        **changes,
    }
    return await http.post("/token", data=form)


async def test_a_token_of_a_person_names_one_identity_and_its_level(zandbak: Zandbak, http: httpx.AsyncClient) -> None:
    """A person logs in with DigiD Midden: a BSN, no business number, 15 minutes, meant for the gateway."""
    header, claims = await read(http, zandbak.token("inwoner"))
    inwoner = PERSONEN["inwoner"]

    assert (header["alg"], header["typ"]) == ("PS256", "at+jwt")
    assert claims["iss"] == zandbak.uitgever_url
    assert claims["aud"] == "mijnservices-gateway"
    assert claims["azp"] == claims["client_id"] == "sandbox"
    assert claims["bsn"] == inwoner.bsn
    assert not {"kvk", "rsin", "vestiging"} & claims.keys()
    assert claims["acr"] == "urn:oasis:names:tc:SAML:2.0:ac:classes:MobileTwoFactorContract"
    assert claims["name"] == inwoner.naam
    assert claims["gemeenten"] == list(inwoner.gemeenten)
    assert int(str(claims["exp"])) - int(str(claims["iat"])) == 900
    assert abs(int(str(claims["iat"])) - time.time()) < 5


async def test_a_business_logs_in_as_itself_or_as_one_vestiging(zandbak: Zandbak, http: httpx.AsyncClient) -> None:
    """eHerkenning gives KvK and RSIN; a vestigingsnummer only for who logs in for that vestiging."""
    ondernemer = PERSONEN["ondernemer"]
    vestiging = ondernemer.vestigingen[0]

    _, whole = await read(http, zandbak.token("ondernemer"))
    _, part = await read(http, zandbak.token(f"ondernemer/{vestiging}"))

    assert (whole["kvk"], whole["rsin"]) == (ondernemer.kvk, ondernemer.rsin)
    assert not {"bsn", "vestiging"} & whole.keys()
    assert part["vestiging"] == vestiging
    assert whole["acr"] == "urn:etoegang:core:assurance-class:loa3"


async def test_every_login_names_exactly_one_kind_of_identity(zandbak: Zandbak, http: httpx.AsyncClient) -> None:
    """A BSN or a business, never both and never neither, whoever logs in."""
    published = await keys(http)
    for sleutel in zandbak.uitgever.inloggen:
        claims = jwt.decode(zandbak.token(sleutel), published, algorithms=["PS256"]).claims
        while "represents" in claims:
            claims = claims["represents"]
        assert ("bsn" in claims) != bool({"kvk", "rsin"} & claims.keys()), sleutel


async def test_who_logs_in_for_another_is_told_apart(zandbak: Zandbak, http: httpx.AsyncClient) -> None:
    """The one who logs in stands at the top; the one it is about is the deepest; an office stands in between."""
    _, daan = await read(http, zandbak.token("ouder/namens/kind"))
    _, own = await read(http, zandbak.token("ouder"))
    _, kim = await read(http, zandbak.token("accountant/namens/ondernemer"))
    _, again = await read(http, zandbak.token("accountant/namens/vereniging"))

    child, office = daan["represents"], kim["represents"]
    assert isinstance(child, dict)
    assert isinstance(office, dict)
    assert (daan["bsn"], daan["sub"]) == (PERSONEN["ouder"].bsn, own["sub"])
    assert child["bsn"] == PERSONEN["kind"].bsn
    assert daan["diensten"] == ["ouderlijk-gezag"]
    assert office["kvk"] == PERSONEN["accountant"].kvk
    assert office["represents"]["kvk"] == PERSONEN["ondernemer"].kvk
    assert kim["sub"] == again["sub"]  # as eHerkenning does, whoever is represented


async def test_the_subject_is_a_pseudonym_that_differs_by_client(zandbak: Zandbak, http: httpx.AsyncClient) -> None:
    """Two clients cannot join their data on `sub`, and `sub` is not a number of the person."""
    _, first = await read(http, zandbak.token("inwoner", client_id="portaal"))
    _, again = await read(http, zandbak.token("inwoner", client_id="portaal"))
    _, other = await read(http, zandbak.token("inwoner", client_id="graphiql"))

    assert first["sub"] == again["sub"] != other["sub"]
    assert first["jti"] != again["jti"]
    assert str(PERSONEN["inwoner"].bsn) not in str(first["sub"])


async def test_a_test_can_spoil_a_token_as_it_likes(zandbak: Zandbak, http: httpx.AsyncClient) -> None:
    """Claims and header fields can be replaced or taken out, and the lifetime chosen."""
    token = zandbak.token("inwoner", geldig_s=-31, header={"alg": "ES256", "typ": "JWT"}, aud="iemand", acr=None)

    header, claims = await read(http, token)

    assert (header["alg"], header["typ"]) == ("ES256", "JWT")
    assert claims["aud"] == "iemand"
    assert "acr" not in claims
    assert int(str(claims["exp"])) < time.time() - 30


def test_an_unknown_person_is_answered_with_the_list() -> None:
    """A typing mistake names who there is."""
    with pytest.raises(OnbekendePersoon, match="inwoner"):
        Uitgever(PERSONEN).token("niemand")


async def test_new_keys_sign_at_once_and_old_ones_end_when_asked(zandbak: Zandbak, http: httpx.AsyncClient) -> None:
    """After a rotation both old and new tokens verify; without `keep_old` only the new do."""
    old = zandbak.token("inwoner")
    zandbak.uitgever.rotate()
    new = zandbak.token("inwoner")
    assert (await read(http, old))[0]["kid"] != (await read(http, new))[0]["kid"]

    zandbak.uitgever.rotate(keep_old=False)

    with pytest.raises((JoseError, ValueError)):
        await read(http, old)
    await read(http, zandbak.token("inwoner"))


async def test_only_public_keys_are_published(http: httpx.AsyncClient) -> None:
    """The JWKS has a PS256 and an ES256 key with a kid, and no private part."""
    published = (await http.get("/jwks")).json()["keys"]

    assert sorted(key["alg"] for key in published) == ["ES256", "PS256"]
    assert all(key["kid"] and not {"d", "p", "q", "dp", "dq", "qi"} & key.keys() for key in published)


async def test_the_issuer_can_be_broken_too(zandbak: Zandbak, http: httpx.AsyncClient) -> None:
    """The same faults as for a bron, to see what a gateway does without keys; its calls are counted apart."""
    await zandbak.break_("uitgever", "500")
    assert (await http.get("/jwks")).status_code == 500
    await zandbak.stop("uitgever")
    with pytest.raises(httpx.TransportError):
        await http.get("/jwks")
    await zandbak.mend("uitgever")
    assert (await http.get("/jwks")).status_code == 200

    assert [call.pad for call in zandbak.aanroepen_uitgever()] == ["/jwks", "/jwks"]
    assert zandbak.aanroepen() == []


async def test_discovery_describes_what_is_there(zandbak: Zandbak, http: httpx.AsyncClient) -> None:
    """Each endpoint that discovery names answers, and it promises code flow with S256 only."""
    found = (await http.get("/.well-known/openid-configuration")).json()

    assert found["issuer"] == zandbak.uitgever_url
    assert found["response_types_supported"] == ["code"]
    assert found["code_challenge_methods_supported"] == ["S256"]
    assert (await http.get(found["jwks_uri"])).status_code == 200
    assert (await http.get(found["authorization_endpoint"], params=request())).status_code == 200
    assert (await http.post(found["token_endpoint"])).json()["error"] == "unsupported_grant_type"


async def test_a_single_page_app_can_log_someone_in(zandbak: Zandbak, http: httpx.AsyncClient) -> None:
    """Picker, code, tokens: the access token is for the gateway, the ID token for the client and without a number."""
    page = await http.get("/authorize", params=request())
    assert 'value="inwoner"' in page.text

    back = await log_in(http, "inwoner")
    assert (back["state"], back["iss"]) == (["s-1"], [zandbak.uitgever_url])
    answer = await redeem(http, back["code"][0])

    assert answer.headers["cache-control"] == "no-store"
    tokens = answer.json()
    assert (tokens["token_type"], tokens["expires_in"]) == ("Bearer", 900)
    _, access = await read(http, tokens["access_token"])
    header, identity = await read(http, tokens["id_token"])
    assert access["bsn"] == PERSONEN["inwoner"].bsn
    assert access["azp"] == "portaal"
    assert header["typ"] == "JWT"
    assert (identity["aud"], identity["nonce"], identity["sub"]) == ("portaal", "n-1", access["sub"])
    assert "bsn" not in identity
    half = hashlib.sha256(tokens["access_token"].encode()).digest()[:16]
    assert identity["at_hash"] == base64.urlsafe_b64encode(half).rstrip(b"=").decode()


async def test_without_openid_there_is_no_id_token(http: httpx.AsyncClient) -> None:
    """Plain OAuth asks for an access token only."""
    back = await log_in(http, "inwoner", scope=None)

    assert "id_token" not in (await redeem(http, back["code"][0])).json()


async def test_a_code_works_once(http: httpx.AsyncClient) -> None:
    """A second use of a code is refused."""
    back = await log_in(http, "inwoner")
    assert (await redeem(http, back["code"][0])).status_code == 200

    again = await redeem(http, back["code"][0])

    assert (again.status_code, again.json()["error"]) == (400, "invalid_grant")


@pytest.mark.parametrize(
    "changes",
    [
        {"code_verifier": "een-ander-geheim-van-voldoende-lengte-0123456789"},
        {"code_verifier": ""},
        {"client_id": "graphiql"},
        {"redirect_uri": "http://127.0.0.1:5173/elders"},
    ],
)
async def test_a_code_is_bound_to_who_asked_for_it(http: httpx.AsyncClient, changes: dict[str, str]) -> None:
    """Another verifier, client or address gets nothing, and spends the code."""
    back = await log_in(http, "inwoner")

    stolen = await redeem(http, back["code"][0], **changes)

    assert (stolen.status_code, stolen.json()["error"]) == (400, "invalid_grant")
    assert (await redeem(http, back["code"][0])).status_code == 400


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"code_challenge": None}, "invalid_request"),
        ({"code_challenge_method": "plain"}, "invalid_request"),
        ({"code_challenge_method": None}, "invalid_request"),
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"prompt": "none"}, "login_required"),
    ],
)
async def test_a_faulty_request_goes_back_to_the_client(
    http: httpx.AsyncClient, changes: dict[str, str | None], error: str
) -> None:
    """The client learns what is wrong at its own address, with its state."""
    answer = await http.get("/authorize", params=request(**changes))

    back = parse_qs(urlsplit(answer.headers["location"]).query)
    assert answer.headers["location"].startswith(TERUG)
    assert (back["error"], back["state"]) == ([error], ["s-1"])


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize(
    "changes",
    [
        {"client_id": "vreemd"},
        {"redirect_uri": "https://kwaad.example/terug"},
        {"redirect_uri": "http://127.0.0.1.kwaad.example/"},
        {"redirect_uri": "http://localhost@kwaad.example/"},
        {"redirect_uri": None},
    ],
)
async def test_nobody_is_sent_to_a_stranger(
    http: httpx.AsyncClient, method: str, changes: dict[str, str | None]
) -> None:
    """An unknown client or an address outside this machine gets a page, never a redirect and never a code."""
    values = {**request(**changes), "keuze": "inwoner"}
    query, form = (values, None) if method == "GET" else (None, values)
    answer = await http.request(method, "/authorize", params=query, data=form)

    assert answer.status_code == 400
    assert "location" not in answer.headers
    assert 'role="alert"' in answer.text


async def test_going_back_without_logging_in(http: httpx.AsyncClient) -> None:
    """The last button of the picker tells the client that the person did not want to."""
    assert (await log_in(http, ""))["error"] == ["access_denied"]


async def test_a_choice_that_is_not_on_the_page_is_refused(http: httpx.AsyncClient) -> None:
    """Only seeded persons can log in."""
    answer = await http.post("/authorize", data={**request(), "keuze": "niemand"})

    assert answer.status_code == 400


async def test_the_picker_is_a_plain_dutch_page_under_a_strict_policy(
    zandbak: Zandbak, http: httpx.AsyncClient
) -> None:
    """Language, one heading, a button of text for everyone; no script, and forms may only go on to the client."""
    page = await http.get("/authorize", params=request(state='"><script>alert(1)</script>'))
    policy = page.headers["content-security-policy"]

    assert '<html lang="nl">' in page.text
    assert page.text.count("<h1>") == 1
    assert len(re.findall(r'<button name="keuze" value="[^"]+">[^<]+', page.text)) == len(zandbak.uitgever.inloggen)
    assert "<script" not in page.text
    assert " style=" not in page.text
    assert policy.startswith("default-src 'none'; style-src 'self'; ")
    assert "script-src" not in policy
    assert "form-action 'self' http://127.0.0.1:5173;" in policy
    assert all(str(persoon.bsn) not in page.text for persoon in PERSONEN.values() if persoon.bsn)
    assert (await http.get("/stijl.css")).headers["content-type"].startswith("text/css")


@pytest.mark.parametrize("path", ["/jwks", "/.well-known/openid-configuration"])
async def test_a_page_on_loopback_may_read_and_others_may_not(http: httpx.AsyncClient, path: str) -> None:
    """CORS opens discovery, keys and token endpoint for loopback origins only."""
    near = await http.get(path, headers={"Origin": "http://localhost:5173"})
    far = await http.get(path, headers={"Origin": "http://localhost.kwaad.example"})

    assert near.headers["access-control-allow-origin"] == "http://localhost:5173"
    assert "access-control-allow-origin" not in far.headers


async def test_a_page_on_loopback_may_post_for_a_token(http: httpx.AsyncClient) -> None:
    """The token endpoint answers a preflight and lets the page read a refusal; the login page is closed to CORS."""
    origin = {"Origin": "http://127.0.0.1:8000"}
    preflight = await http.options(
        "/token",
        headers={
            **origin,
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "content-type",
        },
    )
    refusal = await http.post("/token", headers=origin)
    page = await http.get("/authorize", params=request(), headers=origin)

    assert preflight.status_code == 200
    assert preflight.headers["access-control-allow-origin"] == origin["Origin"]
    assert refusal.headers["access-control-allow-origin"] == origin["Origin"]
    assert "access-control-allow-origin" not in page.headers


@pytest.mark.parametrize(
    ("uri", "expected"),
    [
        ("http://localhost/", True),
        ("http://[::1]:3000/x", False),
        ("https://127.0.0.1:8443/x?y=1", True),
        ("http://127.0.0.1:99999/", False),
        ("http://127.0.0.1/#deel", False),
        ("http://user@localhost/", False),
        ("http://localhost\\@kwaad.example/", False),
        ("javascript://localhost/%0aalert(1)", False),
        ("//localhost/", False),
        ("", False),
    ],
)
def test_what_counts_as_an_address_on_this_machine(uri: str, expected: bool) -> None:
    """Only http(s) to a loopback name, without user info or fragment."""
    assert is_loopback(uri) is expected


def test_the_id_of_a_token_is_not_its_person() -> None:
    """The readable middle of a token of a business has no BSN of its owner."""
    token = Uitgever(PERSONEN).token("eenmanszaak")
    middle = token.split(".")[1]
    claims = json.loads(base64.urlsafe_b64decode(middle + "=" * (-len(middle) % 4)))

    assert "bsn" not in claims
    assert claims["kvk"] == PERSONEN["eenmanszaak"].kvk
