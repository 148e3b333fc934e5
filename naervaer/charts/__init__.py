"""Pictures as data: one function per chart, each with its table and the sentence that says its point."""

from dataclasses import dataclass
from typing import Any

from naervaer.charts.table import Table


@dataclass(frozen=True)
class Chart:
    """A picture, its numbers and its point.

    spec   a Vega-Lite specification with its data inside
    alt    the chart's point in one or two sentences, for those who do not see it
    table  the numbers behind the picture
    """

    spec: dict[str, Any]
    alt: str
    table: Table
