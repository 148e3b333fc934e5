"""What the numbers are is asked once a source and kept; numbers of another definition are said to be left out."""

import pytest

from naervaer import store
from tests.pages.test_correcting import figures, named, saved, upload, workbook
from tests.pages.visiting import go, said, visit


def group(here, words):
    (found,) = (one for one in here.get("button_group") if words in one.proto.label)
    return found


def choose(here, certified):
    group(here, "Hvilket fravær").set_value(certified).run()
    return here


def again(year, name="neste.xlsx"):
    here = upload(visit("upload"), workbook(figures(year)), name)
    here.selectbox(key="upload.destination").select("solvik").run()
    return here


@pytest.fixture
def defined():
    return saved(choose(named(upload(visit("upload"), workbook(figures(2024)))), "both"))


def definitions():
    found = store.read("definitions", municipality="solvik", granularity="month", part="total")
    return set(found["certified"])


def test_what_was_said_is_kept_with_the_upload_and_offered_for_the_next(defined):
    assert definitions() == {"both"}
    here = again(2025)
    assert "Som i forrige fil fra samme kilde" in said(here)
    assert group(here, "Hvilket fravær").value == "both"
    saved(here)
    assert definitions() == {"both"}


def test_nobody_has_to_know():
    here = saved(named(upload(visit("upload"), workbook(figures(2024)))))
    assert definitions() == {None}
    assert "holdt utenfor" not in said(go(here, "trend"))


def test_the_border_is_asked_for_only_where_there_are_short_and_long(defined):
    here = again(2025)
    assert not [one for one in here.get("button_group") if "siste dag" in one.proto.label]
    rows = [[*row, "Tapte dagsverk, korttid" if at == 0 else 2] for at, row in enumerate(figures(2025))]
    parted = upload(visit("upload"), workbook(rows), "delt.xlsx")
    assert group(parted, "siste dag")


def test_another_definition_is_said_before_it_is_stored_and_left_out_afterwards(defined):
    saved(again(2025))
    here = choose(again(2026), "doctor")
    assert "Tallene i kommunen er noe annet: «Egenmeldt og legemeldt», og disse er «Bare legemeldt»" in said(here)
    saved(here)
    for page in ("trend", "overview"):
        assert "6 tall fra januar–mars 2026 er holdt utenfor, for de er «Bare legemeldt»" in said(visit(page))


def test_what_a_file_is_can_be_said_anew_and_who_said_it_is_kept(defined):
    here = go(defined, "upload").checkbox(key="definition.open.1").check().run()
    (choice,) = [one for one in here.get("button_group") if "Hvilket fravær" in one.proto.label]
    assert choice.value == "both"
    choice.set_value("doctor").run()
    here.button(key="definition.save").click().run()
    assert definitions() == {"doctor"}
    assert "Endret " in said(here)


def test_figures_nobody_has_said_what_are_stand_with_the_rest_and_it_is_said(defined):
    rows = [["Kode", *row] if at == 0 else [at, *row] for at, row in enumerate(figures(2026))]
    here = upload(visit("upload"), workbook(rows), "ukjent.xlsx")
    here.selectbox(key="upload.destination").select("solvik").run()
    saved(here)
    assert "det ikke sagt hva er. De vises sammen med resten, som er «Egenmeldt og legemeldt»" in said(visit("trend"))
