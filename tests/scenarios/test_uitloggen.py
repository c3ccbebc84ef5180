"""Logging out over real HTTP: the issuer tells, the token counts no more, and nothing that was fetched stays."""

from __future__ import annotations

import json
import time
from base64 import urlsafe_b64decode

import httpx
import pytest

from tests.scenarios.conftest import Portal

pytestmark = pytest.mark.scenario
ZAKEN = "{ zaken { nodes { titel } } }"
FORM = "application/x-www-form-urlencoded"
EVENT = "http://schemas.openid.net/event/backchannel-logout"


def logout_token(portal: Portal, token: str, **changes: object) -> str:
    """What the issuer sends when the person of this token logs out everywhere."""
    claims = json.loads(urlsafe_b64decode(token.split(".")[1] + "=="))
    now = int(time.time())
    told = {
        "iss": claims["iss"], "aud": "sandbox", "sub": claims["sub"], "iat": now, "exp": now + 60, "jti": "l1",
        "events": {EVENT: {}}, **changes,
    }  # fmt: skip
    return portal.zandbak.uitgever.sleutels.sign({"alg": "PS256", "typ": "logout+jwt"}, told)


async def ask(portal: Portal, token: str) -> httpx.Response:
    return await portal.client.post("/graphql", json={"query": ZAKEN}, headers={"Authorization": f"Bearer {token}"})


async def test_after_logging_out_nothing_is_left(portal: Portal) -> None:
    """401 for the token; whoever logs in again is answered by the bronnen, not from memory."""
    token = portal.zandbak.token("inwoner")
    assert (await ask(portal, token)).status_code == 200
    portal.zandbak.wis_aanroepen()
    assert (await ask(portal, token)).status_code == 200
    assert portal.zandbak.aanroepen() == []

    done = await portal.client.post("/uitloggen", data={"logout_token": logout_token(portal, token)})
    assert (done.status_code, done.content) == (200, b"")
    assert done.headers["cache-control"] == "no-store"
    refused = await ask(portal, token)
    assert (refused.status_code, refused.json()["code"]) == (401, "NIET_INGELOGD")
    again = portal.zandbak.token("inwoner", iat=int(time.time()) + 1)
    assert (await ask(portal, again)).status_code == 200
    assert portal.zandbak.aanroepen()


@pytest.mark.attacks
async def test_what_is_no_logout_token_is_refused_without_a_word(portal: Portal) -> None:
    """One answer for every reason, and nobody is logged out."""
    token = portal.zandbak.token("inwoner")
    bad = [
        {"logout_token": logout_token(portal, token, aud="iemand")},
        {"logout_token": logout_token(portal, token, nonce="n")},
        {"logout_token": token},
        {"logout_token": "x"},
        {"logout_token": ""},
        {},
    ]
    answers = [await portal.client.post("/uitloggen", data=form) for form in bad if form]
    answers.append(await portal.client.post("/uitloggen", content=b"", headers={"Content-Type": FORM}))
    twice = f"logout_token={logout_token(portal, token)}&logout_token=x"
    answers.append(await portal.client.post("/uitloggen", content=twice, headers={"Content-Type": FORM}))
    assert {answer.status_code for answer in answers} == {400}
    assert {answer.text for answer in answers} == {answers[0].text}
    assert answers[0].json()["code"] == "UITLOGGEN_ONGELDIG"
    assert (await ask(portal, token)).status_code == 200


@pytest.mark.attacks
@pytest.mark.parametrize(
    ("content_type", "size", "status"),
    [("application/json", 10, 415), ("text/plain", 10, 415), (FORM, 20_000, 413), (FORM + "; charset=utf-8", 10, 400)],
)
async def test_only_a_small_form(portal: Portal, content_type: str, size: int, status: int) -> None:
    """Another type or a large body is not read; GET does not log anybody out."""
    body = b"logout_token=" + b"x" * size
    answer = await portal.client.post("/uitloggen", content=body, headers={"Content-Type": content_type})
    assert answer.status_code == status
    assert (await portal.client.get("/uitloggen?logout_token=x")).status_code == 405
