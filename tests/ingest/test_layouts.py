"""Any table written in any supported layout comes back the same."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from naervaer.ingest.understanding import Understood, understand
from naervaer.model import Outcome
from tests.ingest.layouts import LAYOUTS, Cell, workbook


PLACES = ("Solvang", "Fjordgløtt", "Åsen", "Lillemyr", "Ørneveien", "Bjørkelia", "Granheim", "Havnegata 12", "Torpet")
AREAS = {"barnehage": "Barnehager", "sykehjem": "Sykehjem", "bofellesskap": "Boliger"}


@st.composite
def tables(draw: st.DrawFn) -> list[Cell]:
    """Two to six units over two to eighteen months in a row, ordered as an export is."""
    kinds = draw(st.lists(st.sampled_from(sorted(AREAS)), min_size=2, max_size=6))
    places = draw(st.permutations(PLACES))
    units = sorted((AREAS[kind], f"{place} {kind}") for kind, place in zip(kinds, places, strict=False))
    first, count = draw(st.integers(2012 * 12, 2019 * 12)), draw(st.integers(2, 18))
    months = [date(month // 12, month % 12 + 1, 1) for month in range(first, first + count)]
    cells = []
    for area, unit in units:
        for month in months:
            possible = draw(st.integers(1500, 20000)) / 10
            # Above one per cent: a whole table under it reads as fractions, which is asked about elsewhere.
            lost = draw(st.integers(int(possible * 0.2), int(possible * 3))) / 10
            cells.append(Cell(unit, area, month, lost, possible))
    return cells


def rows_of(read: Understood) -> dict[tuple[str, date], dict[str, float]]:
    """The totals that came back, by unit and month."""
    assert read.rows is not None
    rows = read.rows
    found = {}
    for at in range(len(rows.unit)):
        if rows.words[rows.part[at]] != "total":
            continue
        year, month = divmod(int(rows.period[at]) // 8, 12)
        assert rows.period[at] % 8 == 0, "a month came back as something longer"
        key = read.names.list[rows.unit[at]], date(year, month + 1, 1)
        assert key not in found, "one unit has a month twice"
        found[key] = {name: float(values[at]) for name, values in rows.value.items()}
    return found


@pytest.mark.parametrize("layout", LAYOUTS)
@given(cells=tables(), style=st.integers(0, 5), before=st.integers(0, 4))
@settings(max_examples=8, deadline=None, derandomize=True)
def test_a_table_comes_back_the_same(layout: str, cells: list[Cell], style: int, before: int) -> None:
    write, measures = LAYOUTS[layout]

    read = understand(workbook(write(cells, style), before), "Fravær.xlsx", {}, lambda stage, fraction: None)

    assert read.outcome() in (Outcome.ACCEPT, Outcome.ACCEPT_WITH_WARNINGS), [
        found.code for found in read.findings.found
    ]
    found = rows_of(read)
    assert set(found) == {(cell.unit, cell.month) for cell in cells}
    for cell in cells:
        expected = {"lost_days": cell.lost, "possible_days": cell.possible, "rate_pct": cell.rate}
        for measure in measures:
            assert found[cell.unit, cell.month][measure] == pytest.approx(expected[measure], abs=1e-9), measure
