"""Days saved, and what they are worth: never without the range, and never with a price nobody has typed."""

from dataclasses import dataclass

from naervaer.analysis.observed_expected import Effect
from naervaer.analysis.verdict import FALLS, RISES, State


DAYS_IN_A_POSITION = 230  # days' work of a full-time position in a year (METHODS 2.k); a setting


@dataclass(frozen=True)
class Saved:
    """Days' work saved in the judged window; negative is days lost. Ranges are (fewest, most), 95 %.

    days, positions, amount   None unless the verdict is a fall or a rise: then only the range may be said
    amount, amount_range      None without a price
    """

    days: float | None
    days_range: tuple[float, float]
    positions: float | None
    amount: float | None
    amount_range: tuple[float, float] | None


def saved(
    found: Effect, state: State, *, price: float | None = None, days_in_a_position: float = DAYS_IN_A_POSITION
) -> Saved:
    """Days saved = expected - observed. price: kroner a day, typed by the user with source and year, taken as known.

    Raises ValueError for an effect without a standard error: a figure without its range is not to be had.
    """
    if found.se is None:
        raise ValueError("no range, no figure")
    whole = found.exposure.sum()
    low, high = found.interval(0.95)
    days_range = (float(-high * whole), float(-low * whole))
    days = float(-found.effect * whole) if state in FALLS + RISES else None
    return Saved(
        days=days,
        days_range=days_range,
        positions=None if days is None else days / days_in_a_position,
        amount=None if days is None or price is None else days * price,
        amount_range=None if price is None else (days_range[0] * price, days_range[1] * price),
    )
