"""What is taken along of a chart: its table and its picture, made when they are asked for, each of the right kind."""

import io

import openpyxl
import pytest

from naervaer.charts.table import Column, Kind, Table
from naervaer.i18n import t
from naervaer.model import Language
from pages.components import chart
from tests.charts import exhibits
from tests.pages.municipality import SOLVIK, save, unit
from tests.pages.visiting import visit


NB = Language.NB


@pytest.fixture(autouse=True)
def solvik():
    save(unit("Lia barnehage", "Barnehage", 10.0, after=7.5, since="2025-01"))


def offered(here):
    return [button.proto.label for button in here.get("download_button")]


def test_nothing_is_made_before_it_is_asked_for():
    assert offered(visit("trend")) == []


def test_table_and_picture_are_offered_when_it_is_opened():
    here = visit("trend")
    here.session_state[f"{t(NB, 'trend.filename', name=t(NB, 'pick.whole'))}.taken"] = True
    assert offered(here.run()) == [
        "Last ned som Excel",
        "Last ned som CSV",
        "Last ned bildet som PNG",
        "Last ned bildet som SVG",
    ]


def test_each_is_a_file_of_its_kind_and_a_picture_says_whose_figures_it_shows():
    drawn = exhibits.season(NB)
    made = {kind: content() for kind, content in chart.files(drawn.table, NB, SOLVIK, drawn).items()}
    assert openpyxl.load_workbook(io.BytesIO(made["xlsx"])).active.max_row > 12
    assert drawn.table.columns[0].heading in made["csv"].decode("utf-8-sig")
    assert made["png"].startswith(b"\x89PNG")
    assert drawn.table.caption in made["svg"] and "Kilde: Nærvær, Solvik" in made["svg"]


def test_a_table_without_a_chart_has_no_picture():
    table = Table("Enheter", (Column("Enhet"), Column("Fravær", Kind.PERCENT)), (("Lia", 8.0),))
    assert list(chart.files(table, NB, SOLVIK)) == ["xlsx", "csv"]
