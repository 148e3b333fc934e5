from datetime import date

import pytest

from naervaer.ingest import pasted
from naervaer.ingest.line_table import read_line_table
from naervaer.model import Granularity


Q, Y = Granularity.QUARTER, Granularity.YEAR

# As they were published: KS, «Sykefraværet i kommunesektoren første halvår 2021», tabell 1 (kilde SSB); «Økende
# sykefravær i 2023», tabell 1; Gausdal kommune, AMU-sak 15/734.
QUARTERS = """;2019 K1;2019 K2;2019 K3
Alle sektorer;5,5;4,9;4,3
Kommuner;7,8;6,9;5,6"""
YEARS = """;2020;2021;2022;2023
Sykefravær alle sektorer;;;;
Egen- og legemeldt;6,1;6,2;6,8;6,7
Kommuner;7,2;7,6;7,7;7,7"""
ATTENDANCE = """Samlet nærværsprosent;2014;2013;2012
Gausdal;93,22%;94,02%;94,35%
Landsgjennomsnitt;90,52%;90,60%;90,50%"""


def read(text):
    return read_line_table(pasted(text))


def codes(findings):
    return [(found.code, found.cell) for found in findings]


def test_periods_across_with_a_line_in_each_row():
    lines, findings = read(QUARTERS)
    assert lines["Kommuner"] == [(Q, date(2019, 1, 1), 7.8), (Q, date(2019, 4, 1), 6.9), (Q, date(2019, 7, 1), 5.6)]
    assert (list(lines), findings) == (["Alle sektorer", "Kommuner"], [])


def test_a_heading_without_numbers_is_no_line():
    lines, findings = read(YEARS)
    assert (list(lines), findings) == (["Egen- og legemeldt", "Kommuner"], [])
    assert lines["Kommuner"][-1] == (Y, date(2023, 1, 1), 7.7)


def test_a_second_head_begins_another_part_of_the_table():
    """KS, «Høyt sykefravær i andre kvartal 2024», tabell 1 og 2 (kilde SSB)."""
    lines, findings = read(
        """Legemeldt;2022 K1;2022 K2
        Alle sektorer;6,2;5,2
        Kommuner;8,8;7,6
        Egen- og legemeldt;2022 K1;2022 K2
        Alle sektorer;8,3;6,3"""
    )
    assert list(lines) == ["Alle sektorer", "Kommuner", "Alle sektorer (Egen- og legemeldt)"]
    assert [rate for *_, rate in lines["Alle sektorer (Egen- og legemeldt)"]] == [8.3, 6.3]
    assert findings == []


def test_percent_signs_are_read_and_the_newest_may_stand_first():
    lines, _ = read(ATTENDANCE)
    assert lines["Gausdal"] == [
        (Y, date(2012, 1, 1), 94.35),
        (Y, date(2013, 1, 1), 94.02),
        (Y, date(2014, 1, 1), 93.22),
    ]


def test_periods_down_with_a_line_in_each_column():
    lines, findings = read("Periode\tKommuner\tFylker\n1. kvartal 2019\t7,8\t5,7\n2. kvartal 2019\t6,9\t5,0")
    assert lines["Fylker"] == [(Q, date(2019, 1, 1), 5.7), (Q, date(2019, 4, 1), 5.0)]
    assert (list(lines), findings) == (["Kommuner", "Fylker"], [])


def test_without_headings_the_line_has_no_name():
    lines, _ = read("jan. 2020\t7.5\nfeb. 2020\t7.25")
    assert [rate for *_, rate in lines[""]] == [7.5, 7.25]


def test_titles_above_are_passed_by():
    lines, _ = read("Sykefravær i kommunene;\n;\nKvartal;Prosent\n2019 K1;7,8\n2019 K2;6,9")
    assert [rate for *_, rate in lines["Prosent"]] == [7.8, 6.9]


def test_what_is_hidden_or_missing_is_missing_and_not_nothing():
    lines, findings = read("2019 K1;7,8\n2019 K2;..\n2019 K3;-\n2019 K4;\n2020 K1;8,4")
    assert [start for _, start, _ in lines[""]] == [date(2019, 1, 1), date(2020, 1, 1)]
    assert findings == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2024;7,0\ni fjor;7,1\n2025;7,2", ("LINE_PERIOD", "A2")),
        ("2024;7,0\n2025;høyt", ("LINE_NUMBER", "B2")),
        ("2024;7,0\n2025;700", ("LINE_NUMBER", "B2")),
        ("2024;7,0\n2025;-1,5", ("LINE_NUMBER", "B2")),
    ],
)
def test_what_cannot_be_read_is_told_and_left_out(text, said):
    lines, findings = read(text)
    assert codes(findings) == [said]
    assert all(rate == 7.0 for *_, rate in lines[""][:1])


@pytest.mark.parametrize("text", ["", "bare tull", "2024", "Kommuner;7,8", "2024;høyt"])
def test_without_a_period_and_a_number_there_is_no_line(text):
    lines, findings = read(text)
    assert lines == {}
    assert findings[-1].code == "LINE_WITHOUT_PERIODS"
