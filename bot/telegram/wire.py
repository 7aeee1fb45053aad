"""Calls to Telegram over HTTP.

python-telegram-bot's own way, over httpx, takes more processor time than all else that it does for
an answer.
"""

import json
from typing import Any, Final
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import aiohttp
import httpx
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

_CONNECT_SECONDS: Final = 5.0
"""How long to wait for a connection; also for one of those that others are using."""
_WRITE_SECONDS: Final = 20.0
"""How long a request may take to go out; with a file it takes some."""
_JSON: Final = {"Content-Type": "application/json"}
_NEVER_LEFT: Final = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError)


class Wire(BaseRequest):
    """Asks Telegram over connections that are kept open for the next request.

    ``connections``: how many at most; ``read_seconds``: how long to wait for an answer. Proxies are
    taken from the environment, as are other certificates than Mozilla's (``SSL_CERT_FILE``).
    """

    def __init__(self, connections: int, read_seconds: float) -> None:
        self._connections = connections
        self._read_seconds = read_seconds
        self._session: aiohttp.ClientSession | None = None
        self._proxies: dict[str, str | None] = {}

    @property
    def read_timeout(self) -> float:
        """Seconds that an answer is waited for where a call doesn't say."""
        return self._read_seconds

    async def initialize(self) -> None:
        """Be ready for requests, again after a shutdown too."""
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(
                    limit=self._connections, ssl=httpx.create_ssl_context()
                ),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": self.USER_AGENT},
            )

    async def shutdown(self) -> None:
        """Close the connections."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        *_: Any,
        **__: Any,
    ) -> tuple[int, bytes]:
        """Return the status and the body of an answer.

        Raises TimedOut and NetworkError; their cause says whether the request may have arrived.
        """
        if self._session is None:
            raise RuntimeError
        if read_timeout is BaseRequest.DEFAULT_NONE:
            read_timeout = self._read_seconds
        timeout = aiohttp.ClientTimeout(
            total=_CONNECT_SECONDS + _WRITE_SECONDS + read_timeout if method == "POST" else None,
            connect=_CONNECT_SECONDS,
            sock_read=read_timeout,
        )
        body, headers = _body(request_data)
        try:
            async with self._session.request(
                method,
                url,
                data=body,
                headers=headers,
                timeout=timeout,
                proxy=self._proxy(url),
                allow_redirects=False,
            ) as answer:
                return answer.status, await answer.read()
        except TimeoutError as error:
            raise TimedOut from error
        except aiohttp.ClientError as error:
            raise NetworkError(f"aiohttp.{type(error).__name__}: {error}") from error

    def _proxy(self, url: str) -> str | None:
        """Return the proxy that the environment names for an address; it is asked once."""
        origin = url[: url.find("/", len("https://"))]
        if origin not in self._proxies:
            scheme, host, *_ = urlsplit(origin)
            known = getproxies()
            found = None if proxy_bypass(host) else known.get(scheme) or known.get("all")
            self._proxies[origin] = found
        return self._proxies[origin]


def may_have_arrived(error: Exception) -> bool:
    """Say whether Telegram may have done what it was asked, although no answer came."""
    cause = error.__cause__
    lost = isinstance(cause, aiohttp.ClientError | TimeoutError)
    return lost and not isinstance(cause, _NEVER_LEFT)


def _body(data: RequestData | None) -> tuple[bytes | aiohttp.FormData | None, dict[str, str]]:
    """Return what is sent and how that is declared; raises UnicodeEncodeError."""
    if data is None:
        return None, {}
    if not data.contains_files:
        return json.dumps(data.parameters, ensure_ascii=False).encode(), _JSON
    form = aiohttp.FormData(quote_fields=False)  # names of files in UTF-8, as Telegram reads them
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, mime) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=mime)
    return form, {}
