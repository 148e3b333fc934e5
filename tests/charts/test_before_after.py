"""Before and after: the sums first, then the units from most lowered to most risen; the table holds what is drawn."""

import pytest

from naervaer.charts.before_after import before_after
from naervaer.model import Language
from tests.charts import exhibits


def test_the_sums_come_first_and_the_units_by_their_change():
    names = [row["name"] for row in exhibits.values(exhibits.before_after(Language.NB))]
    assert names == [
        "Barnehage, samlet (3)",
        "Resten av kommunen (12)",
        "Lia barnehage",
        "Bekken barnehage",
        "=Myra «barnehage»",
    ]


def test_the_table_holds_what_is_drawn():
    chart = exhibits.before_after(Language.NB)
    drawn = [(row["name"], row["before_pct"], row["after_pct"]) for row in exhibits.values(chart)]
    assert [(name, round(before, 4), round(after, 4)) for name, before, after, *_ in chart.table.rows] == drawn


def test_the_table_holds_numbers_and_not_what_they_are_rounded_to():
    (lia,) = (row for row in exhibits.before_after(Language.NB).table.rows if row[0] == "Lia barnehage")
    assert lia[1:4] == pytest.approx((12.34567, 9.87654, -2.46913), abs=1e-12)


def test_the_table_has_a_value_for_each_heading():
    table = exhibits.before_after(Language.NB).table
    assert {len(row) for row in table.rows} == {len(table.columns)}


def test_a_unit_that_did_not_change_is_neither_lower_nor_higher():
    assert exhibits.before_after(Language.EN).alt.startswith("3 units before and after the start: 1 lower, 1 higher.")


def test_what_is_written_at_a_point_is_in_the_readers_language():
    texts = {language: exhibits.values(exhibits.before_after(language))[2] for language in Language}
    assert texts[Language.NB]["before_text"] == texts[Language.DA]["before_text"] == "12,3\u00a0%"
    assert texts[Language.EN]["before_text"] == "12.3%"
    assert texts[Language.EN]["change_text"] == "\u22122.5 percentage points"


def test_a_name_with_quotation_marks_stays_a_name():
    """Names are put into Vega expressions; one must not end the expression it stands in."""
    rows = exhibits.rows().replace({"Barnehage, samlet (3)": "Omsorg \"vest\" \\ '3'"})
    chart = before_after(rows, Language.NB)
    assert chart.table.rows[0][0] == exhibits.values(chart)[0]["name"] == "Omsorg \"vest\" \\ '3'"
    (test,) = {
        text for text in exhibits.everything(chart.spec) if isinstance(text, str) and text.startswith("indexof(")
    }
    assert r'"Omsorg \"vest\" \\ ' in test


def test_one_unit_alone_can_be_drawn():
    only = exhibits.rows().query("name == 'Lia barnehage'")
    chart = before_after(only, Language.NB)
    assert len(exhibits.values(chart)) == len(chart.table.rows) == 1
    assert chart.alt == "Én enhet før og etter oppstart: 1 lavere, 0 høyere."


def test_where_the_months_are_not_the_same_no_heading_says_they_are():
    alike, unlike = (before_after(exhibits.rows(), Language.NB, like_for_like=like) for like in (True, False))
    for chart, said in ((alike, True), (unlike, False)):
        table = chart.table
        assert table.caption.endswith("samme måneder på begge sider") is said
        assert table.columns[-1].heading.endswith("mot de samme året før") is said
        assert ("mot de samme året før" in str(chart.spec)) is said
