"""`naervaer import` is killed for real at any moment: the store opens, and the file is in it whole or not at all."""

import os
import random
import subprocess
import sys
import time

import pytest
import xlsxwriter

from naervaer import store
from naervaer.store.connection import cursor


# A run by hand asks for more: NAERVAER_KILLS=20 pytest tests/store/test_killed_import.py
ROUNDS = int(os.environ.get("NAERVAER_KILLS", "3"))
UNITS, MONTHS = 100, 36


@pytest.fixture(scope="module")
def workbook(tmp_path_factory):
    """A workbook of 3,600 rows, and 100 units in an initiative."""
    path = tmp_path_factory.mktemp("workbook") / "fravær.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Data")
        sheet.write_row(0, 0, ["Enhet", "Periode", "Tapte dagsverk", "Mulige dagsverk"])
        for n in range(UNITS * MONTHS):
            unit, month = divmod(n, MONTHS)
            period = f"{2014 + month // 12}-{month % 12 + 1:02}"
            sheet.write_row(n + 1, 0, [f"Enhet {unit + 1}", period, 20 + unit % 7, 400])
        taking_part = book.add_worksheet("Tiltak")
        taking_part.write_row(0, 0, ["Enhet", "Tiltak", "Start"])
        for unit in range(UNITS):
            taking_part.write_row(unit + 1, 0, [f"Enhet {unit + 1}", "Refleksjonsgrupper", "2015-08-01"])
    return path


def start(workbook, place):
    command = [sys.executable, "-m", "naervaer", "import", str(workbook), "--municipality", "fjordvik"]
    quiet = subprocess.DEVNULL
    return subprocess.Popen(command, env={**os.environ, "NAERVAER_STORE": str(place)}, stdout=quiet, stderr=quiet)


def wait_for(place, process):
    while not place.exists() and process.poll() is None:
        time.sleep(0.001)


def counted():
    """How many rows each table of the store has that an import fills."""
    tables = ("upload", "observation", "unit", "unit_spelling", "participation", "initiative", "change")
    with cursor() as own:
        return {table: own.execute(f"select count(*) from {table}").fetchall()[0][0] for table in tables}


WHOLE = {
    "upload": 1,
    "observation": UNITS * MONTHS,
    "unit": UNITS,
    "participation": UNITS,
    "initiative": 1,
    "change": 1,
}


def test_a_killed_import_is_in_the_store_whole_or_not_at_all(workbook, tmp_path, monkeypatch):
    chance = random.Random()
    began = time.monotonic()
    whole_run = start(workbook, tmp_path / "whole.duckdb")
    assert whole_run.wait() == 0
    seconds = time.monotonic() - began
    outcomes = []
    for n in range(ROUNDS):
        place = tmp_path / f"{n}.duckdb"
        process = start(workbook, place)
        if n % 2:  # anywhere in the run
            time.sleep(chance.uniform(0, seconds))
        else:  # while the store is written
            wait_for(place, process)
            time.sleep(chance.uniform(0, seconds / 3))
        process.kill()
        process.wait()
        monkeypatch.setenv("NAERVAER_STORE", str(place))
        found = counted()
        assert {table: found[table] for table in WHOLE} in (WHOLE, dict.fromkeys(WHOLE, 0))
        outcomes.append(found["upload"])
        store.close()
    assert start(workbook, place).wait() == 0
    assert {table: n for table, n in counted().items() if table in WHOLE} == WHOLE
    print(f"{outcomes.count(1)} of {ROUNDS} were stored whole, {outcomes.count(0)} not at all")
