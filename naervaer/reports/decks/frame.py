"""What every deck has: whose it is, which figures it stands on, and what is left out of it and why."""

from collections.abc import Mapping
from importlib.metadata import version
from typing import Any

import pandas as pd

from naervaer import figures, store
from naervaer.analysis.before_after import HIDDEN, BeforeAfter
from naervaer.analysis.disclosure_control import FEWEST_EMPLOYEES, FEWEST_OUTSIDE
from naervaer.charts.table import Column, Table, table
from naervaer.i18n import number, percent, period, t
from naervaer.model import Language, Measure
from naervaer.reports import footer
from naervaer.reports.outline import Slide, State, slide


def municipality_name(municipality: str) -> str:
    """The name people know the municipality by."""
    names = store.read("municipalities").set_index("municipality")["name"]
    return str(names.get(municipality, municipality))


def state(municipality: str, language: Language) -> State:
    """Which figures stand now."""
    lengths = figures.lengths(municipality)
    found = store.read("data_state", municipality=municipality)
    newest = ""
    if lengths:
        of_length = found[found["granularity"] == lengths[0]]
        newest = period(language, of_length["last_period"].max().date(), lengths[0])
    uploads = tuple(sorted({int(number) for number in found["upload_id"]}))
    return State(newest, uploads, version("naervaer"))


def preliminary(municipality: str) -> bool:
    """Whether any figure that counts is preliminary."""
    return bool(store.read("data_state", municipality=municipality)["n_preliminary"].sum())


def masked(municipality: str, compared: BeforeAfter | None, language: Language) -> tuple[str, ...]:
    """What of an answer is not shown and why."""
    lines = [t(language, "deck.masked_why", limit=FEWEST_OUTSIDE, inside=FEWEST_EMPLOYEES)]
    unsized = figures.unsized(municipality)
    if unsized:
        lines.append(t(language, "chart.unsized", n=unsized))
    if compared is None:
        return tuple(lines)
    n_units = int(compared.units["state"].isin(HIDDEN).sum())
    pooled = compared.pooled
    sums = (pooled["n_units"] > 0) & pooled["after_pct"].isna() & (compared.weighted_by is not None)
    if n_units:
        lines.append(t(language, "deck.masked_units", n=n_units, limit=FEWEST_OUTSIDE))
    if sums.any():
        lines.append(t(language, "deck.masked_sums", n=int(sums.sum())))
    if not n_units and not sums.any():
        lines.append(t(language, "deck.masked_nothing"))
    return tuple(lines)


def question(language: Language, key: str) -> str:
    """A question that is likely to come, and its answer."""
    asked, answered = t(language, f"deck.{key}_question"), t(language, f"deck.{key}_answer")
    return t(language, "deck.question", question=asked, answer=answered)


def one(municipality: str, initiative: int) -> Any:
    """The initiative as a row of the query `initiatives`. Raises KeyError when there is none."""
    known = store.read("initiatives", municipality=municipality)
    found = known[known["initiative_id"] == initiative]
    if found.empty:
        raise KeyError(initiative)
    return next(found.itertuples(index=False))


def joined_parts(municipality: str, initiative: int) -> pd.DataFrame:
    """Who takes part in the initiative, one row a unit: unit_id, unit, area, start_date."""
    taking_part = store.read("participations", municipality=municipality)
    mine = taking_part[taking_part["initiative_id"] == initiative].sort_values("start_date")
    return mine.groupby("unit_id", as_index=False, sort=False).first()


def level_title(level: Mapping[str, Any], language: Language, measure: Measure) -> str:
    """The last 12 months against the 12 before, as short as a title; "" where either is missing."""
    last, change = level["last_pct"], level["change_pp"]
    if pd.isna(last) or pd.isna(change):
        return ""
    change = measure.change(change)
    way = "same" if round(change, 1) == 0 else "lower" if change < 0 else "higher"
    size = t(language, "unit.points", value=number(language, abs(change)))
    rate = percent(language, measure.of(last))
    return t(language, f"deck.level_{way}", measure=called(measure, language), rate=rate, change=size)


def called(measure: Measure, language: Language) -> str:
    """What is counted, as the first word of a title."""
    word = t(language, f"measure.{measure}_the")
    return word[0].upper() + word[1:]


def behind(state: State, masked: tuple[str, ...], language: Language, *, method: str = "") -> Slide:
    """The last slide of a deck: where the figures come from and what is left out."""
    return slide(
        "about",
        t(language, "deck.about_title"),
        [footer.said(state, language), *masked],
        notes=[question(language, "about"), method],
    )


def uploads(municipality: str, state: State, language: Language) -> Table:
    """The files that the figures come from."""
    known = store.read("uploads", municipality=municipality)
    mine = known[known["upload_id"].isin(state.uploads)].sort_values("upload_id")
    days = mine["uploaded_at"].dt.strftime("%Y-%m-%d")
    headings = [
        Column(t(language, "deck.upload_number")),
        Column(t(language, "deck.upload_file")),
        Column(t(language, "deck.upload_day")),
    ]
    rows = mine.assign(number=mine["upload_id"].astype(str), day=days)[["number", "filename", "day"]]
    return table(t(language, "deck.uploads_caption"), headings, rows)
