"""The endpoint over a real server: who may ask, in what form, and with which status codes the answer comes."""

from __future__ import annotations

import json
import logging

import httpx
import pytest

from tests.http.world import BEARER, NEW, TOKEN, World, ask, serving, settings

OLD = "application/json"
ONE = "{ dingen(first: 1) { naam bedrag groet } }"
PROBLEM = "application/problem+json"


def media_type(answer: httpx.Response) -> str:
    return answer.headers["Content-Type"].partition(";")[0]


async def test_a_question_is_answered():
    """Attributes, computed and source fields come back as JSON in UTF-8; money is a string."""
    async with serving(World()) as client:
        answer = await ask(client, ONE)

    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == f"{NEW}; charset=utf-8"
    assert answer.json() == {
        "data": {"dingen": [{"naam": "ding 0", "bedrag": "12.50", "groet": "Hallo, ik ben ding 0"}]}
    }


async def test_variables_and_operation_name_are_used():
    """The named operation runs, with its variables."""
    query = "query A { dingen { naam } } query B($n: Int!) { dingen(first: $n) { naam } }"
    async with serving(World()) as client:
        answer = await ask(client, query, operationName="B", variables={"n": 1}, extensions={"x": 1})

    assert answer.json() == {"data": {"dingen": [{"naam": "ding 0"}]}}


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        (NEW, NEW),
        (OLD, OLD),
        (None, OLD),
        ("*/*", OLD),
        ("application/*", OLD),
        (f"{NEW}, {OLD};q=0.9", NEW),
        (f"{OLD}, {NEW}", NEW),
        (f"{NEW};q=0.1, {OLD}", OLD),
        (f"{NEW};charset=utf-8", NEW),
        (f"{NEW};q=0, */*", OLD),
        (f"*/*, {NEW};q=0.1", OLD),
        (f"{OLD};q=0, */*;q=0.1", NEW),
        ("text/html, APPLICATION/JSON;q=0.5", OLD),
    ],
)
async def test_the_client_chooses_the_form(accept: str | None, expected: str):
    """The most wanted of the two media types is sent; who does not care gets application/json."""
    async with serving(World()) as client:
        del client.headers["Accept"]
        answer = await ask(client, ONE, accept=accept)

    assert (answer.status_code, media_type(answer)) == (200, expected)
    assert "Accept" in answer.headers["Vary"]


@pytest.mark.parametrize(
    "accept", ["text/html", f"{OLD};q=0", "application/xml, image/*", f"{NEW};q=nonsense", ";", ","]
)
async def test_a_form_we_do_not_have_is_refused(accept: str):
    """406, and nothing is executed."""
    world = World()
    async with serving(world) as client:
        answer = await ask(client, ONE, accept=accept)

    assert (answer.status_code, media_type(answer)) == (406, PROBLEM)
    assert world.asked == []


@pytest.mark.parametrize(
    ("query", "place"),
    [("{ dingen {", {"line": 1, "column": 11}), ("{ dingn { naam } }", {"line": 1, "column": 3})],
)
async def test_a_question_that_cannot_run_says_where(query: str, place: dict[str, int]):
    """400 without data in the new form, 200 in the old one, with the place and no hint at other names."""
    async with serving(World()) as client:
        new, old = await ask(client, query), await ask(client, query, accept=OLD)

    assert (new.status_code, old.status_code) == (400, 200)
    assert new.json() == old.json()
    assert set(new.json()) == {"errors"}
    (error,) = new.json()["errors"]
    assert error["locations"] == [place]
    assert error["extensions"] == {"code": "ONGELDIGE_INVOER"}


@pytest.mark.parametrize(
    "query",
    [
        "{ dingn { naam } }",
        "{ dingen { namm } }",
        "{ dingen(frist: 1) { naam } }",
        "{ ...on Dign { naam } }",
        "query($a: Itn) { dingen(first: $a) { naam } }",
        "{ dingen @skpi(if: true) { naam } }",
    ],
)
async def test_a_wrong_name_gets_no_suggestion(query: str):
    """Who guesses names is not helped to the schema."""
    async with serving(World()) as client:
        answer = await ask(client, query)

    assert answer.status_code == 400
    assert "Did you mean" not in answer.text


async def test_at_most_five_errors_are_told():
    """A question with hundred faults gets five of them back."""
    async with serving(World()) as client:
        answer = await ask(client, "{ dingen {" + " ".join(f"x{n}" for n in range(100)) + "} }")

    assert len(answer.json()["errors"]) == 5


async def test_a_variable_that_does_not_fit_is_a_bad_request():
    """400 in the new form."""
    async with serving(World()) as client:
        answer = await ask(client, "query($n: Int!) { dingen(first: $n) { naam } }", variables={"n": "veel"})

    assert answer.status_code == 400
    assert "data" not in answer.json()


async def test_faults_while_answering_keep_their_secrets(capsys: pytest.CaptureFixture[str]):
    """A field that fails has a code and a sentence of ours; the text of an exception is in neither answer nor log."""
    async with serving(World()) as client:
        answer = await ask(client, "{ stuk teLaat dingen(first: 1) { naam } }")

    shown = answer.json()
    logged = capsys.readouterr().err
    assert answer.status_code == 200
    assert shown["data"] == {"stuk": None, "teLaat": None, "dingen": [{"naam": "ding 0"}]}
    assert [(error["path"], error["extensions"]["code"]) for error in shown["errors"]] == [
        (["stuk"], "INTERNE_FOUT"),
        (["teLaat"], "BRON_TE_LAAT"),
    ]
    assert "werkt niet" not in answer.text + logged
    assert "RuntimeError" in logged


async def test_no_token_is_refused():
    """401 with a challenge that names no error, as a problem document."""
    async with serving(World()) as client:
        answer = await client.post("/graphql", json={"query": ONE})

    assert (answer.status_code, media_type(answer)) == (401, PROBLEM)
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="mijnservices"'
    problem = answer.json()
    assert set(problem) == {"type", "title", "status", "detail", "code"}
    assert (problem["status"], problem["code"]) == (401, "NIET_INGELOGD")


async def test_a_bad_token_is_refused_without_the_reason():
    """401 with `invalid_token`; why it is bad, and the token, stay inside."""
    async with serving(World()) as client:
        answer = await client.post("/graphql", json={"query": ONE}, headers={"Authorization": "Bearer abc.def.ghi"})

    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="mijnservices", error="invalid_token"'
    assert "secret" not in answer.text + str(answer.headers)
    assert "abc.def" not in answer.text + str(answer.headers)


@pytest.mark.parametrize(
    ("token", "status", "code"), [("ander-portaal", 403, "NIET_TOEGESTAAN"), ("te-vroeg", 503, "NIET_GEREED")]
)
async def test_not_every_refusal_asks_to_log_in(token: str, status: int, code: str):
    """A portal that may not ask gets 403; while we have no keys it is our fault, and there is a moment to come back."""
    async with serving(World()) as client:
        answer = await client.post("/graphql", json={"query": ONE}, headers={"Authorization": f"Bearer {token}"})

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert "WWW-Authenticate" not in answer.headers
    assert ("Retry-After" in answer.headers) == (status == 503)


@pytest.mark.attacks
@pytest.mark.parametrize("with_header", [False, True])
async def test_a_token_in_the_address_is_refused(
    with_header: bool, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
):
    """401 even when the header is right too (RFC 6750), and the token is in no log."""
    caplog.set_level(logging.DEBUG)
    async with serving(World(), settings(get=True)) as client:
        headers = BEARER if with_header else {}
        posted = await client.post(f"/graphql?access_token={TOKEN}", json={"query": ONE}, headers=headers)
        got = await client.get("/graphql", params={"query": ONE, "access_token": TOKEN}, headers=headers)

    ours = [record.getMessage() for record in caplog.records if not record.name.startswith(("httpx", "httpcore"))]
    assert (posted.status_code, got.status_code) == (401, 401)
    assert TOKEN not in "".join(ours) + "".join(capsys.readouterr())


@pytest.mark.attacks
async def test_a_token_in_a_form_is_refused():
    """401: only the header counts."""
    async with serving(World()) as client:
        answer = await client.post("/graphql", data={"access_token": TOKEN, "query": ONE})

    assert answer.status_code == 401
    assert TOKEN not in answer.text


@pytest.mark.attacks
async def test_two_tokens_are_refused():
    """Which of two tokens counts is a question that nobody should have to answer."""
    async with serving(World()) as client:
        headers = [("Authorization", "Bearer abc"), ("Authorization", f"Bearer {TOKEN}")]
        answer = await client.post("/graphql", json={"query": ONE}, headers=headers)

    assert answer.status_code == 401


async def test_get_is_off_unless_switched_on():
    """405 with the methods that work."""
    async with serving(World()) as client:
        answer = await client.get("/graphql", params={"query": ONE}, headers=BEARER)

    assert (answer.status_code, media_type(answer)) == (405, PROBLEM)
    assert answer.headers["Allow"] == "POST"


async def test_get_answers_queries_when_switched_on():
    """Query, variables and operation name are taken from the address."""
    query = "query A($n: Int!) { dingen(first: $n) { naam } }"
    params = {"query": query, "variables": '{"n": 1}', "operationName": "A", "extensions": ""}
    async with serving(World(), settings(get=True)) as client:
        answer = await client.get("/graphql", params=params, headers=BEARER)

    assert answer.json() == {"data": {"dingen": [{"naam": "ding 0"}]}}


async def test_get_never_changes_anything():
    """A mutation by GET is 405 and does not run; by POST it does."""
    world = World()
    async with serving(world, settings(get=True)) as client:
        got = await client.get("/graphql", params={"query": "mutation { doe }"}, headers=BEARER)
        asked_by_get = list(world.asked)
        posted = await ask(client, "mutation { doe }")

    assert (got.status_code, got.headers["Allow"], asked_by_get) == (405, "POST", [])
    assert posted.json() == {"data": {"doe": True}}


@pytest.mark.parametrize(
    "params",
    [
        "",
        "query=",
        "variables={}",
        "query={dingen{naam}}&variables=[]",
        "query={dingen{naam}}&variables={",
        "query=%ff%fe",
        "query={dingen{naam}}&extensions=1",
        "&".join(f"x{n}=1" for n in range(50)),
        f"query={{dingen{{naam}}}}&variables={'[' * 9000}",
    ],
)
async def test_a_get_without_a_good_question_is_a_bad_request(params: str):
    """400, whatever is wrong with the address."""
    async with serving(World(), settings(get=True)) as client:
        answer = await client.get(f"/graphql?{params}", headers={**BEARER, "Accept": NEW})

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["extensions"] == {"code": "ONGELDIGE_INVOER"}


@pytest.mark.parametrize("method", ["HEAD", "PUT", "DELETE", "PATCH"])
async def test_other_methods_are_refused(method: str):
    """405 with Allow."""
    async with serving(World()) as client:
        answer = await client.request(method, "/graphql", headers=BEARER)

    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")


async def test_options_tells_the_methods():
    """204 with Allow, without a token."""
    async with serving(World(), settings(get=True)) as client:
        answer = await client.options("/graphql")

    assert (answer.status_code, answer.headers["Allow"]) == (204, "GET, POST")


@pytest.mark.parametrize(
    ("content_type", "status"),
    [
        ("application/json", 200),
        ("application/json; charset=utf-8", 200),
        ('application/json;charset="UTF-8"', 200),
        ("APPLICATION/JSON", 200),
        ("application/json; charset=utf-16", 415),
        ("application/json; charset=latin-1", 415),
        ("application/json; charset*=utf-16''x", 200),
        ("application/jsonx", 415),
        ("text/application/json", 415),
        ("text/plain; application/json", 415),
        ("application/graphql", 415),
        ("application/x-www-form-urlencoded", 415),
        ("multipart/form-data; boundary=x", 415),
        ("", 415),
    ],
)
async def test_only_json_is_read(content_type: str, status: int):
    """Nothing that a form on another website could send is read; other encodings are not guessed at."""
    async with serving(World()) as client:
        content = json.dumps({"query": ONE})
        answer = await client.post("/graphql", content=content, headers={**BEARER, "Content-Type": content_type})

    assert answer.status_code == status


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "identity"])
async def test_packed_bodies_are_refused(encoding: str):
    """A small packed body can be a very large question."""
    async with serving(World()) as client:
        headers = {**BEARER, "Content-Type": "application/json", "Content-Encoding": encoding}
        answer = await client.post("/graphql", content=b"x", headers=headers)

    assert (answer.status_code, media_type(answer)) == (415, PROBLEM)


@pytest.mark.parametrize(
    ("asked", "expected_s"), [(None, 2.0), ("700", 0.7), ("1", 0.5), ("60000", 8.0), ("999999999", 8.0)]
)
async def test_the_client_may_choose_its_patience(asked: str | None, expected_s: float):
    """X-Deadline-Ms between 500 and 8,000 ms; without it the configured deadline counts."""
    world = World()
    async with serving(world, settings(deadline_ms=2_000)) as client:
        if asked:
            client.headers["X-Deadline-Ms"] = asked
        await ask(client, ONE)

    assert world.deadlines_s == [pytest.approx(expected_s, abs=0.2)]


@pytest.mark.parametrize("asked", ["snel", "-1", "1.5", "²", "9" * 5_000])
async def test_patience_is_a_number(asked: str):
    """400 tells which header is wrong."""
    async with serving(World()) as client:
        headers = [(b"X-Deadline-Ms", asked.encode()), (b"Authorization", BEARER["Authorization"].encode())]
        answer = await client.post("/graphql", json={"query": ONE}, headers=headers)

    assert (answer.status_code, answer.json()["code"]) == (400, "KOPREGEL_ONGELDIG")


async def test_the_schema_can_be_asked():
    """Introspection leaves the plan and is answered all the same."""
    async with serving(World()) as client:
        answer = await ask(client, "{ __schema { queryType { name } } }")

    assert answer.json() == {"data": {"__schema": {"queryType": {"name": "Query"}}}}
