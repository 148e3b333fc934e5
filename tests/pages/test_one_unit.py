"""One unit with two years of figures and one initiative: the smallest municipality that has an answer."""

import pytest

from naervaer.model import Language
from tests.pages.municipality import SOLVIK, save, unit
from tests.pages.visiting import PAGES, drawn, markup, pictures, said, sent, speak, tables, visit


LIA = unit("Lia barnehage", "Barnehage", 10.0, after=7.5, since="2025-01")


@pytest.fixture(autouse=True)
def one_unit():
    save(LIA, starts=[("Lia barnehage", "Refleksjonsgrupper", "2025-01-01")])


@pytest.mark.parametrize("page", PAGES)
def test_every_page_can_be_seen_in_every_language(page):
    here = visit(page)
    assert not here.exception and not here.error
    for language in (Language.DA, Language.EN):
        speak(here, language)
        assert not here.exception and not here.error


def test_before_and_after_says_from_what_to_what():
    assert "Enheten som deltar gikk fra 10,0\u00a0% til 7,5\u00a0% (\u22122,5 prosentpoeng)." in said(
        visit("before_after")
    )


def test_before_and_after_says_which_months_were_compared():
    assert "Én enhet startet i januar 2025: 2025 er sammenliknet med 2024." in said(visit("before_after"))


def test_the_chart_and_the_table_say_the_same():
    here = visit("before_after")
    (lia,) = (row for row in drawn(here) if row["name"] == "Lia barnehage")
    assert (lia["before_pct"], lia["after_pct"]) == (10, 7.5)
    (table,) = tables(here).values()
    (row,) = (row for row in table if row["Enhet"] == "Lia barnehage")
    assert (row["Før"], row["Etter"], row["Endring (prosentpoeng)"]) == ("10,0\u00a0%", "7,5\u00a0%", "\u22122,5")


def test_every_chart_says_its_point_in_words():
    for page in ("before_after", "trend"):
        (chart,) = pictures(visit(page))
        assert chart.alt.endswith(".") and len(chart.alt) > 40


def test_the_overview_says_the_level_and_the_change():
    assert (
        "De siste 12 månedene (2025) var sykefraværet 7,5\u00a0%, 2,5 prosentpoeng lavere enn de 12 månedene før."
        in said(visit("overview"))
    )


def test_the_overview_links_to_the_initiatives_own_answer():
    here = visit("overview")
    assert "Refleksjonsgrupper" in said(here)
    assert any("initiative=Refleksjonsgrupper" in link.proto.query_string for link in here.get("page_link"))


def test_the_trend_marks_the_start():
    (chart,) = pictures(visit("trend"))
    assert "Refleksjonsgrupper" in chart.svg
    marks = chart.spec["layer"][-1]["data"]["values"]
    assert [(mark["initiative"], mark["day"][:7]) for mark in marks] == [("Refleksjonsgrupper", "2025-01")]


def test_the_years_can_be_laid_over_each_other():
    here = visit("trend")
    here.button_group(key="view").set_value("years").run()
    assert {row["year"] for row in drawn(here)} == {"2024", "2025"}


def test_a_name_from_a_file_is_never_run():
    """Names come from people's spreadsheets; one that is markup stays a name on every page."""
    evil = "<img src=x onerror=alert(1)>"
    save(unit(evil, "<b>Fet</b>", 8.0), starts=[(evil, "<i>**Tiltak**", "2025-01-01")], fingerprint="b")
    for page in PAGES:
        here = visit(page)
        assert not here.exception
        bodies = [markup(element) for element in here.get("html")]
        assert not [body for body in bodies if "<img src=x" in body or "<b>" in body or "<i>" in body]
        assert not [
            text.value for text in here.markdown if "<img" in text.value.replace("\\<", "") or " **Tiltak" in text.value
        ]


def test_another_municipality_has_its_own_figures():
    save(unit("Vik skole", "Skole", 4.0), fingerprint="c", key="vik", name="Vik")
    here = visit("overview")
    here.sidebar.selectbox(key="municipality").select("vik").run()
    assert "4,0\u00a0%" in said(here)
    assert "Lia" not in sent(here) and "7,5" not in sent(here)
    here.sidebar.selectbox(key="municipality").select(SOLVIK).run()
    assert "7,5\u00a0%" in said(here)


def test_an_upload_can_be_undone_and_had_back():
    here = visit("upload")
    here.button(key="history.1").click().run()
    assert "angret" in said(here)
    assert "Her er det ingen tall ennå" in said(visit("overview"))
    here.button(key="history.1").click().run()
    assert "7,5\u00a0%" in said(visit("overview"))
