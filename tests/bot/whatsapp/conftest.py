"""The Graph API's stand-in, and a channel that sends to it."""

from collections.abc import AsyncIterator, Iterator

import pytest

from bot.channel import Arrived
from bot.whatsapp.channel import WhatsAppChannel
from tests.bot.graph_api_stand_in import GraphApiStandIn
from tests.bot.rasa_stand_in import Server, free_port

CITIZEN = "966500000001"


class Kept:
    """An inbox and an outbox that remember what they are told."""

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        """Begins anew."""
        self.taken: list[Arrived] = []
        self.delivered_: list[str] = []
        self.failed_: list[tuple[str, str]] = []
        self.ignored: list[str] = []
        self.broken_for = 0

    async def take(self, arrived: Arrived) -> bool:
        """Stores a message once; raises while it is broken."""
        if self.broken_for:
            self.broken_for -= 1
            raise OSError("disk full")
        if arrived.delivery in [each.delivery for each in self.taken]:
            return False
        self.taken.append(arrived)
        return True

    async def delivered(self, channel: str, reference: str) -> None:
        """Remembers what was delivered."""
        assert channel == "whatsapp"
        self.delivered_.append(reference)

    async def failed(self, channel: str, reference: str, reason: str) -> None:
        """Remembers what failed."""
        assert channel == "whatsapp"
        self.failed_.append((reference, reason))

    async def count_ignored(self, channel: str, what: str) -> None:
        """Remembers what was ignored."""
        assert channel == "whatsapp"
        self.ignored.append(what)


@pytest.fixture
def kept() -> Kept:
    """Where the webhook stores."""
    return Kept()


@pytest.fixture(scope="session")
def listening_graph() -> Iterator[tuple[GraphApiStandIn, int]]:
    """One stand-in for all tests, and its port."""
    api, port = GraphApiStandIn(), free_port()
    with Server(api.app, port):
        yield api, port
    api.close()


@pytest.fixture
def api_port(listening_graph: tuple[GraphApiStandIn, int]) -> int:
    """Where the stand-in listens."""
    return listening_graph[1]


@pytest.fixture
def graph(listening_graph: tuple[GraphApiStandIn, int]) -> Iterator[GraphApiStandIn]:
    """The Graph API, which must not be sent what the real one would refuse. One citizen has just written."""
    api, _ = listening_graph
    api.forget()
    api.wrote(api.citizen(CITIZEN).person, api.wamid())
    yield api
    assert api.wrong == []
    assert not api.answers, "a planned answer was not asked for"


@pytest.fixture
async def channel(graph: GraphApiStandIn, api_port: int) -> AsyncIterator[WhatsAppChannel]:
    """A channel with the right token."""
    channel = WhatsAppChannel(graph.token, graph.phone_id, f"http://127.0.0.1:{api_port}", answer_seconds=1.0)
    yield channel
    await channel.close()
