"""What each question counts and what it leaves out, on rows that can be read."""

from datetime import date

from naervaer import store


UNITS = """
    unit_id  name                 service_area_id
    1        Solbakken barnehage  10
    2        Lia sykehjem         20
    3        Aldri nevnt          -
"""
AREAS = """
    service_area_id  name
    10               Barnehage
    20               Helse
"""
UPLOADS = """
    upload_id  undone_at
    1          -
    2          2026-11-21
"""


def listed(frame, *columns):
    return [tuple(row) for row in frame[list(columns)].itertuples(index=False)]


def test_panel_has_only_the_rows_that_count_of_one_length_and_part(given):
    given(
        unit=UNITS,
        service_area=AREAS,
        observation="""
            municipality  unit_id  period_start  granularity  part   lost_days  is_current
            fjordvik      2        2015-02-01    month        total  4.0        yes
            fjordvik      1        2015-01-01    month        total  5.0        yes
            fjordvik      1        2015-01-01    month        total  99.0       no
            fjordvik      1        2015-01-01    month        short  99.0       yes
            fjordvik      1        2015-01-01    quarter      total  99.0       yes
            nabokommune   1        2015-01-01    month        total  99.0       yes
        """,
    )
    panel = store.read("panel", municipality="fjordvik", granularity="month", part="total")
    assert listed(panel, "unit", "area", "lost_days") == [
        ("Lia sykehjem", "Helse", 4.0),
        ("Solbakken barnehage", "Barnehage", 5.0),
    ]


def test_panel_leaves_a_missing_number_missing(given):
    given(unit=UNITS, observation="unit_id  period_start  lost_days\n 1  2015-01-01  -")
    panel = store.read("panel", municipality="fjordvik", granularity="month", part="total")
    assert panel["lost_days"].isna().all()
    assert panel["area"].isna().all()


def test_units_are_those_with_numbers_that_count_or_a_part_in_something(given):
    given(
        unit=UNITS,
        service_area=AREAS,
        initiative="initiative_id  name\n 1  Refleksjonsgrupper",
        participation="initiative_id  unit_id  start_date\n 1  2  2015-08-01",
        observation="""
            unit_id  period_start  part   employees  is_current
            1        2015-01-01    total  20         yes
            1        2015-03-01    total  22         yes
            1        2015-02-01    total  99         yes
            1        2015-03-01    short  99         yes
            3        2015-01-01    total  99         no
        """,
    )
    units = store.read("units", municipality="fjordvik")
    assert listed(units, "unit", "area") == [("Solbakken barnehage", "Barnehage"), ("Lia sykehjem", "Helse")]
    assert units["employees"][0] == 22
    assert units["last_period"][0].date() == date(2015, 3, 1)


def test_granularities_begin_with_the_one_there_is_most_of(given):
    given(
        observation="""
            unit_id  period_start  granularity  part
            1        2015-01-01    year         total
            1        2015-01-01    month        total
            1        2015-02-01    month        total
        """,
    )
    found = store.read("granularities", municipality="fjordvik")
    assert listed(found, "granularity", "n_rows") == [("month", 2), ("year", 1)]


def test_the_newest_statement_about_a_unit_counts(given):
    given(
        unit=UNITS,
        upload=UPLOADS,
        initiative="initiative_id  name\n 1  Refleksjonsgrupper",
        participation="""
            initiative_id  unit_id  start_date  upload_id  stated_in
            1              1        2015-08-01  1          1
            1              1        2015-09-01  -          2
            1              1        2015-10-01  2          3
        """,
    )
    found = store.read("participations", municipality="fjordvik")
    assert [day.date() for day in found["start_date"]] == [date(2015, 9, 1)]


def test_a_statement_without_a_start_takes_the_unit_out(given):
    given(
        unit=UNITS,
        initiative="initiative_id  name\n 1  Refleksjonsgrupper",
        participation="""
            initiative_id  unit_id  start_date  stated_in
            1              1        2015-08-01  1
            1              2        2015-08-01  1
            1              1        -           2
        """,
    )
    assert listed(store.read("participations", municipality="fjordvik"), "unit") == [("Lia sykehjem",)]
    assert listed(store.read("initiatives", municipality="fjordvik"), "initiative", "n_units") == [
        ("Refleksjonsgrupper", 1)
    ]


def test_a_unit_may_take_part_twice_in_one_initiative(given):
    given(
        unit=UNITS,
        initiative="initiative_id  name\n 1  Refleksjonsgrupper",
        participation="""
            initiative_id  unit_id  start_date  end_date
            1              1        2015-08-01  2015-12-31
            1              1        2016-08-01  -
        """,
    )
    assert len(store.read("participations", municipality="fjordvik")) == 2
    assert listed(store.read("initiatives", municipality="fjordvik"), "n_units") == [(1,)]


def test_history_tells_file_sheet_and_cell(given):
    given(
        unit=UNITS,
        upload="upload_id  filename\n 1  fravær 2015.xlsx",
        observation="""
            unit_id  period_start  lost_days  sheet   lost_days_at
            1        2015-01-01    5.0        Januar  16388
        """,
    )
    history = store.read(
        "sources", municipality="fjordvik", granularity="month", part="total", unit_id=1, period_start=None
    )
    assert listed(history, "filename", "sheet", "lost_days_at") == [("fravær 2015.xlsx", "Januar", 16388)]


def test_versions_of_a_number_are_all_there_also_the_undone(given):
    given(
        unit=UNITS,
        upload=UPLOADS,
        observation="""
            unit_id  period_start  lost_days  upload_id  is_current
            1        2015-01-01    5.0        1          yes
            1        2015-01-01    6.0        2          no
            1        2015-02-01    99.0       2          no
        """,
    )
    versions = store.read(
        "number_versions",
        municipality="fjordvik",
        unit_id=1,
        granularity="month",
        part="total",
        period_start=date(2015, 1, 1),
    )
    assert listed(versions, "upload_id", "lost_days", "is_current") == [(2, 6.0, False), (1, 5.0, True)]
    assert versions["undone_at"].notna().tolist() == [True, False]


def test_a_unit_is_told_with_all_its_spellings(given):
    given(
        unit=UNITS,
        unit_spelling="unit_id  spelling\n 1  Solbakken barnehage\n 1  SOLBAKKEN BARNEHAGE\n 2  Lia",
    )
    unit = store.read("unit", municipality="fjordvik", unit_id=1)
    assert list(unit["spellings"][0]) == ["SOLBAKKEN BARNEHAGE", "Solbakken barnehage"]
    assert store.read("unit", municipality="nabokommune", unit_id=1).empty


def test_municipalities_come_by_name(given):
    given(municipality="municipality  name  made_up\n a  Åsbygd  no\n b  Fjordvik  yes")
    assert listed(store.read("municipalities"), "name", "made_up") == [("Fjordvik", True), ("Åsbygd", False)]
