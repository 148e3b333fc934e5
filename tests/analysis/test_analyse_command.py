import json

import pytest

from naervaer.cli import main
from tests.analysis.simulator import SCENARIOS, frame, panel


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "panel.csv"
    frame(panel(SCENARIOS["L"], 2)[0]).to_csv(path, index=False)
    return path


def test_verdict_in_words_and_every_figure_as_json(table, capsys):
    assert main(["analyse", str(table), "--json", "--language", "en"]) == 0
    out, err = capsys.readouterr()
    found = json.loads(out)
    assert found["verdict"] == "clear_fall"
    assert err.splitlines() == ["Clear fall"]
    assert found["expected"]["n_units"] == 15


def test_without_json_only_words(table, capsys):
    assert main(["analyse", str(table)]) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("Klar nedgang")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "no table"),
        ("enhet;måned\nLia;2015-01-01\n", "lacks the columns unit, period, lost and possible"),
        ("unit,period,lost\nLia,2015-01-01,3\n", "lacks the columns possible"),
        ("\x00\x01", "lacks the columns"),
        ("unit,period,lost,lost,possible\nLia,2015-01-01,3,4,50\n", "column lost more than once"),
        ("unit,period,lost,possible\nLia,2015-01-01,3,50,7,8\n", "more cells than the heading"),
    ],
)
def test_what_is_no_panel_is_refused_with_a_sentence(tmp_path, capsys, content, sentence):
    path = tmp_path / "noe.csv"
    path.write_text(content, encoding="utf-8")
    assert main(["analyse", str(path), "--json", "--language", "en"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("noe.csv: ")
    assert sentence in err


def test_nothing_usable_is_said_and_not_done(tmp_path, capsys):
    path = tmp_path / "noe.csv"
    path.write_text("unit,period,lost,possible,start\nLia,2015-01-01,90,50,\n", encoding="utf-8")
    assert main(["analyse", str(path), "--json", "--language", "en"]) == 1
    out, err = capsys.readouterr()
    assert json.loads(out)["verdict"] == "no_figures"
    assert "1 row has more days lost than possible" in err


def test_a_file_that_is_not_there_is_wrong_usage(tmp_path, capsys):
    assert main(["analyse", str(tmp_path / "borte.csv")]) == 2
    assert "borte.csv" in capsys.readouterr().err


def test_latin_letters_that_are_no_utf8_are_refused(tmp_path, capsys):
    path = tmp_path / "gammel.csv"
    path.write_bytes("unit,period,lost,possible\nLærken,2015-01-01,3,50\n".encode("latin-1"))
    assert main(["analyse", str(path)]) == 1
    assert capsys.readouterr().err.startswith("gammel.csv: ")
