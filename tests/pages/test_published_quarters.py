"""Quarters that Statistics Norway has published, as the pages show them: the same figures, and their own months."""

from naervaer import store
from tests.pages.municipality import SOLVIK
from tests.pages.visiting import said, tables, visit
from tests.store.build import imported


# Self- and doctor-certified sick leave, all industries, percent: Statistics Norway, table 2011-12-20-03.
PUBLISHED = {
    (2010, 4): (7.0, 1.1, 6.0),
    (2011, 1): (7.3, 1.2, 6.1),
    (2011, 2): (6.5, 0.8, 5.7),
    (2011, 3): (6.6, 0.8, 5.8),
}


def saved(days=""):
    """A column of days makes the quarters' percentages sums; without one there are percentages only."""
    heading = f"unit  period_start  granularity  part  rate_pct{days and '  lost_days  possible_days'}"
    lines = [
        f"Alle næringer  {year}-{3 * quarter - 2:02}-01  quarter  {part}  {rate}"
        + (f"  {10 * rate:.1f}  1000" if days else "")
        for (year, quarter), rates in PUBLISHED.items()
        for part, rate in zip(("total", "self", "doctor"), rates, strict=True)
    ]
    store.save_upload(imported("\n".join([heading, *lines])), municipality=SOLVIK, who="Kari")


def test_quarters_are_said_with_their_own_months_and_their_published_figures():
    saved("days")
    here = visit("trend")
    assert "De siste 12 månedene (oktober 2010–september 2011) var sykefraværet 6,8\u00a0%." in said(here)
    assert "gjennomsnitt" not in said(here)
    rows = {row["Periode"]: row["Sykefravær i prosent"] for row in tables(here)["Sykefravær per periode, nyeste først"]}
    assert rows == {
        f"{quarter}. kvartal {year}": f"{total:.1f}\u00a0%".replace(".", ",")
        for (year, quarter), (total, *_) in PUBLISHED.items()
    }


def test_a_year_that_is_a_mean_of_percentages_says_so():
    saved()
    assert "Derfor er nivået over 12 måneder et gjennomsnitt av periodenes prosenter." in said(visit("trend"))
    assert "Derfor er nivået over 12 måneder et gjennomsnitt av periodenes prosenter." in said(visit())


def test_self_and_doctor_certified_make_up_the_whole():
    saved("days")
    here = visit("trend")
    view = next(one for one in here.get("button_group") if one.key == "view")
    view.set_value("parts_self_doctor").run()
    newest = tables(here)["Deler av sykefraværet siste 12 måneder, ved slutten av hver periode"][0]
    assert (newest["egenmeldt"], newest["legemeldt"]) == ("1,0\u00a0%", "5,9\u00a0%")
