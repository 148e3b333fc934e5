"""A graph as a Vega-Lite specification: drawn for paper and for a screen on the wall as slides programs draw it."""

from collections.abc import Mapping
from typing import Any

from naervaer.charts import theme
from naervaer.charts.table import Kind
from naervaer.i18n import number, percent, signed
from naervaer.model import Language
from naervaer.reports.outline import Graph, Role, Shape, Slide


WIDTH, HEIGHT = 760, 430  # pixels: what stands beside the sentences of a slide
LOW = 200  # pixels: above a table
HALF = 520  # pixels: beside another
CALM, SINGLE_ROW, DOUBLE_ROW = 260, 26, 30  # pixels on paper: lines and columns, a row of one bar, of two
LABELLED = 8  # rows of bars that have room for their numbers; more of them get an axis
NAMES = 300  # pixels for a name before it ends in …
LETTERS, SMALL_LETTERS = 17, 13
BEYOND = 0.09  # of the longest bar
NAMES_ALONG = 6  # about so many names along a line

COLOURS = {
    Role.BEFORE: theme.BEFORE,
    Role.AFTER: theme.AFTER,
    Role.COMPARISON: theme.COMPARISON,
    Role.TARGET: theme.TARGET,
    Role.EARLIER: theme.EARLIER_YEARS,
}


def size(one: Slide) -> tuple[int, int]:
    """Width and height of each graph of a slide, pixels."""
    if len(one.graphs) > 1:
        return HALF, HEIGHT
    return WIDTH, LOW if one.table is not None else HEIGHT


def on_paper(one: Slide, graph: Graph) -> int:
    """How high a graph is that is as wide as the paper, pixels: as its rows ask for, or so that a line lies calmly."""
    if graph.shape is Shape.BARS:
        return max(LOW, len(graph.categories) * (SINGLE_ROW if len(graph.series) == 1 else DOUBLE_ROW))
    return CALM if one.table is None else LOW


def spec(graph: Graph, language: Language, *, height: int = HEIGHT) -> dict[str, Any]:
    """The specification, its data inside it."""
    rows = _rows(graph, language)
    letters = LETTERS if len(graph.categories) <= LABELLED else SMALL_LETTERS
    config = {**theme.config(language)}
    config["axis"] = {**config["axis"], "labelFontSize": letters, "labelLimit": NAMES}
    config["legend"] = {**config["legend"], "labelFontSize": LETTERS, "labelLimit": NAMES}
    draw = _bars if graph.shape in (Shape.BARS, Shape.COLUMNS) else _lines
    return {"config": config, "height": height, "data": {"values": rows}, "layer": draw(graph, language)}


def _rows(graph: Graph, language: Language) -> list[dict[str, Any]]:
    found = []
    for series in graph.series:
        for place, value in enumerate(series.values):
            low, high = (ends[place] if ends else None for ends in (series.low, series.high))
            if value is not None:
                found.append(
                    {
                        "name": graph.categories[place],
                        "series": series.name,
                        "role": str(series.roles[place] if series.roles else series.role),
                        "value": round(value, 4),
                        "text": written(graph.kind, value, language),
                        "low": low,
                        "high": high,
                    }
                )
    return found


def written(kind: Kind, value: float, language: Language) -> str:
    """A value as it stands beside its mark."""
    if kind is Kind.PERCENT:
        return percent(language, value)
    return signed(language, value) if kind is Kind.POINTS else number(language, value, 0)


def _values(graph: Graph, language: Language, *, shown: bool) -> dict[str, Any]:
    label = {
        Kind.PERCENT: theme.percent_label(language),
        Kind.POINTS: "datum.value == 0 ? '0' : format(datum.value, '+,.1~f')",
    }.get(graph.kind, "format(datum.value, ',.0f')")
    low, high = graph.ends
    if not shown:  # without an axis a number stands beyond the end of its bar
        room = BEYOND * (high - low)
        low, high = low - room if low < 0 else low, high + room if high > 0 else high
    return {
        "field": "value",
        "type": "quantitative",
        "scale": {"domain": [low, high], "nice": False},
        "axis": {"title": None, "labelExpr": label, "tickCount": 6, "grid": True} if shown else None,
    }


def _names(graph: Graph, **more: Any) -> dict[str, Any]:
    return {
        "field": "name",
        "type": "nominal",
        "sort": list(graph.categories),
        "axis": {"title": None, "labelAngle": 0, "labelFlush": False, "grid": False, **more},
    }


def _by_role(graph: Graph) -> dict[str, Any]:
    """Colour by what a mark is; the legend names the series, and is left out where there is only one."""
    if not graph.named:
        roles = list(Role)
        scale = {"domain": [str(role) for role in roles], "range": [COLOURS[role] for role in roles]}
        return {"field": "role", "type": "nominal", "scale": scale, "legend": None}
    names = [series.name for series in graph.series]
    scale = {"domain": names, "range": [COLOURS[series.role] for series in graph.series]}
    legend = {"title": None, "orient": "top", "symbolSize": 160, "symbolType": "circle"}
    return {"field": "series", "type": "nominal", "scale": scale, "legend": legend}


def _bars(graph: Graph, language: Language) -> list[Mapping[str, Any]]:
    lying = graph.shape is Shape.BARS
    labelled = len(graph.categories) <= LABELLED
    along, across, beside = ("y", "x", "yOffset") if lying else ("x", "y", "xOffset")
    where = {
        along: _names(graph),
        across: _values(graph, language, shown=not labelled),
    }
    if len(graph.series) > 1:
        where[beside] = {"field": "series", "sort": [series.name for series in graph.series]}
    layers: list[Mapping[str, Any]] = [
        {"mark": {"type": "bar", "cornerRadiusEnd": 2}, "encoding": {**where, "color": _by_role(graph)}}
    ]
    ranged = any(series.low for series in graph.series)
    if ranged:
        ends = {across: {**where[across], "field": "low"}, f"{across}2": {"field": "high"}}
        known = [{"filter": "isValid(datum.low)"}]
        layers.append(
            {
                "transform": known,
                "mark": {"type": "rule", "strokeWidth": 3, "color": theme.INK},
                "encoding": {along: where[along], **ends},
            }
        )
        for end in ("low", "high"):
            layers.append(
                {
                    "transform": known,
                    "mark": {"type": "tick", "thickness": 3, "size": 22, "color": theme.INK},
                    "encoding": {along: where[along], across: {**where[across], "field": end}},
                }
            )
    if labelled:
        for below in (False, True):
            layers.append(
                {
                    "transform": [{"filter": f"datum.value {'<' if below else '>='} 0"}],
                    "mark": _label(lying, ranged, below=below),
                    "encoding": {**_foot(where, across, ranged), "text": {"field": "text"}},
                }
            )
    return layers


def _label(lying: bool, inside: bool, *, below: bool) -> dict[str, Any]:
    text: dict[str, Any] = {"type": "text", "fontSize": LETTERS, "fontWeight": "bold", "color": theme.INK}
    if inside:  # at the end of the bar stands its range
        return {**text, "align": "left", "dx": 8, "color": theme.PAGE, "fontSize": LETTERS + 4}
    if lying:
        return {**text, "align": "right", "dx": -5} if below else {**text, "align": "left", "dx": 5}
    return {**text, "baseline": "top", "dy": 4} if below else {**text, "baseline": "bottom", "dy": -4}


def _foot(where: Mapping[str, Any], across: str, inside: bool) -> dict[str, Any]:
    """Where a number stands: at the end of its bar, or inside it at its foot."""
    if not inside:
        return {**where}
    nothing = {name: value for name, value in where[across].items() if name != "field"}
    return {**where, across: {**nothing, "datum": 0}}


def _lines(graph: Graph, language: Language) -> list[Mapping[str, Any]]:
    points = graph.shape is Shape.POINTS
    every = max(1, len(graph.categories) // NAMES_ALONG)
    shown = list(graph.categories[::every])
    where = {"x": _names(graph, values=shown), "y": _values(graph, language, shown=True)}
    layers: list[Mapping[str, Any]] = []
    if points:
        if graph.from_zero:
            layers.append({"mark": {"type": "rule", "color": theme.INK}, "encoding": {"y": {"datum": 0}}})
        layers.append(
            {
                "transform": [{"filter": "isValid(datum.low)"}],
                "mark": {"type": "rule", "strokeWidth": 3},
                "encoding": {
                    "x": where["x"],
                    "y": {**where["y"], "field": "low"},
                    "y2": {"field": "high"},
                    "color": _by_role(graph),
                },
            }
        )
        layers.append(
            {
                "mark": {"type": "point", "filled": True, "size": 260, "opacity": 1},
                "encoding": {**where, "color": _by_role(graph)},
            }
        )
        if graph.kind is Kind.PERCENT and len(graph.categories) <= LABELLED:
            for one in graph.series:  # two points may lie close: the number of the first stands on its other side
                left = len(graph.series) > 1 and one is graph.series[0]
                side = {"align": "right", "dx": -14} if left else {"align": "left", "dx": 14}
                text = {"type": "text", **side, "fontSize": LETTERS, "fontWeight": "bold", "color": theme.INK}
                mine = [{"filter": {"field": "series", "equal": one.name}}]
                encoding = {**where, "text": {"field": "text"}}
                layers.append({"transform": mine, "mark": text, "encoding": encoding})
        return layers
    widths = {"domain": [series.name for series in graph.series]}
    return [
        {
            "mark": {"type": "line", "strokeWidth": 3, "point": len(graph.categories) <= LABELLED * 2},
            "encoding": {
                **where,
                "color": _by_role(graph),
                "strokeWidth": {
                    "field": "series",
                    "scale": {**widths, "range": [4 if one.role is Role.AFTER else 2 for one in graph.series]},
                    "legend": None,
                },
            },
        }
    ]
