"""How often the verdict is wrong when the truth is known, against the bars; and what a complete answer costs."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from naervaer.analysis import analyse
from naervaer.analysis.study import Study
from naervaer.analysis.verdict import judge
from tests.analysis.simulator import SCENARIOS, Scenario, frame, panel
from tests.benchmarks.measure import seconds


PANELS = 500
FIRST_SEED = 10_000  # chosen once; a share of 0.03 is counted on 500 panels to within 0.015 either way
SECONDS_AIM = 1.5
NULLS, POWERED = "ABCDEFGHINOP", {"J": 0.20, "L": 0.58, "K": 0.49, "M": 0.36, "R": 0.41}
DRIFTING = "G"


@dataclass(frozen=True)
class Measured:
    """How many panels got which verdict, bias in points and cover of the 95 % interval."""

    states: Counter[str]
    bias_pp: float
    cover: float

    def of(self, *states: str) -> float:
        """Share of the panels that got one of the states."""
        return sum(self.states[state] for state in states) / self.states.total()


def measure(
    scenario: Any, panels: int, seed: int = FIRST_SEED, made: Callable[[Any, int], tuple[Study, float]] = panel
) -> Measured:
    """Judge so many panels of one scenario. made: how a panel and its true effect come of a scenario and a seed."""
    states, gaps, covered = Counter[str](), [], []
    for number in range(panels):
        study, true = made(scenario, seed + number)
        judged = judge(study)
        states[judged.state] += 1
        if judged.found is not None:
            low, high = judged.found.interval(0.95)
            gaps.append(judged.found.effect - true)
            covered.append(low <= true <= high)
    return Measured(states, 100 * sum(gaps) / len(gaps), sum(covered) / len(covered))


def broken(name: str, found: Measured) -> list[str]:
    """The bars of METHODS 3.4 that a scenario does not meet."""
    fall, rise = found.of("clear_fall"), found.of("clear_rise")
    if name == DRIFTING:
        tests = {"clear fall": fall <= 0.04, "clear rise": rise <= 0.08, "cover": found.cover >= 0.89}
    elif name in NULLS:
        tests = {
            "clear fall": fall <= 0.04,
            "clear rise": rise <= 0.04,
            "clear": fall + rise <= 0.06,
            "fall": found.of("clear_fall", "probable_fall") <= 0.10,
            "cover": 0.92 <= found.cover <= 0.98,
            "bias": abs(found.bias_pp) <= 0.45,
        }
    else:
        right, wrong = (rise, fall) if name == "R" else (fall, rise)
        tests = {"power": right >= POWERED[name], "cover": found.cover >= 0.90, "wrong way": wrong <= 0.005}
    return [bar for bar, met in tests.items() if not met]


def report() -> Iterator[str]:
    """A line per scenario of METHODS 3.3, and the time of a complete answer for 400 units over 120 months."""
    yield f"Verdicts, {PANELS} panels a scenario: clear and probable fall, clear and probable rise, bias, cover"
    for name, scenario in SCENARIOS.items():
        found = measure(scenario, PANELS)
        states = ("clear_fall", "probable_fall", "clear_rise", "probable_rise")
        shares = "  ".join(f"{100 * found.of(state):5.1f}" for state in states)
        missed = broken(name, found)
        verdict = f"MISSED: {', '.join(missed)}" if missed else "within the bars"
        yield f"  {name}  {shares}  {found.bias_pp:+.2f} pp  {100 * found.cover:.1f} %   {verdict}"
    study, _ = panel(Scenario(units=400, months=120, started=80, waves=(60, 70, 80, 90)), 1)
    table = frame(study)
    fastest = min(seconds(lambda: analyse(table)) for _ in range(3))
    yield f"  complete answer, 400 units x 120 months: {fastest:.2f} s   aim ≤ {SECONDS_AIM:g} s"
