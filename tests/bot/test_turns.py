"""Queues of conversations: in order, bounded, and gone when they are empty."""

import asyncio

import pytest

from bot.turns import TooManyWaiting, Turns


async def test_a_queue_is_gone_when_its_last_message_is_answered() -> None:
    turns = Turns(max_waiting=5)
    with turns.place("a"), turns.place("b"):
        with turns.place("a"):
            assert len(turns) == 2
        assert len(turns) == 2
    assert len(turns) == 0


async def test_a_full_queue_takes_no_more_and_lets_in_again_when_one_has_left() -> None:
    turns = Turns(max_waiting=1)
    with turns.place("a"):
        with pytest.raises(TooManyWaiting), turns.place("a"):
            pass
        with turns.place("b"):
            pass
    with turns.place("a"):
        pass
    assert len(turns) == 0


async def test_those_who_wait_come_in_in_the_order_in_which_they_came() -> None:
    turns = Turns(max_waiting=100)
    done: list[int] = []

    async def handle(number: int) -> None:
        with turns.place("a") as place:
            async with place.arriving:
                await asyncio.sleep(0.001 * (number % 3))
            async with place.handling:
                await asyncio.sleep(0.001 * (number % 2))
                done.append(number)

    await asyncio.gather(*(handle(number) for number in range(30)))
    assert done == list(range(30))
    assert len(turns) == 0
