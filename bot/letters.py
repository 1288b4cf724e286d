"""Messages that were given up, for operators: what they are, without what they say; and giving them another day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, update

from bot.database import Database
from bot.outbox import DEAD, GIVE_UP_AFTER, WAITING
from bot.store import now
from bot.tables import OutboxRow


@dataclass(frozen=True)
class Letter:
    """A message that was given up, or that waits: for operators, without what it says."""

    id: int
    channel: str
    state: str
    tries: int
    reason: str
    at: datetime


async def letters(database: Database, states: Sequence[str] = (DEAD,)) -> list[Letter]:
    """Messages in these states, oldest first."""
    async with database.reading() as session:
        rows = await session.scalars(select(OutboxRow).where(OutboxRow.state.in_(states)).order_by(OutboxRow.id))
        return [Letter(row.id, row.channel, row.state, row.tries, row.reason or "", row.at) for row in rows]


async def send_again(database: Database, ids: Sequence[int] | None) -> int:
    """Gives dead letters (all of them for None) another day. Returns how many; the running service sends them."""
    again = (
        update(OutboxRow)
        .where(OutboxRow.state == DEAD, OutboxRow.address != "")
        .values(state=WAITING, tries=0, due=now(), expires=now() + GIVE_UP_AFTER)
    )
    if ids is not None:
        again = again.where(OutboxRow.id.in_(ids))
    async with database.writing() as session:
        result = await session.execute(again.returning(OutboxRow.id))
        return len(result.all())


async def count_by_state(database: Database) -> dict[str, int]:
    """How many messages are in each state."""
    async with database.reading() as session:
        rows = await session.execute(select(OutboxRow.state, func.count()).group_by(OutboxRow.state))
        return dict(rows.all())
