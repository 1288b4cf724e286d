"""How a message is handled: one at a time and in order in a conversation, conversations side by side.

A message stays in the inbox until its replies are stored (and, on a messenger, are in the outbox), in one transaction.
Rasa is given the message's number with it and handles each number once, so that a message which the service was killed
over is simply handed over again.
"""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import replace

from bot import texts
from bot.data import Data
from bot.inbox import Inbox, Taken, Task, Waiting, pressed
from bot.outbox import Outbox
from bot.rasa import Rasa, RasaUnavailable
from bot.settings import Settings
from bot.statuses import Status
from bot.store import WEB, Draft, Message, Store
from bot.turns import Turns

logger = logging.getLogger(__name__)

LEAST_SECONDS = 0.25
"""With less time left a message is not handed to Rasa any more: its answer could not be told, but would count."""
LOOK_EVERY_SECONDS = 0.25
LONGEST_PAUSE_SECONDS = 30.0

GREETING = (Draft(f"{texts.GREETING}\n\n{texts.PRIVACY}"), Draft(texts.OPENING, texts.MENU))
"""The first words of every conversation: the service's own, so that the page opens fast and without Rasa."""


class NotYet(Exception):
    """The message is stored, but its answer is not there in time; it will be in the conversation."""


class Handling:
    """Handles what the inbox holds."""

    def __init__(
        self, inbox: Inbox, outbox: Outbox, store: Store, turns: Turns, data: Data, rasa: Rasa, settings: Settings
    ) -> None:
        self._inbox = inbox
        self._outbox = outbox
        self._store = store
        self._turns = turns
        self._data = data
        self._rasa = rasa
        self._settings = settings
        self._busy: dict[str, asyncio.Task[None]] = {}
        self._again: set[str] = set()
        self._came: dict[int, float] = {}
        """When a page's message came, by its number: its answer is due soon after."""
        self._listening: dict[int, asyncio.Future[list[Message]]] = {}
        self._rasa_is_up = asyncio.Event()
        self._starting: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Takes up what a stopped service left behind, once Rasa answers."""
        self._starting = asyncio.create_task(self._wait_for_rasa())
        for conversation_id in await self._inbox.conversations_waiting():
            self.wake(conversation_id)

    async def close(self) -> None:
        """Stops; what is not done is taken up after the next start."""
        tasks = [*self._busy.values(), *([self._starting] if self._starting else [])]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def wake(self, conversation_id: str) -> None:
        """This conversation has a message to handle."""
        if conversation_id in self._busy:
            self._again.add(conversation_id)
        else:
            self._busy[conversation_id] = asyncio.create_task(self._handle_all(conversation_id))

    async def answer(self, taken: Taken, conversation_id: str, came: float) -> list[Message]:
        """Waits for the replies to a page's message that is in the inbox.

        `came` is the event loop's time at which the request came. Raises `NotYet`.
        """
        waiting = self._listening.setdefault(taken.id, asyncio.get_running_loop().create_future())
        if taken.again:
            if await self._inbox.is_done(taken.id):  # just now: nobody will tell
                self._listening.pop(taken.id, None)
                return await self._store.replies(taken.message_id)
        else:
            self._came[taken.id] = came
        self.wake(conversation_id)
        try:
            async with asyncio.timeout_at(came + self._settings.reply_timeout + LEAST_SECONDS):
                return await asyncio.shield(waiting)
        except TimeoutError:
            raise NotYet from None

    async def _wait_for_rasa(self) -> None:
        """Messages that nobody waits for with a clock in hand are kept until Rasa has loaded its model."""
        deadline = asyncio.get_running_loop().time() + self._settings.start_timeout
        while asyncio.get_running_loop().time() < deadline:
            try:
                await self._rasa.parse(texts.PROBE)
                break
            except RasaUnavailable:
                await asyncio.sleep(LOOK_EVERY_SECONDS)
        self._rasa_is_up.set()

    async def _handle_all(self, conversation_id: str) -> None:
        pause = LOOK_EVERY_SECONDS
        try:
            while True:
                self._again.discard(conversation_id)
                try:
                    row = await self._inbox.next(conversation_id)
                    if row is None:
                        if conversation_id in self._again:
                            continue
                        return
                    replies = await self._handle(row)
                    self._tell(row.id, replies)
                    pause = LOOK_EVERY_SECONDS
                except Exception as error:  # the database: nothing is lost, and it will be back
                    logger.error("a message could not be handled yet (%s)", type(error).__name__)
                    await asyncio.sleep(pause)
                    pause = min(2 * pause, LONGEST_PAUSE_SECONDS)
        finally:
            del self._busy[conversation_id]

    def _tell(self, number: int, replies: list[Message]) -> None:
        self._came.pop(number, None)
        waiting = self._listening.pop(number, None)
        if waiting is not None and not waiting.done():
            waiting.set_result(replies)

    async def _handle(self, row: Waiting) -> list[Message]:
        begun = asyncio.get_running_loop().time()
        drafts, status = await self._drafts(row)
        if row.masked and not await self._store.is_warned(row.conversation_id):
            drafts = [Draft(texts.MASKED), *drafts]
        if row.first and row.task is not Task.GREET and drafts:
            drafts = [Draft(f"{texts.INTRODUCTION}\n{texts.PRIVACY}"), *drafts]
        if row.task is Task.DELETE and status is Status.ANSWERED:
            replies, recipient = await self._data.delete(row, drafts)
        else:
            replies, recipient = await self._turns.finish(row, drafts, status)
            replies = _with_trace(replies, drafts)
        if recipient is not None:
            self._outbox.wake(recipient.channel, recipient.person)
        took = asyncio.get_running_loop().time() - self._came.get(row.id, begun)
        logger.info("turn channel=%s status=%s ms=%d", row.channel, status.value, took * 1000)
        return replies

    async def _drafts(self, row: Waiting) -> tuple[Sequence[Draft], Status]:
        """What is said to a message, and how the turn ended."""
        match row.task:
            case Task.RASA:
                return await self._ask_rasa(row)
            case Task.SAY:
                return [Draft(row.words, texts.MENU)], Status.CLARIFICATION
            case Task.GREET:
                return GREETING, Status.ANSWERED
            case Task.DELETE:
                return await self._forgotten_by_rasa(row)
            case Task.EXPORT:
                return [Draft(texts.YOUR_DATA, attachment="copy")], Status.ANSWERED
            case Task.PICTURE | Task.DOCUMENT:
                if await self._store.estimate(row.conversation_id, int(row.words)) is None:
                    return [Draft(texts.ESTIMATE_GONE, texts.MENU)], Status.CLARIFICATION
                caption = texts.PICTURE if row.task is Task.PICTURE else texts.DOCUMENT
                return [Draft(caption, attachment=f"{row.task}:{row.words}")], Status.ESTIMATE
            case Task.TOO_MANY:
                said_already = await self._turns.last_status(row) is Status.ERROR
                return ([] if said_already else [Draft(row.words)]), Status.ERROR

    async def _ask_rasa(self, row: Waiting) -> tuple[Sequence[Draft], Status]:
        words = row.words
        if row.channel != WEB and (chosen := await self._turns.chosen_by_number(row)) is not None:
            todo = pressed(chosen.title, chosen.payload)
            if todo.task is not Task.RASA:
                return await self._drafts(replace(row, task=todo.task, words=todo.words))
            words = todo.words
        deadline = await self._deadline(row)
        try:
            if deadline - asyncio.get_running_loop().time() < LEAST_SECONDS:
                raise TimeoutError
            async with asyncio.timeout_at(deadline):
                turn = await self._rasa.send(row.conversation_id, words, row.id)
        except (RasaUnavailable, TimeoutError) as error:
            logger.warning("no answer from Rasa: %s", str(error) or "not in time")
            return [Draft(texts.NOT_ANSWERING)], Status.ERROR
        drafts = [Draft(said.text, said.quick_replies, said.household, trace=turn.trace) for said in turn.said]
        return drafts, turn.status

    async def _deadline(self, row: Waiting) -> float:
        """Until when Rasa may answer (the event loop's time): somebody before a page waits since the message came."""
        if row.id in self._came:
            return self._came[row.id] + self._settings.reply_timeout
        await self._rasa_is_up.wait()
        return asyncio.get_running_loop().time() + self._settings.reply_timeout

    async def _forgotten_by_rasa(self, row: Waiting) -> tuple[Sequence[Draft], Status]:
        try:
            await self._rasa.forget(row.conversation_id)
        except RasaUnavailable as error:
            logger.warning("a conversation is not deleted yet: %s", error)
            return [Draft(texts.NOT_DELETED)], Status.ERROR
        return [Draft(texts.DELETED)], Status.ANSWERED


def _with_trace(replies: list[Message], drafts: Sequence[Draft]) -> list[Message]:
    """The stored replies, the last of them with what the turn left for programs."""
    trace = next((draft.trace for draft in drafts if draft.trace), None)
    return [*replies[:-1], replace(replies[-1], trace=trace)] if replies and trace else replies
