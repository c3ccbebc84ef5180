"""What the gateway tells about itself."""

from __future__ import annotations

from tests.http.world import World, serving


async def test_a_gateway_that_is_not_ready_lives():
    """/livez is 200 while /readyz is 503 with a problem document; /status tells the details, ready or not."""
    world = World(ready=False)
    async with serving(world) as client:
        livez, readyz, status = [await client.get(path) for path in ("/livez", "/readyz", "/status")]
        world.ready = True
        later = await client.get("/readyz")

    assert livez.status_code == 200
    assert (readyz.status_code, readyz.json()["code"]) == (503, "NIET_GEREED")
    assert status.json() == {"gereed": False, "bronnen": [{"code": "bron", "open": True, "reden": None}]}
    assert (later.status_code, later.json()) == (200, {"gereed": True})


async def test_head_is_answered_without_a_body():
    """Monitors may use HEAD."""
    async with serving(World()) as client:
        answer = await client.head("/readyz")

    assert (answer.status_code, answer.content) == (200, b"")
