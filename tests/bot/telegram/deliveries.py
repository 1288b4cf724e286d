"""How the stand-in delivers updates to a webhook: chats side by side, in one chat in order and one at a time."""

import asyncio
import json
import time
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import httpx

if TYPE_CHECKING:
    from tests.bot.bot_api_stand_in import BotApiStandIn, Webhook
    from tests.bot.telegram.citizens import Waiting

ANSWER_SECONDS = 60.0
"""How long Telegram waits for a webhook's answer."""
FIRST_PAUSE_SECONDS = 0.1
LONGEST_PAUSE_SECONDS = 1.0
"""Between deliveries of an update that was not acknowledged. The real one begins with 1 s and goes up to minutes."""
LOOK_SECONDS = 0.01


async def deliver(stand_in: "BotApiStandIn") -> None:
    """Delivers what waits, for ever."""
    busy: dict[int, asyncio.Task[None]] = {}
    async with httpx.AsyncClient(timeout=ANSWER_SECONDS, trust_env=False) as client:
        while True:
            busy = {chat: task for chat, task in busy.items() if not task.done()}
            held: set[int] = set()  # chats whose first update has to wait: the next ones wait behind it
            for each in list(stand_in.pending):
                webhook = stand_in.webhook
                if webhook is None or not stand_in.hook or len(busy) >= webhook.max_connections:
                    break
                if each.chat in busy or each.chat in held:
                    continue
                if time.monotonic() < each.due:
                    held.add(each.chat)
                    continue
                busy[each.chat] = asyncio.create_task(_deliver(stand_in, client, webhook, each))
            await asyncio.sleep(LOOK_SECONDS)


async def _deliver(
    stand_in: "BotApiStandIn", client: httpx.AsyncClient, webhook: "Webhook", waiting: "Waiting"
) -> None:
    base, path = urlsplit(stand_in.hook), urlsplit(webhook.url).path
    headers = {"Content-Type": "application/json"}
    if webhook.secret:
        headers["X-Telegram-Bot-Api-Secret-Token"] = webhook.secret
    try:
        answer = await client.post(
            f"{base.scheme}://{base.netloc}{path}", content=json.dumps(waiting.update), headers=headers
        )
        said = "" if answer.is_success else f"Wrong response from the webhook: {answer.status_code}"
    except httpx.HTTPError as error:
        said = f"Connection failed: {type(error).__name__}"
    if not said:
        return stand_in.acknowledged(waiting)
    stand_in.webhook_errors.append(said)
    waiting.tries += 1
    waiting.due = time.monotonic() + min(FIRST_PAUSE_SECONDS * 2**waiting.tries, LONGEST_PAUSE_SECONDS)
