"""The address of a unit's own page."""

from urllib.parse import urlencode

from naervaer.access import Visitor
from naervaer.figures import trends
from pages.components import visit


def address(visitor: Visitor, unit_id: int) -> str:
    """Where a unit's history and its place among others are; empty for a unit that is not known.

    A choice stands in an address as it is shown, so it is the unit's name.
    """
    name = trends.names(visitor.municipality).get(unit_id, "")
    return f"unit?{urlencode({'unit': name, **visit.address(visitor)})}" if name else ""
