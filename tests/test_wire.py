"""Calls to Telegram over real HTTP: what goes out, and what is known when no answer comes."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import web
from telegram import Bot, InputFile
from telegram.error import BadRequest, NetworkError, TimedOut

from bot.telegram.wire import Wire, may_have_arrived

Answering = Callable[[web.Request], Awaitable[web.StreamResponse]]
SENT = {"message_id": 1, "date": 0, "chat": {"id": 5, "type": "private"}}


class Server:
    """Answers as a test tells it to."""

    answer: Answering
    url: str

    def __init__(self) -> None:
        self.forms: list[dict[str, Any]] = []
        self.connections: set[Any] = set()

    async def take(self, request: web.Request) -> web.StreamResponse:
        """Remember what was sent, and answer."""
        self.connections.add(request.transport)
        if request.content_type == "application/json":
            self.forms.append(await request.json())
            return await self.answer(request)
        form = await request.post()
        self.forms.append(
            {
                name: (value.filename, value.file.read(), value.content_type)
                if isinstance(value, web.FileField)
                else value
                for name, value in form.items()
            }
        )
        return await self.answer(request)


@pytest_asyncio.fixture
async def server() -> AsyncIterator[Server]:
    """Return a server that says yes to everything."""
    server = Server()

    async def yes(_: web.Request) -> web.StreamResponse:
        return web.json_response({"ok": True, "result": SENT})

    server.answer = yes
    runner = web.ServerRunner(web.Server(server.take), shutdown_timeout=0)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0]
    server.url = f"http://{host}:{port}/bot"
    yield server
    await runner.cleanup()


@pytest_asyncio.fixture
async def wire() -> AsyncIterator[Wire]:
    """Return a wire that waits a tenth of a second for an answer."""
    wire = Wire(4, 0.1)
    await wire.initialize()
    yield wire
    await wire.shutdown()


def bot_at(server: Server, wire: Wire) -> Bot:
    """Return a bot that calls the server."""
    return Bot("1:a", base_url=server.url, base_file_url=server.url, request=wire)


async def test_words_and_files_arrive_as_they_were_given(server: Server, wire: Wire) -> None:
    """Over one connection; words of any script, plus signs and ampersands too."""
    bot = bot_at(server, wire)
    said = "Әңгіме: 1 + 1 = 2 & «?» 🙂"
    assert (await bot.send_message(5, said)).message_id == 1
    await bot.send_document(5, InputFile(b"a,b\n", "фактілер.csv"), caption=said)
    words, file = server.forms
    assert words == {"chat_id": 5, "text": said}
    assert file.pop("document") == ("фактілер.csv", b"a,b\n", "text/csv")
    assert file == {"chat_id": "5", "caption": said}
    assert len(server.connections) == 1


async def test_a_file_is_fetched(server: Server, wire: Wire) -> None:
    """Byte for byte."""
    content = bytes(range(256)) * 1000

    async def file(_: web.Request) -> web.StreamResponse:
        return web.Response(body=content)

    server.answer = file
    assert await wire.retrieve(server.url) == content


async def test_what_telegram_says_is_not_a_loss(server: Server, wire: Wire) -> None:
    """Neither a refusal nor a way to somewhere else, which is not followed."""

    async def refuse(_: web.Request) -> web.StreamResponse:
        return web.Response(status=400, body=json.dumps({"description": "chat not found"}))

    async def elsewhere(_: web.Request) -> web.StreamResponse:
        raise web.HTTPFound("/elsewhere")

    server.answer = refuse
    with pytest.raises(BadRequest, match="chat not found") as refused:
        await bot_at(server, wire).send_message(5, "a")
    server.answer = elsewhere
    with pytest.raises(NetworkError) as sent_on:
        await bot_at(server, wire).send_message(5, "a")
    assert not may_have_arrived(refused.value)
    assert not may_have_arrived(sent_on.value)
    assert len(server.forms) == 2


async def test_answers_that_are_lost(server: Server, wire: Wire) -> None:
    """Telegram may have done what it was asked when the connection breaks, or all is silent."""

    async def hang_up(request: web.Request) -> web.StreamResponse:
        assert request.transport is not None
        request.transport.abort()
        return web.Response()

    async def break_off(request: web.Request) -> web.StreamResponse:
        half = web.StreamResponse(headers={"Content-Length": "1000"})
        await half.prepare(request)
        await half.write(b"{")
        return await hang_up(request)

    async def be_silent(_: web.Request) -> web.StreamResponse:
        await asyncio.sleep(0.5)
        return web.Response()

    for lost, error in ((hang_up, NetworkError), (break_off, NetworkError), (be_silent, TimedOut)):
        server.answer = lost
        with pytest.raises(error) as raised:
            await bot_at(server, wire).send_message(5, "a")
        assert may_have_arrived(raised.value), lost


async def test_a_call_that_never_left(server: Server, wire: Wire) -> None:
    """Nobody listens; what can't be written; a wire that is shut."""
    nobody = Bot("1:a", base_url="http://127.0.0.1:1/bot", request=wire)
    errors = []
    for bot, text in ((nobody, "a"), (bot_at(server, wire), "half of a letter: \ud83d")):
        with pytest.raises(NetworkError) as raised:
            await bot.send_message(5, text)
        errors.append(raised.value)
    await wire.shutdown()
    with pytest.raises(NetworkError) as raised:
        await bot_at(server, wire).send_message(5, "a")
    errors.append(raised.value)
    assert not any(map(may_have_arrived, errors))
    assert server.forms == []
    await wire.initialize()
    await bot_at(server, wire).send_message(5, "a")
    assert len(server.forms) == 1
