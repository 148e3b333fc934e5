"""What a verdict amounts to in days' work, and in kroner where the municipality has said what a day is worth."""

from math import floor, log10

from naervaer import store
from naervaer.analysis.cost import Saved, saved
from naervaer.analysis.verdict import span
from naervaer.figures.answers import Answer
from naervaer.i18n import number, t
from naervaer.model import Language


DIGITS = 2  # that can be trusted of a figure whose range is so wide


def said(answer: Answer, municipality: str, language: Language) -> list[str]:
    """In days, and what that is worth; nothing without an estimate and its range.

    No kroner unless somebody has typed what a day is worth, and none where the range holds zero.
    """
    if answer.judgement is None or answer.judgement.found is None or answer.judgement.found.se is None:
        return []
    worth = store.read("day_value", municipality=municipality)
    price = None if worth.empty else float(worth.loc[0, "amount"])
    found = saved(answer.judgement.found, answer.verdict.state, price=price)
    sentences = [_days(found, answer, language)]
    if price is None:
        return sentences
    low, high = found.days_range
    if found.amount is None or found.amount_range is None or low <= 0 <= high:
        return [*sentences, t(language, "cost.no_amount")]
    fewest, most = sorted(abs(edge) for edge in found.amount_range)
    amount = t(
        language,
        "cost.worth" if found.amount > 0 else "cost.worth_lost",
        amount=about(language, abs(found.amount)),
        fewest=about(language, fewest),
        most=about(language, most),
        price=number(language, price, 0),
        source=worth.loc[0, "source"],
        year=str(worth.loc[0, "year"]),
    )
    return [*sentences, amount]


def about(language: Language, value: float) -> str:
    """A number with no more digits than its range can carry: 1234 as 1 200."""
    step = 10 ** max(0, floor(log10(value)) + 1 - DIGITS) if value >= 1 else 1
    return number(language, round(value / step) * step, 0)


def _positions(language: Language, value: float) -> str:
    """Positions with two figures that count, as the days they are made of: 11.1 as 11, 3.78 as 3.8."""
    return about(language, value) if value >= 10 else number(language, value)


def _days(found: Saved, answer: Answer, language: Language) -> str:
    between = _range(found, language)
    if found.days is None or found.positions is None:
        return t(language, "cost.not_known", range=between)
    return t(
        language,
        "cost.fewer" if found.days > 0 else "cost.more",
        days=about(language, abs(found.days)),
        range=between,
        positions=_positions(language, abs(found.positions)),
        span=span(language, *answer.verdict.values["span"]),
    )


def _range(found: Saved, language: Language) -> str:
    low, high = found.days_range
    fewest, most = sorted((abs(low), abs(high)))
    if low < 0 < high:
        return t(language, "cost.range", saved=about(language, high), lost=about(language, -low))
    key = "cost.range_saved" if low >= 0 else "cost.range_lost"
    return t(language, key, fewest=about(language, fewest), most=about(language, most))
