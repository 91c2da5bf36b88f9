"""What every request passes on its way in, and every answer on its way out, whichever route it is for."""

from __future__ import annotations

from urllib.parse import urlsplit

from sanic.request import Request
from sanic.response import BaseHTTPResponse, HTTPResponse, redirect

from bot.channels.problems import Refused
from bot.channels.settings import Settings

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
}
OURS_ALONE = ("/app/api/", "/app/sign-out")
"""What only our own pages ask for; the pages themselves may be linked to."""
FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip", "via")
"""What a proxy writes on a request that it hands on."""
SECURE_ONLY = {"Strict-Transport-Security": "max-age=31536000"}
REVALIDATED = (".css", ".js", ".svg")


class Gate:
    """Keeps strangers' websites out and puts the security headers on."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def enter(self, request: Request) -> HTTPResponse | None:
        """Refuse a wrong host or another site's request; send "/" to the page. Raises Refused."""
        host = request.headers.get("host", "")
        if hostname(host) not in self._settings.hosts:
            raise Refused("wrong_host")
        if request.path.startswith(OURS_ALONE) and from_elsewhere(request, host):
            raise Refused("cross_site")
        return redirect("/app/") if request.path in ("/", "/app") else None

    def leave(self, request: Request, response: BaseHTTPResponse) -> None:
        """Put the security headers on an answer."""
        response.headers.update(HEADERS)
        if self.secure(request):
            response.headers.update(SECURE_ONLY)
        if response.status in (200, 304) and request.path.endswith(REVALIDATED):
            response.headers["Cache-Control"] = "no-cache"

    def secure(self, request: Request) -> bool:
        """Whether the learner's browser reached us over TLS, here or at the proxy in front."""
        if self._settings.behind_proxy:
            return _last(request.headers.get("x-forwarded-proto", "")) == "https"
        return request.scheme == "https"

    def address(self, request: Request) -> str:
        """The address the request came from, as our own proxy saw it when there is one."""
        forwarded = self._settings.behind_proxy and _last(request.headers.get("x-forwarded-for", ""))
        return forwarded or request.ip


def hostname(host: str) -> str:
    """The name in a Host header, in lower case, without its port; "" when it is not one."""
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def from_elsewhere(request: Request, host: str) -> bool:
    """Whether a browser says that another site sent this request."""
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return True
    origin = request.headers.get("origin")
    return origin is not None and origin.lower().partition("://")[2] != host.lower()


def _last(listed: str) -> str:
    """The last entry of a forwarding header: the one our own proxy wrote."""
    return listed.rpartition(",")[2].strip()
