"""The JWT that we sign for a register of the ZGW family: it says which application asks, and for whom."""

from __future__ import annotations

import hashlib
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping

from joserfc import jwt
from joserfc.jwk import OctKey

from gateway.bronnen.credentials.soort import Credentials
from gateway.config import ZgwAuth
from gateway.context import Deadline
from gateway.domain.persoon import Subject

GATEWAY = "mijnservices-gateway"
LIFE_S = 60.0
CLOCK_SKEW_S = 30
REFRESH_PAUSE_S = 30.0
MAX_KEPT = 2_000
Clock = Callable[[], float]


class ZgwCredentials(Credentials):
    """A JWT signed with a shared secret (ZGW: HS256), kept for a minute for each person who acts.

    Register systems count its life from `iat`, which is set half a minute back for clocks that run behind. `user_id` lands
    in their audit trails: a pseudonym of who acts, which is another one at every bron and never a number of a person.
    """

    def __init__(self, auth: ZgwAuth, code: str = "", clock: Clock = time.monotonic) -> None:
        self._client_id = auth.client_id
        self._geheim = auth.geheim
        self._code = code
        self._clock = clock
        self._kept: OrderedDict[str, tuple[float, dict[str, str]]] = OrderedDict()

    async def headers(self, deadline: Deadline, subject: Subject) -> dict[str, str]:
        user = pseudonym(subject, self._code)
        made_at, headers = self._kept.get(user, (0.0, {}))
        if headers and self._clock() - made_at < LIFE_S:
            return headers
        return self._keep(user, {"Authorization": f"Bearer {self._sign(user, subject)}"})

    def refresh(self, refused: Mapping[str, str], subject: Subject) -> bool:
        user = pseudonym(subject, self._code)
        made_at, headers = self._kept.get(user, (0.0, {}))
        if refused != headers:
            return True  # another call renewed it already
        may_renew = self._clock() - made_at >= REFRESH_PAUSE_S or self._geheim.reveal() != self._geheim.reveal(now=True)
        if may_renew:
            self._kept.clear()
        return may_renew

    def _keep(self, user: str, headers: dict[str, str]) -> dict[str, str]:
        self._kept[user] = (self._clock(), headers)
        self._kept.move_to_end(user)
        if len(self._kept) > MAX_KEPT:
            self._kept.popitem(last=False)
        return headers

    def _sign(self, user: str, subject: Subject) -> str:
        claims = {
            "iss": self._client_id,
            "iat": int(time.time()) - CLOCK_SKEW_S,
            "client_id": self._client_id,
            "user_id": user,
            "user_representation": _in_words(subject),
        }
        key = OctKey.import_key(self._geheim.reveal())
        return jwt.encode({"alg": "HS256"}, claims, key, algorithms=["HS256"])


def pseudonym(subject: Subject, code: str) -> str:
    """Who acts, as the bron with this code gets to know them: always the same there, and nothing elsewhere.

    Raises ValueError for a person without a trail: a call that names nobody would spoil the audit trail of the bron.
    """
    if not subject.spoor:
        if subject.eigen_nummers and subject.tenant:
            raise ValueError("a person without a trail")
        return GATEWAY
    return hashlib.blake2b(code.encode(), key=subject.spoor, digest_size=16).hexdigest()


def _in_words(subject: Subject) -> str:
    """What a reader of the audit trail sees."""
    if not subject.spoor:
        return GATEWAY
    whom = "een ondernemer" if subject.is_ondernemer else "een inwoner"
    acts = subject.handelend is not None and subject.handelend.namens_ander
    return f"{'Vertegenwoordiger van ' + whom if acts else whom[4:].capitalize()} via MijnServices"
