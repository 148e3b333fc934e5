"""Medians side by side: each thing against its floor, measured in turn so that both meet the same machine."""

import statistics
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Measured:
    """One thing measured several times: seconds (or the unit the caller prints), smallest first."""

    values: tuple[float, ...]

    @property
    def median(self) -> float:
        """The middle of all measurements."""
        return statistics.median(self.values)


def seconds(work: Callable[[], object]) -> float:
    """How long one piece of work takes on the wall clock."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def in_turn(rounds: int, things: Mapping[str, Callable[[], float]]) -> dict[str, Measured]:
    """Measure every thing once per round, so that a busy moment hits them all alike."""
    found: dict[str, list[float]] = {name: [] for name in things}
    for _ in range(rounds):
        for name, measure in things.items():
            found[name].append(measure())
    return {name: Measured(tuple(sorted(values))) for name, values in found.items()}


def table(found: Mapping[str, Measured], floor: str, aims: Mapping[str, float]) -> Iterator[str]:
    """One line per thing: median (fastest–slowest), ratio to the floor, and the aim where there is one."""
    for name, measured in found.items():
        ratio = measured.median / found[floor].median
        aim = f"   aim ≤ {aims[name]:g}" if name in aims else ""
        low, high = measured.values[0], measured.values[-1]
        yield f"  {name:<34}{measured.median * 1000:8.0f} ms  ({low * 1000:.0f}–{high * 1000:.0f})   × {ratio:.2f}{aim}"
