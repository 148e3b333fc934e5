"""Text tables as they are published: lines of comment above, and every cell still in its own place."""

from naervaer.ingest import read


PUBLISHED = """\
# Kilde: årsrapport; tall per 27.04.2021, samlet av arkivet
# Merknad: to tall, skilt med semikolon; her er ett: 8,3

Enhet;2014;2015
Lyngheia barnehage;9,1;8,4
Vestbygda skole;6,0;7,2
"""


def test_lines_of_comment_above_the_table_are_no_part_of_it():
    imported = read(PUBLISHED.encode(), "sykefravær i prosent.csv")
    assert sorted(imported.rows["rate_pct"]) == [6.0, 7.2, 8.4, 9.1]
    assert set(imported.rows["period_start"].dt.year) == {2014, 2015}


def test_a_cell_below_them_keeps_its_place():
    imported = read(PUBLISHED.encode(), "sykefravær i prosent.csv")
    assert imported.rows["rate_pct_at"].min() // 16_384 == 4


def test_an_identity_number_in_a_comment_is_a_person_too():
    content = PUBLISHED.replace("årsrapport;", "årsrapport for 03416010012;")
    assert read(content.encode(), "sykefravær.csv").outcome == "refuse"
