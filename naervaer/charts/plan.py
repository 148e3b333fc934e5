"""Plan against what was done, along time: a ring on the planned day, a dot on the day it was done."""

from datetime import date, timedelta
from typing import Any

import pandas as pd

from naervaer.charts import Chart
from naervaer.charts.table import Column, table
from naervaer.charts.theme import AFTER, BEFORE, RED, ROW_HEIGHT, START, config
from naervaer.i18n import day, t
from naervaer.model import Language


COLUMNS = ["row", "item", "mark", "planned_on", "done_on", "stage"]
LABEL_WIDTH = 260  # pixels a unit's name may take
TODAY_WITHIN = timedelta(days=365)  # of the last day drawn: today would press what is longer back into a corner
DAYS_TOLD_WITHIN = timedelta(days=150)  # in a longer span months are enough
MARKS = ("planned", "done", "late")


def plan(rows: pd.DataFrame, today: date, caption: str, language: Language) -> Chart:
    """rows: COLUMNS, in the order they are drawn; days are dates or None.

    row is what stands to the left (a unit, a kind of activity); item what was planned, mark a short text by its dot or
    ring; stage one of analysis.implementation.Stage. Rows without any day are in the table only.
    """
    words = {stage: t(language, f"plan.{stage}") for stage in set(rows["stage"])}
    headings = [
        Column(t(language, "plan.row")),
        Column(t(language, "plan.item")),
        Column(t(language, "plan.planned_on")),
        Column(t(language, "plan.done_on")),
        Column(t(language, "plan.stage")),
    ]
    shown = pd.DataFrame(
        {
            "row": rows["row"],
            "item": rows["item"],
            "planned": [_written(value, language) for value in rows["planned_on"]],
            "done": [_written(value, language) for value in rows["done_on"]],
            "stage": [words[stage] for stage in rows["stage"]],
        }
    )
    return Chart(_spec(rows, words, today, language), _alt(rows, language), table(caption, headings, shown))


def _written(value: date | None, language: Language) -> str:
    return day(language, value) if value is not None else "–"


def _alt(rows: pd.DataFrame, language: Language) -> str:
    done = int(rows["done_on"].notna().sum())
    late = rows[rows["stage"] == "late"]
    said = t(language, "plan.alt", done=done, all=int((rows["stage"] != "dropped").sum()), late=len(late))
    if late.empty:
        return said
    which = [
        t(language, "plan.alt_late", item=one.item, row=one.row, day=day(language, one.planned_on))
        for one in late.head(3).itertuples()
    ]
    return " ".join([said, *which])


def _spec(rows: pd.DataFrame, words: dict[str, str], today: date, language: Language) -> dict[str, Any]:
    sides = [t(language, f"plan.mark_{mark}") for mark in MARKS]
    side = {
        "field": "side",
        "type": "nominal",
        "scale": {"domain": sides, "range": [BEFORE, AFTER, RED]},
        "legend": {"title": None, "orient": "top", "labelLimit": 400, "symbolStrokeWidth": 2},
    }
    # Shape and filling tell them apart as well as colour does (WCAG 1.4.1).
    filling = {**side, "scale": {"domain": sides, "range": ["transparent", AFTER, "transparent"]}}
    shape = {**side, "scale": {"domain": sides, "range": ["circle", "circle", "diamond"]}}
    points, spans = _values(rows, words, sides, language)
    days = [point["day"] for point in points]
    x = {
        "type": "temporal",
        "scale": {"type": "utc", "padding": 14},
        "axis": {"title": None, "format": _form_of_days(days, language), "orient": "top", "tickCount": 6},
    }
    y = {
        "field": "row",
        "type": "nominal",
        "sort": None,
        "scale": {"domain": list(dict.fromkeys(rows["row"]))},
        "axis": {"title": None, "labelLimit": LABEL_WIDTH, "labelFlush": False, "grid": True},
    }
    tooltip = [
        {"field": "row", "title": t(language, "plan.row")},
        {"field": "item", "title": t(language, "plan.item")},
        {"field": "planned", "title": t(language, "plan.planned_on")},
        {"field": "done", "title": t(language, "plan.done_on")},
        {"field": "stage", "title": t(language, "plan.stage")},
    ]
    near = bool(days) and today <= date.fromisoformat(max(days)) + TODAY_WITHIN
    return {
        "config": config(language),
        "height": {"step": ROW_HEIGHT + 4},
        "autosize": {"type": "fit-x", "contains": "padding"},
        "layer": [
            {
                "data": {"values": spans},
                "mark": {"type": "rule", "strokeWidth": 2, "opacity": 0.5},
                "encoding": {
                    "x": {"field": "planned_on", **x},
                    "x2": {"field": "done_on"},
                    "y": y,
                    "color": {"value": BEFORE},
                },
            },
            {
                "data": {"values": [{"today": today.isoformat(), "text": t(language, "plan.today")}] if near else []},
                "layer": [
                    {
                        "mark": {"type": "rule", "strokeDash": [4, 3], "strokeWidth": 1.5},
                        "encoding": {"x": {"field": "today", **x}, "color": {"value": START}},
                    },
                    {
                        "mark": {"type": "text", "baseline": "top", "y": {"expr": "height + 4"}},
                        "encoding": {"x": {"field": "today", **x}, "text": {"field": "text"}},
                    },
                ],
            },
            {
                "data": {"values": points},
                "encoding": {"x": {"field": "day", **x}, "y": y, "tooltip": tooltip},
                "layer": [
                    {
                        "mark": {"type": "point", "size": 110, "strokeWidth": 2, "opacity": 1},
                        "encoding": {"stroke": side, "fill": filling, "shape": shape},
                    },
                    {
                        "transform": [{"filter": "datum.labelled"}],
                        "mark": {"type": "text", "align": "left", "dx": 9, "fontSize": 11},
                        "encoding": {"text": {"field": "mark"}},
                    },
                ],
            },
        ],
    }


def _form_of_days(days: list[str], language: Language) -> str:
    """How the axis writes its days: in a short span the same month would stand at every mark."""
    if not days:
        return "%b %Y"
    span = date.fromisoformat(max(days)) - date.fromisoformat(min(days))
    if span > DAYS_TOLD_WITHIN:
        return "%b %Y"
    return "%-d %b %Y" if language is Language.EN else "%-d. %b %Y"


def _values(
    rows: pd.DataFrame, words: dict[str, str], sides: list[str], language: Language
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The points of every row, and the lines between plan and doing."""
    points, spans = [], []
    for one in rows.itertuples(index=False):
        facts = {
            "row": one.row,
            "item": one.item,
            "mark": one.mark,
            "planned": _written(one.planned_on, language),
            "done": _written(one.done_on, language),
            "stage": words[one.stage],
        }
        if one.planned_on is not None and one.stage != "dropped":
            side = sides[2] if one.stage == "late" else sides[0]
            text = one.done_on is None
            points.append({**facts, "day": one.planned_on.isoformat(), "side": side, "labelled": text})
        if one.done_on is not None:
            points.append({**facts, "day": one.done_on.isoformat(), "side": sides[1], "labelled": True})
        if one.planned_on is not None and one.done_on is not None and one.planned_on != one.done_on:
            days = {"planned_on": one.planned_on.isoformat(), "done_on": one.done_on.isoformat()}
            spans.append({"row": one.row, **days})
    return points, spans
