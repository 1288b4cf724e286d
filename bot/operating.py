"""What an operator does with a running or a stopped assistant: looks after what was not sent, deletes what is old."""

import sys
from collections.abc import Sequence

from sqlalchemy.exc import SQLAlchemyError

from bot import assembly, outbox
from bot import keys as keys_of
from bot import letters as given_up
from bot.data import Data
from bot.database import open_database
from bot.rasa import Rasa, RasaUnavailable
from bot.settings import Settings
from bot.store import Store
from bot.trouble import Trouble

PURGE_TIMEOUT = 30.0
WRONG_INPUT = 2


class CannotOperate(Trouble):
    """A command could not do its work. Its text is one line that says what to do."""


async def letters(settings: Settings, resend: Sequence[str] | None) -> int:
    """Lists dead letters, or gives some (or "all") another day. Returns the exit code."""
    try:
        async with open_database(settings.store_url) as database:
            if resend is None:
                found = await given_up.letters(database)
                for each in found:
                    print(f"{each.id}\t{each.at:%Y-%m-%d %H:%M}\t{each.channel}\ttried {each.tries}\t{each.reason}")
                states = await given_up.count_by_state(database)
                waiting = states.get(outbox.WAITING, 0) + states.get(outbox.SENDING, 0)
                print(f"{len(found)} given up, {waiting} on their way", file=sys.stderr)
                return 0
            if resend != ["all"] and not all(each.isascii() and each.isdigit() for each in resend):
                print('murshid: --resend takes the numbers that `murshid outbox` lists, or "all"', file=sys.stderr)
                return WRONG_INPUT
            ids = None if resend == ["all"] else [int(each) for each in resend]
            again = await given_up.send_again(database, ids)
    except (SQLAlchemyError, OSError) as error:
        raise CannotOperate(f"the database cannot be used ({type(error).__name__}): run `murshid doctor`") from None
    print(f"{again} sent again by the running service within {outbox.LOOK_EVERY_SECONDS:.0f} s")
    return 0 if ids is None or again == len(set(ids)) else 1


async def purge(settings: Settings) -> int:
    """Deletes what is older than the settings allow. Returns the exit code."""
    keys = keys_of.load(settings.secret.get_secret_value(), settings.secret_file)
    try:
        async with open_database(settings.store_url) as database, Rasa(settings.rasa_url, PURGE_TIMEOUT) as rasa:
            sending = outbox.Outbox(database, keys, {}, _nothing)
            purged = await assembly.purge(Data(database, Store(database), sending), rasa, settings)
    except RasaUnavailable as error:
        raise CannotOperate(f"nothing is half deleted, but Rasa has to run for it ({error}): run `make run`") from None
    except (SQLAlchemyError, OSError) as error:
        raise CannotOperate(f"the database cannot be used ({type(error).__name__}): run `murshid doctor`") from None
    print(f"deleted {purged} conversations older than {settings.retention_days} days")
    return 0


async def _nothing(_name: str, _conversation_id: str | None) -> None:
    return None
