"""Who has signed in, where an operator wants accounts: a proxy does the signing in and names the user in a header.

The name is believed only from the proxy's own address, and goes no further: what Sayso keeps is a learner's id made
from it with a secret, so that neither the log nor any address of the page says who somebody is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from ipaddress import ip_address

from sanic.request import Request

from bot.channels.cookie import Visitor
from bot.channels.problems import Refused
from bot.channels.settings import Network
from bot.signing import keyed

LONGEST_NAME = 256
_ODD = re.compile(r"[\x00-\x1f\x7f,]")
"""A comma would be two names in one: a proxy that adds its header to a stranger's instead of replacing it."""


class SignIn:
    """Reads `header` where it comes from one of `proxies`. `secret` is asked for at first use."""

    def __init__(self, header: str, proxies: tuple[Network, ...], secret: Callable[[], bytes]) -> None:
        self._header = header
        self._proxies = proxies
        self._secret = secret

    def visitor(self, request: Request) -> Visitor:
        """The learner who has signed in; never in need of a cookie. Raises Refused."""
        named = request.headers.getall(self._header, [])
        if named and not self._is_proxy(request.ip):
            raise Refused("not_from_proxy")
        user = named[0].strip() if len(named) == 1 else ""
        if not user or len(user) > LONGEST_NAME or _ODD.search(user):
            raise Refused("sign_in")
        return Visitor(keyed(self._secret(), "sayso user", user)[:32], renew=False)

    def _is_proxy(self, address: str) -> bool:
        try:
            found = ip_address(address)
        except ValueError:
            return False
        inner = getattr(found, "ipv4_mapped", None) or found
        return any(inner in network for network in self._proxies if network.version == inner.version)
