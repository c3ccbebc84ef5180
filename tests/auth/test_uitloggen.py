"""Logging out before a token ends: told by the issuer, known at every worker within seconds."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

import msgspec
import pytest
from joserfc.jwk import RSAKey

from gateway.auth import Identity, TokenVerifier
from gateway.bronnen.l2.server import Server
from gateway.errors import Unauthenticated
from tests.auth.uitgever import BSN, SECRET, Issuer, configuration, configured, issuing, outcome, verifying
from tests.l2.world import Valkey, valkey

EVENT = "http://schemas.openid.net/event/backchannel-logout"


def logout_token(issuer: Issuer, key: RSAKey | None = None, typ: str | None = "logout+jwt", **changes: object) -> str:
    """A good logout token, save for what is changed; None takes a claim out."""
    now = int(time.time())
    claims = {
        "iss": issuer.url, "aud": "portaal", "iat": now, "exp": now + 120, "jti": "l1", "sid": "s1",
        "events": {EVENT: {}}, **changes,
    }  # fmt: skip
    return issuer.sign({name: value for name, value in claims.items() if value is not None}, key, {"typ": typ})


async def test_a_session_ends_at_once() -> None:
    """Every token of it, seen before or not; those of another session, of the same person too, go on."""
    left: list[Identity] = []
    async with issuing() as issuer, verifying(issuer) as verifier:
        verifier._left = left.append
        seen, other = issuer.token(sid="s1", sub="sanne"), issuer.token(sid="s2", sub="sanne", jti="2")
        for token in (seen, other):
            assert isinstance(await outcome(verifier, token), Identity)
        await verifier.log_out(logout_token(issuer))

        assert [await outcome(verifier, one) for one in (seen, issuer.token(sid="s1", jti="3"))] == [401, 401]
        assert isinstance(await outcome(verifier, other), Identity)
    assert len(left) == 1  # whose cache and subscriptions go


async def test_a_person_ends_everywhere_and_can_log_in_again() -> None:
    """With `sub` alone every token from before counts no more; one of after does."""
    now = int(time.time())
    async with issuing() as issuer, verifying(issuer) as verifier:
        before = issuer.token(sub="sanne", sid="s1", iat=now - 5)
        await outcome(verifier, before)
        await verifier.log_out(logout_token(issuer, sid=None, sub="sanne", iat=now - 3))

        assert await outcome(verifier, before) == 401
        assert await outcome(verifier, issuer.token(sub="sanne", iat=None)) == 401
        assert isinstance(await outcome(verifier, issuer.token(sub="sanne", iat=now)), Identity)
        assert isinstance(await outcome(verifier, issuer.token(sub="fatima", iat=now - 5)), Identity)


@pytest.mark.isolation
async def test_a_logout_at_one_issuer_is_none_at_another() -> None:
    """Two issuers may call two people the same."""
    async with issuing() as one, issuing() as two:
        verifier = TokenVerifier(configuration(configured(one.url), configured(two.url)), SECRET)
        await verifier.start()
        await outcome(verifier, two.token(sid="s1"))
        await verifier.log_out(logout_token(one))
        assert isinstance(await outcome(verifier, two.token(sid="s1")), Identity)
        await verifier.stop()


@pytest.mark.attacks
@pytest.mark.parametrize(
    "changes",
    [
        {"aud": "vreemd"}, {"aud": None}, {"iss": "https://elders.nl"}, {"iat": None}, {"iat": 5}, {"jti": None},
        {"exp": 5}, {"events": None}, {"events": {}}, {"events": {EVENT: None}}, {"events": [EVENT]}, {"nonce": "n"},
        {"sid": None}, {"sid": 3}, {"typ": "at+jwt"}, {"key": RSAKey.generate_key(2048, parameters={"kid": "een"})},
        {"iat": int(time.time()) + 600}, {"vulling": "x" * 9_000},
    ],
)  # fmt: skip
async def test_what_is_no_logout_token(changes: dict[str, object]) -> None:
    """Not signed by the issuer, for somebody else, too old, or a token of another sort: nobody is logged out."""
    async with issuing() as issuer, verifying(issuer) as verifier:
        good = issuer.token(sid="s1")
        await outcome(verifier, good)
        with pytest.raises(Unauthenticated):
            await verifier.log_out(logout_token(issuer, **changes))
        for nothing in ("", "a.b", "a.b.c", good):
            with pytest.raises(Unauthenticated):
                await verifier.log_out(nothing)
        assert isinstance(await outcome(verifier, good), Identity)


@pytest.mark.parametrize("typ", ["logout+jwt", "application/logout+jwt", "JWT", None])
async def test_older_issuers_give_another_type(typ: str | None) -> None:
    """What tells a logout token apart is its event."""
    async with issuing() as issuer, verifying(issuer) as verifier:
        await verifier.log_out(logout_token(issuer, typ=typ, aud=["gateway"]))
        assert await outcome(verifier, issuer.token(sid="s1")) == 401


@pytest.mark.attacks
async def test_a_logout_token_opens_nothing() -> None:
    """Nor does an ID token, also at an issuer whose access tokens have the same type."""
    async with issuing() as issuer, verifying(issuer, typ="JWT") as verifier:
        assert (
            await outcome(verifier, logout_token(issuer, typ="JWT", aud="gateway", client_id="portaal", bsn=BSN)) == 401
        )
        assert await outcome(verifier, issuer.token(header={"typ": "JWT"}, at_hash="x")) == 401
        for typ in ("ID", "Refresh"):
            assert await outcome(verifier, issuer.token(header={"typ": "JWT"}, typ=typ)) == 401
        assert isinstance(await outcome(verifier, issuer.token(header={"typ": "JWT"}, typ="Bearer")), Identity)


async def test_who_waits_for_the_end_hears_of_it() -> None:
    """A subscription ends with its token, or at the moment somebody logs out."""
    now = int(time.time())
    async with issuing() as issuer, verifying(issuer, leeway_s=0) as verifier:
        short = await verifier.verify("Bearer " + issuer.token(exp=now + 1, sid="kort", jti="1"))
        long, other = [await verifier.verify("Bearer " + issuer.token(sid=sid, jti=sid)) for sid in ("s1", "s2")]
        waiting = [asyncio.create_task(verifier.over(one)) for one in (long, other)]
        await asyncio.sleep(0)
        await verifier.log_out(logout_token(issuer))
        async with asyncio.timeout(1):
            await waiting[0]
            await verifier.over(long)
        assert not waiting[1].done()
        waiting[1].cancel()
        async with asyncio.timeout(3):
            await verifier.over(short)
        assert not verifier.uitgelogd._waiting


@pytest.fixture(scope="module")
def server() -> Iterator[Valkey]:
    with valkey() as server:
        yield server


@asynccontextmanager
async def worker(issuer: Issuer, url: str) -> AsyncIterator[TokenVerifier]:
    board = Server(url)
    verifier = TokenVerifier(configuration(configured(issuer.url)), SECRET, board=board)
    await verifier.start()
    try:
        yield verifier
    finally:
        await verifier.stop()
        await board.close()


async def gone(verifier: TokenVerifier, token: str) -> None:
    """Until this token counts no more; fails after the five seconds that are promised."""
    async with asyncio.timeout(5):
        while isinstance(await outcome(verifier, token), Identity):
            await asyncio.sleep(0.05)


@pytest.mark.isolation
@pytest.mark.canary
async def test_other_workers_hear_of_it(server: Valkey, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also one that starts later; and on the board stands nobody's name."""
    monkeypatch.setattr("gateway.auth.uitgelogd.LOOK_EVERY_S", 0.05)
    async with issuing() as issuer, worker(issuer, server.url) as one, worker(issuer, server.url) as two:
        token = issuer.token(sid="een-sessie-van-sanne")
        assert isinstance(await outcome(two, token), Identity)
        await one.log_out(logout_token(issuer, sid="een-sessie-van-sanne"))
        await gone(two, token)
        async with worker(issuer, server.url) as late:
            await gone(late, token)
        kept = b"".join(server.raw.zrange("uitgelogd", 0, -1))
        assert kept
        assert b"sanne" not in kept


@pytest.mark.faults
async def test_a_board_that_was_away_is_caught_up_with(monkeypatch: pytest.MonkeyPatch) -> None:
    """While Valkey is down a logout counts at the worker that heard it; when it is back, at all of them."""
    monkeypatch.setattr("gateway.auth.uitgelogd.LOOK_EVERY_S", 0.05)
    with valkey() as own:
        async with issuing() as issuer, worker(issuer, own.url) as one, worker(issuer, own.url) as two:
            token = issuer.token(sid="s1")
            await outcome(two, token)
            own.kill()
            await one.log_out(logout_token(issuer))
            assert await outcome(one, token) == 401
            assert isinstance(await outcome(two, token), Identity)
            own.start()
            await gone(two, token)


@pytest.mark.attacks
async def test_nobody_else_can_put_somebody_out(server: Valkey, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was not sealed by a worker is told in the log and passed over, and so is what a worker with another key sealed."""
    monkeypatch.setattr("gateway.auth.uitgelogd.LOOK_EVERY_S", 0.05)
    async with issuing() as issuer, worker(issuer, server.url) as one:
        plain = msgspec.json.encode(((issuer.url, "sid", "s1"), time.time() + 60))
        server.raw.zadd("uitgelogd", {b"x" * 40: time.time(), b"": time.time(), plain: time.time()})
        board = Server(server.url)
        foreign = TokenVerifier(configuration(configured(issuer.url)), b"a" * 64, board=board)
        await foreign.start()
        await foreign.log_out(logout_token(issuer))
        await foreign.stop()
        await board.close()
        await asyncio.sleep(0.3)
        assert isinstance(await outcome(one, issuer.token(sid="s1")), Identity)


async def test_many_who_logged_out_are_read_in_pages(server: Valkey) -> None:
    """More than fit in one answer of the server."""
    board = Server(server.url)
    server.raw.delete("lang")
    server.raw.zadd("lang", {f"{number:05}".encode(): number for number in range(4_500)})
    found = await board.since("lang", 100)
    assert found is not None
    assert (len(found), found[0]) == (4_400, b"00100")
    assert await board.pin("lang", b"nieuw", at_s=5_000, keep_s=600)
    assert server.raw.zcount("lang", "-inf", 4_399) == 0
    await board.close()
