import dataclasses
import json
import subprocess
import sys

import pytest

from naervaer import cli, ingest, store
from naervaer.model import Finding, Outcome, Severity
from tests.store.build import imported


ROWS = "unit  period_start  lost_days\n Lia  2015-01-01  5.0\n Lia  2015-02-01  6.0"
PROBLEM = Finding("EMPTY", Severity.REFUSES)


@pytest.fixture
def file(tmp_path):
    """Any file; what is understood of it is given by `understood`."""
    path = tmp_path / "fravær.xlsx"
    path.write_bytes(b"any")
    return str(path)


@pytest.fixture
def understood(monkeypatch):
    """Let ingest understand every file as told, and note with which answers it was asked."""
    asked = []

    def understand(outcome, findings=(), answered=()):
        what = dataclasses.replace(imported(ROWS), outcome=outcome, findings=findings, answered=answered)

        def read(content, filename, *, answers=None):
            asked.append(answers)
            return what

        monkeypatch.setattr(ingest, "read", read)
        return asked

    return understand


def imports(file, *options):
    return cli.main(["import", file, "--municipality", "fjordvik", "--language", "en", *options])


def test_what_was_understood_is_counted_and_said_not_to_be_stored(file, understood, capsys):
    understood(Outcome.ACCEPT)
    assert cli.main(["read", file, "--language", "en"]) == cli.DONE
    assert "2 rows in a.xlsx are understood (units: 1). Nothing is stored." in capsys.readouterr().err


def uploads():
    return store.read("uploads", municipality="fjordvik")


def test_import_stores_what_was_understood_and_says_so(file, understood, capsys):
    understood(Outcome.ACCEPT)
    assert imports(file) == cli.DONE
    assert uploads()["n_rows"].tolist() == [2]
    shown = capsys.readouterr()
    assert shown.err == "2 rows of a.xlsx have been stored.\n"
    assert shown.out == ""


def test_import_of_the_same_file_says_that_nothing_changed(file, understood, capsys):
    understood(Outcome.ACCEPT)
    imports(file)
    assert imports(file) == cli.DONE
    assert capsys.readouterr().err.endswith("a.xlsx was stored already. Nothing has been changed.\n")
    assert len(uploads()) == 1


@pytest.mark.parametrize("outcome", [Outcome.REFUSE, Outcome.ASK, Outcome.ACCEPT_ROWS_AND_REPORT])
def test_import_stores_nothing_of_what_was_refused_or_asks(file, understood, outcome, capsys):
    understood(outcome, (PROBLEM,))
    assert imports(file, "--json") == cli.NOT_DONE
    assert uploads().empty
    shown = capsys.readouterr()
    assert "a.xlsx has not been stored" in shown.err
    answer = json.loads(shown.out)
    assert answer["outcome"] == outcome
    assert answer["findings"][0]["code"] == "EMPTY"
    assert "upload_id" not in answer


def test_import_stores_the_good_rows_when_asked_to(file, understood):
    understood(Outcome.ACCEPT_ROWS_AND_REPORT, (PROBLEM,))
    assert imports(file, "--keep-good-rows") == cli.DONE
    assert len(uploads()) == 1


def test_import_tells_the_upload_as_json(file, understood, capsys):
    understood(Outcome.ACCEPT)
    imports(file, "--json")
    answer = json.loads(capsys.readouterr().out)
    assert answer["upload_id"] == uploads()["upload_id"][0]
    assert answer["is_new"] is True


def question(name, *options, **values):
    about = {"question": name, "options": list(options), "labels": {}, **values}
    return Finding("DASH_MEANING", Severity.ASKS, "Ark1", "C4", about)


def test_answers_are_passed_on(file, understood):
    asked = understood(Outcome.ACCEPT, (), (question("DASH_MEANING:Ark1", "zero", "nothing", answer="zero"),))
    assert imports(file, "--answer", "DASH_MEANING:Ark1=zero") == cli.DONE
    assert asked == [{"DASH_MEANING:Ark1": "zero"}]


@pytest.mark.parametrize("command", ["read", "import"])
def test_an_answer_to_nothing_that_is_asked_is_wrong_usage(file, understood, command, capsys):
    understood(Outcome.ASK, (question("DASH_MEANING:Ark1", "zero", "nothing"),))
    where = ["--municipality", "fjordvik"] if command == "import" else []
    unknown = [command, file, *where, "--language", "en", "--answer", "DASH=zero"]
    assert cli.main(unknown) == cli.WRONG_USAGE
    assert "does not ask “DASH”" in capsys.readouterr().err
    assert cli.main([*unknown[:-1], "DASH_MEANING:Ark1=perhaps"]) == cli.WRONG_USAGE
    assert "The answers are zero and nothing." in capsys.readouterr().err
    assert uploads().empty


def test_a_question_is_told_with_how_to_answer_it(file, understood, capsys):
    understood(Outcome.ASK, (question("DASH_MEANING:Ark1", "zero", "nothing"),))
    assert imports(file) == cli.NOT_DONE
    assert '--answer "DASH_MEANING:Ark1=zero"  The dash means 0' in capsys.readouterr().err


def test_an_empty_municipality_is_wrong_usage(file, understood):
    understood(Outcome.ACCEPT)
    with pytest.raises(SystemExit) as left:
        cli.main(["import", file, "--municipality", " "])
    assert left.value.code == cli.WRONG_USAGE


DASHES = "Enhet;Periode;Tapte dagsverk;Mulige dagsverk\nLia;januar {year};-;200,0\nMoen;januar {year};9,5;180,0\n"


def brought(tmp_path, year, *options):
    path = tmp_path / f"fravær {year}.csv"
    path.write_text(DASHES.format(year=year), encoding="utf-8")
    return imports(str(path), *options)


def test_an_answer_and_a_definition_hold_for_the_next_file_of_the_layout(tmp_path, capsys):
    assert brought(tmp_path, 2018) == cli.NOT_DONE
    answers = "--answer", "DASH_MEANING:fravær 2018=zero", "--certified", "doctor", "--holiday", "no"
    assert brought(tmp_path, 2018, *answers) == cli.DONE
    assert brought(tmp_path, 2019) == cli.DONE
    assert "One answer from the last file of the same layout is used." in capsys.readouterr().err
    found = store.read("definitions", municipality="fjordvik", granularity="month", part="total")
    assert found[["certified", "holiday_in_possible_days", "n_rows"]].values.tolist() == [["doctor", False, 4]]


def test_a_name_near_to_a_known_unit_is_asked_about(tmp_path):
    def brought(name, year):
        path = tmp_path / f"fravær {year}.csv"
        path.write_text(DASHES.format(year=year).replace("Lia", name).replace("-;", "4,0;"), encoding="utf-8")
        return str(path)

    assert imports(brought("Liaheimen", 2022)) == cli.DONE
    near = brought("Liaheimem", 2023)
    assert imports(near) == cli.NOT_DONE
    assert imports(near, "--answer", "NEAR_NAME:Liaheimem=same") == cli.DONE
    assert len(store.read("units", municipality="fjordvik")) == 2


def test_what_the_store_refuses_is_a_sentence(file, understood, monkeypatch, capsys):
    understood(Outcome.ACCEPT)

    def busy(*args, **kwargs):
        raise store.StoreBusyError

    monkeypatch.setattr(store, "save_upload", busy)
    assert imports(file) == cli.NOT_DONE
    assert "the app is running" in capsys.readouterr().err


def test_a_file_that_is_not_there_is_wrong_usage(capsys):
    assert imports("nowhere.xlsx") == cli.WRONG_USAGE
    assert "nowhere.xlsx" in capsys.readouterr().err


def test_demo_fills_the_store_once(capsys):
    assert cli.main(["demo"]) == cli.DONE
    municipalities = store.read("municipalities")
    assert municipalities["made_up"].all()
    for municipality in municipalities["municipality"]:
        assert not store.read("units", municipality=municipality).empty
        assert not store.read("participations", municipality=municipality).empty
    version = store.version()
    capsys.readouterr()
    assert cli.main(["demo"]) == cli.DONE
    assert capsys.readouterr().err == ""
    assert store.version() == version + len(municipalities)


def test_demo_sets_the_targets_of_its_municipalities_once():
    cli.main(["demo"])
    targets = store.read("targets", municipality="fjordvik")
    assert targets["percent"].dropna().tolist() == [8.5]
    cli.main(["demo"])
    assert len(store.read("target_changes", municipality="fjordvik")) == len(targets) == 2


def test_demo_does_not_bring_back_what_a_person_undid():
    cli.main(["demo"])
    municipality = store.read("municipalities")["municipality"][0]
    for upload_id in store.read("uploads", municipality=municipality)["upload_id"]:
        store.undo_upload(int(upload_id), municipality=municipality, who="Kari")
    cli.main(["demo"])
    assert store.read("units", municipality=municipality).empty


def test_backup_and_restore_bring_a_store_back(file, understood, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("NAERVAER_STORE", str(tmp_path / "store.duckdb"))
    understood(Outcome.ACCEPT)
    imports(file)
    copy = str(tmp_path / "kopi.duckdb")
    assert cli.main(["backup", copy]) == cli.DONE
    store.undo_upload(1, municipality="fjordvik", who="Kari")
    assert cli.main(["restore", copy, "--language", "en"]) == cli.DONE
    assert "store.before_restore.duckdb" in capsys.readouterr().err
    assert uploads()["undone_at"].isna().all()


def test_restore_refuses_what_is_no_copy(file, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("NAERVAER_STORE", str(tmp_path / "store.duckdb"))
    assert cli.main(["restore", file, "--language", "en"]) == cli.NOT_DONE
    assert "is not a Nærvær store" in capsys.readouterr().err


def test_backup_of_a_store_that_is_not_there_is_refused(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("NAERVAER_STORE", str(tmp_path / "store.duckdb"))
    assert cli.main(["backup", str(tmp_path / "kopi.duckdb"), "--language", "en"]) == cli.NOT_DONE
    assert "There is no store at" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_wrong_usage_has_its_own_exit_code():
    ended = subprocess.run([sys.executable, "-m", "naervaer", "import"], capture_output=True, text=True, check=False)
    assert ended.returncode == cli.WRONG_USAGE
    assert "usage: naervaer import" in ended.stderr
