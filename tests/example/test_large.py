"""The large workbook is large, and as awkward as the real ones."""

from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from naervaer.example import large


def test_two_rows_a_month_repeat_the_possible_days(tmp_path: Path) -> None:
    path = tmp_path / "large.xlsx"
    assert large.write_large(path, units=70, months=3) == 70 * 3 * 2
    heading, *rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    assert heading == [
        "Enhet",
        "Tjenesteområde",
        "Periode",
        "Varighet",
        "Tapte dagsverk",
        "Mulige dagsverk",
        "Antall ansatte",
        "Årsverk",
    ]
    assert len({row[0] for row in rows}) == 70
    for short, long in zip(rows[::2], rows[1::2], strict=True):
        assert (short[3], long[3]) == ("Korttid", "Langtid")
        assert short[:3] + short[5:] == long[:3] + long[5:]


def test_what_one_sheet_cannot_hold_goes_on_in_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(large, "ROWS_IN_A_SHEET", 10)
    path = tmp_path / "large.xlsx"
    large.write_large(path, units=4, months=3)
    book = CalamineWorkbook.from_path(str(path))
    assert book.sheet_names == ["Fravær 1", "Fravær 2", "Fravær 3"]
    assert [len(book.get_sheet_by_name(name).to_python()) for name in book.sheet_names] == [11, 11, 5]
