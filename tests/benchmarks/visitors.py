"""Visitors without a browser: they open a page and change its first choice, as many at once as one likes."""

import asyncio
import random
from collections.abc import Iterator
from dataclasses import dataclass, field

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect


MAIN = 0  # the first step of a place on the page itself, not in its sidebar
THINKING = (0.5, 1.5)  # seconds between two changes of one visitor
SEED = 20


@dataclass
class Visitor:
    """One session: what it is connected to, and the choices it has been shown."""

    socket: ClientConnection
    path: str
    query: str
    choices: dict[str, tuple[list[str], str]] = field(default_factory=dict)  # widget -> options, its fragment

    async def run(self, states: list[WidgetState] = (), fragment: str = "") -> float:
        """Ask for a run and wait until it is done; seconds."""
        clock = asyncio.get_running_loop().time
        start = clock()
        asked = BackMsg()
        asked.rerun_script.query_string = self.query
        asked.rerun_script.page_name = self.path
        asked.rerun_script.fragment_id = fragment
        asked.rerun_script.widget_states.widgets.extend(states)
        await self.socket.send(asked.SerializeToString())
        while True:
            said = ForwardMsg.FromString(await self.socket.recv())
            kind = said.WhichOneof("type")
            if kind == "delta" and said.metadata.delta_path[0] == MAIN:
                shown = said.delta.new_element.selectbox
                if shown.id and shown.id not in self.choices:
                    self.choices[shown.id] = (list(shown.options), said.delta.fragment_id)
            if kind == "script_finished":
                return clock() - start

    async def change(self, turn: int) -> float:
        """Choose another option of the first choice; seconds until the run is done."""
        widget, (options, fragment) = next(iter(self.choices.items()))
        chosen = options[turn % min(len(options), 4)]
        return await self.run([WidgetState(id=widget, string_value=chosen)], fragment)


async def _visit(address: str, path: str, query: str, changes: int, start: random.Random) -> list[float]:
    url = address.replace("http", "ws", 1) + "/_stcore/stream"
    async with connect(url, origin=address, max_size=None, subprotocols=["streamlit"]) as socket:
        visitor = Visitor(socket, path, query)
        await visitor.run()
        await visitor.change(1)
        waited = []
        for turn in range(changes):
            await asyncio.sleep(start.uniform(*THINKING))
            waited.append(await visitor.change(turn + 2))
        return waited


async def _again(address: str, path: str, query: str, times: int) -> int:
    url = address.replace("http", "ws", 1) + "/_stcore/stream"
    async with connect(url, origin=address, max_size=None, subprotocols=["streamlit"]) as socket:
        visitor = Visitor(socket, path, query)
        for _ in range(times + 1):
            await visitor.run()
    return times + 1


def again(address: str, path: str, query: str, times: int) -> int:
    """Open a page and run it so many times more with nothing changed; gives the number of runs."""
    return asyncio.run(_again(address, path, query, times))


def at_once(address: str, path: str, query: str, visitors: int, changes: int) -> Iterator[float]:
    """How long each change took, in seconds, while so many visitors made theirs."""

    async def all_of_them() -> list[list[float]]:
        starts = [random.Random(SEED + number) for number in range(visitors)]
        return await asyncio.gather(*(_visit(address, path, query, changes, start) for start in starts))

    for waited in asyncio.run(all_of_them()):
        yield from waited
