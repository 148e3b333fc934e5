"""Pictures as data: one function per chart, each with its table and the sentence that says its point."""

from dataclasses import dataclass
from functools import cached_property
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

    @cached_property
    def drawings(self) -> str:
        """The picture as SVG to be put into a page, wide and then narrow; drawn when it is first asked for."""
        from naervaer.charts import picture  # which stands on this module's neighbours

        return picture.inline(self.spec) + picture.inline(self.spec, narrow=True)
