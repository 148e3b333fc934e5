"""A number typed the reader's own way, with a comma or a point.

A browser's number field follows the browser's language, not the page's: where that is English it shows "7.5" and takes
"7,5" for 75.
"""

from math import isfinite
from typing import Literal

import streamlit as st

from naervaer.i18n import t
from naervaer.model import Language


MINUS = "\u2212"


def ask(
    place: st.delta_generator.DeltaGenerator,
    label: str,
    value: float,
    language: Language,
    *,
    least: float,
    most: float,
    key: str,
    bind: Literal["query-params"] | None = None,
) -> float | None:
    """Draw the field, first filled with `value`; gives the number, None (and says why) where there is none to use."""
    typed = place.text_input(label, written(value, language), key=key, bind=bind)
    return _used(typed, place, language, least, most)


def perhaps(
    place: st.delta_generator.DeltaGenerator,
    label: str,
    value: float | None,
    language: Language,
    *,
    least: float,
    most: float,
    key: str,
    explained: str | None = None,
    placeholder: str | None = None,
) -> tuple[float | None, bool]:
    """Draw a field that may be left empty; gives the number, None without one, and whether what stands there is used.

    What is not used is said, as in `ask`; it is not the same as nothing, so it must not be saved as that.
    """
    shown = "" if value is None else written(value, language)
    typed = place.text_input(label, shown, key=key, help=explained, placeholder=placeholder)
    if not typed.strip():
        return None, True
    number = _used(typed, place, language, least, most)
    return number, number is not None


def _used(
    typed: str, place: st.delta_generator.DeltaGenerator, language: Language, least: float, most: float
) -> float | None:
    number = read(typed)
    if number is not None and least <= number <= most:
        return number
    ends = {"least": written(least, language), "most": written(most, language)}
    place.error(t(language, "decimal.refused", typed=typed, **ends))
    return None


def written(value: float, language: Language) -> str:
    """A number as it is typed: no more decimals than it has, and no thousand marks."""
    text = f"{value:.10g}"
    return text if language is Language.EN else text.replace(".", ",")


def read(typed: str) -> float | None:
    """The number in a text; None where it holds none."""
    text = typed.replace("%", "").replace(MINUS, "-").replace(",", ".").strip()
    try:
        number = float(text)
    except ValueError:
        return None
    return number if isfinite(number) else None
