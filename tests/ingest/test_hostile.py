"""Files made to hurt: a sentence within seconds, and the next file is read as if nothing had been."""

import io
import time
import zipfile

import pytest

from naervaer import ingest
from naervaer.ingest import reading
from naervaer.model import Outcome


HEAD = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
TAIL = b"</sheetData></worksheet>"
FAR = b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
GOOD = b"Enhet;Periode;Tapte dagsverk;Mulige dagsverk\nLia barnehage;mai 2018;20,0;200,0\n"
# Seconds; a hostile file is told apart long before the limit of the clock.
SOON = 60.0


def package(sheet: bytes, sheets: int = 1, book: str = "") -> bytes:
    """A small .xlsx put together by hand."""
    numbers = range(1, sheets + 1)
    names = "".join(f'<sheet name="S{n}" sheetId="{n}" r:id="r{n}"/>' for n in numbers)
    rels = "".join(f'<Relationship Id="r{n}" Type="{OFFICE}/worksheet" Target="worksheets/s{n}.xml"/>' for n in numbers)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        main = f'<Relationship Id="r" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
        made.writestr("_rels/.rels", f'<Relationships xmlns="{RELATIONSHIPS}">{main}</Relationships>')
        made.writestr("xl/workbook.xml", book or f'<workbook xmlns:r="{OFFICE}"><sheets>{names}</sheets></workbook>')
        made.writestr("xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{RELATIONSHIPS}">{rels}</Relationships>')
        for n in numbers:
            made.writestr(f"xl/worksheets/s{n}.xml", sheet)
    return stream.getvalue()


HOSTILE = {
    "endless extents": package(HEAD + FAR + TAIL),
    "cells beyond the sheet": package(HEAD + b'<row r="99999999"><c r="ZZZ99999999"><v>1</v></c></row>' + TAIL),
    "bomb of cells": package(HEAD + b'<row r="1">' + b'<c r="A1"><v>1</v></c>' * 4_000_000 + b"</row>" + TAIL),
    "bomb of spaces": package(HEAD + TAIL[:-12] + b" " * 100_000_000 + b"</worksheet>"),
    "a thousand sheets": package(HEAD + TAIL, sheets=1000),
    "entities": package(
        HEAD + TAIL, book='<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><workbook>&a;</workbook>'
    ),
    "half a zip": package(HEAD + TAIL)[:300],
    "a picture": b"\x89PNG\r\n\x1a\n\x00\x00\x00",
    "zeros": bytes(5000),
    "nothing": b"",
    "an old envelope": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "one endless line": b";" * 2_000_000 + b"\n1;2\n",
    "tables in tables": b"<table>" * 100_000,
    "a program": b"MZ\x90\x00\x03\x00\x00\x00" + bytes(range(256)) * 10,
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_file_ends_in_a_sentence(content: bytes) -> None:
    begun = time.monotonic()
    imported = ingest.read(content, "Fravær.xlsx")
    assert imported.outcome is Outcome.REFUSE
    assert imported.findings and imported.rows.empty
    assert time.monotonic() - begun < SOON


def test_a_child_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "WALL_SECONDS", 0.01)
    imported = ingest.read(GOOD, "Fravær.csv")
    assert [found.code for found in imported.findings] == ["TOO_LARGE"]


def test_the_next_file_is_read_as_if_nothing_had_been() -> None:
    ingest.read(HOSTILE["bomb of cells"], "Fravær.xlsx")
    assert ingest.read(GOOD, "Fravær.csv").outcome is Outcome.ACCEPT


def test_a_file_far_too_large_never_reaches_a_child(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_BYTES", 10)
    assert [found.code for found in ingest.read(GOOD, "Fravær.csv").findings] == ["TOO_LARGE"]
