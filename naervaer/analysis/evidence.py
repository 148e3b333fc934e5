"""What the answers rest on: where the methods come from, and how often the verdict is wrong when the truth is known."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any


REFERENCE = Path(__file__).parents[2] / "data" / "reference"


@dataclass(frozen=True)
class Simulated:
    """One sort of made-up municipality; shares (0..1) of its panels that got each verdict.

    key          the scenario's letter
    true_factor  what the initiative truly did to the days lost (1 = nothing)
    cover        share whose 95 % interval holds the truth
    """

    key: str
    true_factor: float
    clear_fall: float
    probable_fall: float
    no_clear_change: float
    too_small: float
    probable_rise: float
    clear_rise: float
    cover: float


@cache
def _simulated() -> dict[str, Any]:
    with (REFERENCE / "simulated_verdicts.toml").open("rb") as file:
        return tomllib.load(file)


def simulated() -> tuple[int, tuple[Simulated, ...]]:
    """How many panels each line was counted on, and the lines, those where nothing happened first."""
    table = _simulated()
    return table["panels"], tuple(Simulated(**case) for case in table["case"])


def plain_fall() -> float:
    """How often (0..1) the plain change is called a fall in units chosen for high absence where nothing happened."""
    return float(_simulated()["plain_fall"])


@cache
def sources() -> dict[str, list[str]]:
    """Full references by what they are about, in the order they are shown."""
    with (REFERENCE / "sources.toml").open("rb") as file:
        entries = tomllib.load(file)["source"]
    about = dict.fromkeys(entry["about"] for entry in entries)
    return {name: [entry["text"] for entry in entries if entry["about"] == name] for name in about}
