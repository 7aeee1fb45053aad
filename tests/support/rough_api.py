"""A Bot API on bad days: calls that fail by chance, updates that come twice; polled, or by webhook.

The chances are drawn from a seed. By webhook it delivers one update of a chat at a time, as
Telegram does, again and again until it is taken.
"""

import contextlib
import http.client
import json
import queue
import threading
from collections import Counter
from dataclasses import dataclass
from random import Random
from typing import Any, Final, Literal

from support.bot_api import BotApi, Fault, Late
from support.wire import Call, Refusal

Kind = Literal["429", "5xx", "drop", "lost", "slow", "hang", "duplicate"]
KINDS: Final[tuple[Kind, ...]] = ("429", "5xx", "drop", "lost", "slow", "hang", "duplicate")
_PATH: Final = "/updates"
_PUBLIC: Final = f"https://history.example.org{_PATH}"
_SECRET: Final = "secret-of-the-webhook"
_ANSWERS: Final = ("sendMessage", "editMessageText")
_LANES: Final = 8
_MOST_UPDATES: Final = 100


@dataclass(frozen=True, slots=True)
class Weather:
    """How bad a day is.

    ``share``: of messages that something happens to, all ``kinds`` equally often. ``fetching``: of
    polls or deliveries that fail. ``slow``, ``hang``: seconds until such a message is
    confirmed; nobody waits for the second.
    """

    share: float = 0.05
    fetching: float = 0.02
    slow: float = 2.0
    hang: float = 12.0
    kinds: tuple[Kind, ...] = KINDS


@dataclass(frozen=True, slots=True)
class Arrival:
    """A message that has reached a person, and what happened to its confirmation."""

    person: int
    text: str
    fault: Kind | None


class RoughApi(BotApi):
    """Telegram for one bot, on such a day; ``hook`` is the port that updates are posted to."""

    def __init__(
        self, token: str, weather: Weather, seed: int = 1, hook: int | None = None
    ) -> None:
        super().__init__(token)
        self.arrivals: list[Arrival] = []
        self.hits: Counter[str] = Counter()
        self._weather = weather
        self._random = Random(seed)
        self._drawn = 0
        self._again: list[dict[str, Any]] = []
        self._hook = hook
        self._lanes: list[queue.Queue[dict[str, Any] | None]] = []
        self._ended = threading.Event()

    def __enter__(self) -> "RoughApi":
        super().__enter__()
        if self._hook is not None:
            self.results["getWebhookInfo"] = {
                "url": _PUBLIC, "has_custom_certificate": False, "pending_update_count": 0
            }  # fmt: skip
            self._lanes = [queue.Queue() for _ in range(_LANES)]
            for lane in self._lanes:
                threading.Thread(
                    target=self._post_all, args=(lane, self._hook), daemon=True
                ).start()
        return self

    def __exit__(self, *raised: object) -> None:
        self._ended.set()
        for lane in self._lanes:
            lane.put(None)
        super().__exit__(*raised)

    @property
    def variables(self) -> dict[str, str]:
        """What the bot must be told to be delivered to."""
        if self._hook is None:
            return {}
        return {
            "WEBHOOK_URL": _PUBLIC, "WEBHOOK_PORT": str(self._hook), "WEBHOOK_SECRET": _SECRET
        }  # fmt: skip

    def calm(self) -> None:
        """Let nothing happen any more."""
        with self._changed:
            self._weather = Weather(share=0.0, fetching=0.0)

    def deliver(self, content: dict[str, Any]) -> dict[str, Any]:
        """Deliver an update of any content; return it."""
        with self._changed:
            update = super().deliver(content)
            if self._lanes:
                said = next(iter(content.values()))
                self._lanes[said["from"]["id"] % _LANES].put(update)
        return update

    def fault(self, call: Call) -> Fault | None:
        """Return what happens to a call by chance."""
        if call.method == "getUpdates":
            return self._broken() if self._happens(self._weather.fetching) else None
        if call.method not in _ANSWERS:
            return None
        kind = self._kind(duplicate=False)
        if kind == "429":
            return Refusal(429, "Too Many Requests: retry after 1", {"retry_after": 1})
        if kind == "5xx":
            return Refusal(self._random.choice((500, 502, 503)), "Internal Server Error")
        if kind in {"slow", "hang"}:
            return Late(self._weather.slow if kind == "slow" else self._weather.hang)
        return kind if kind in {"drop", "lost"} else None

    def arrive(self, call: Call, fault: Fault | None) -> Any:
        """Let a message reach somebody; return what Telegram says of it."""
        with self._changed:
            person = call.parameters["chat_id"]
            hanged = isinstance(fault, Late) and fault.seconds == self._weather.hang
            kind: Kind | None = "lost" if fault == "lost" else "hang" if hanged else None
            self.arrivals.append(Arrival(person, str(call.parameters["text"]), kind))
            return super().arrive(call, fault)

    def _kind(self, *, duplicate: bool) -> Kind | None:
        """Draw what happens to a message, or to an update."""
        weather = self._weather
        kinds = [kind for kind in weather.kinds if (kind == "duplicate") == duplicate]
        if not self._happens(weather.share * len(kinds) / len(weather.kinds)):
            return None
        with self._changed:
            kind = self._random.choice(kinds)
            self.hits[kind] += 1
        return kind

    def _happens(self, chance: float) -> bool:
        with self._changed:
            return self._random.random() < chance

    def _broken(self) -> Fault:
        self.hits["fetching"] += 1
        faults: tuple[Fault, ...] = (Refusal(500, "Internal Server Error"), "drop", "lost")
        return self._random.choice(faults)

    def _poll(self, call: Call, token: str) -> list[dict[str, Any]]:
        fresh = super()._poll(call, token)[:_MOST_UPDATES]
        with self._changed:
            again, self._again = self._again, []
            for update in fresh:
                if update["update_id"] > self._drawn:
                    self._drawn = update["update_id"]
                    if self._kind(duplicate=True):
                        self._again.append(update)
        return again + fresh

    def _post_all(self, lane: "queue.Queue[dict[str, Any] | None]", port: int) -> None:
        """Deliver the updates of some chats, one after the other."""
        while (update := lane.get()) is not None:
            body = json.dumps(update).encode()
            times = 2 if self._kind(duplicate=True) else 1
            while times and not self._ended.is_set():
                if self._happens(self._weather.fetching):
                    self.hits["fetching"] += 1
                    times += 1  # Telegram does not learn that it was taken
                if _post(port, body):
                    times -= 1
                else:
                    self._ended.wait(0.1)


def _post(port: int, body: bytes) -> bool:
    """Post an update; say whether it was taken."""
    headers = {
        "Content-Type": "application/json", "X-Telegram-Bot-Api-Secret-Token": _SECRET
    }  # fmt: skip
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    with contextlib.closing(connection), contextlib.suppress(OSError, http.client.HTTPException):
        connection.request("POST", _PATH, body, headers)
        return connection.getresponse().status == 200
    return False
