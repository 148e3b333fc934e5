"""How long a large workbook takes on its way into the store, against the fastest reader that only parses it."""

import re
import tempfile
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import fastexcel

from naervaer import ingest, store
from naervaer.example.municipality import municipality, plan
from naervaer.example.workbooks import write
from naervaer.model import Import, Language
from tests.benchmarks.measure import in_turn, seconds, table


ROUNDS = 5
UNITS, MONTHS = 400, 240  # 96,000 rows
FIRST_MONTH = date(2006, 11, 1)
READ_AIM = 2.5
MEMORY_AIM = 6.0

PARSE, READ, STORED = "fastexcel, bare parse", "read and understood", "read and stored"


def report() -> Iterator[str]:
    """Measure reading and storing, and the memory of the child that reads."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.xlsx"
        _write_large(path)
        content = path.read_bytes()
        with zipfile.ZipFile(path) as parts:
            unzipped = sum(part.file_size for part in parts.infolist())
        yield (
            f"Import of {UNITS * MONTHS:,} rows ({len(content) / 1e6:.1f} MB, unzipped {unzipped / 1e6:.0f} MB), "
            f"median of {ROUNDS}"
        )
        found = in_turn(
            ROUNDS,
            {
                PARSE: lambda: seconds(lambda: fastexcel.read_excel(content).load_sheet(0).to_arrow()),
                READ: lambda: seconds(lambda: _read(content)),
                STORED: lambda: seconds(lambda: _save(_read(content))),
            },
        )
        yield from table(found, PARSE, {READ: READ_AIM})
        peak = _peak_of_children(lambda: _read(content))
        of_unzipped = f"× {peak / unzipped:.2f} of the unzipped file   aim ≤ {MEMORY_AIM:g}"
        yield f"  {'memory of the child that reads':<34}{peak / 1e6:8.0f} MB  {of_unzipped}"


def _write_large(path: Path) -> None:
    """The example municipality, its units repeated and its months stretched."""
    made_of = plan("fjordvik.toml")
    units = [(area, name, size) for area in made_of["area"] for name, size in area["units"]]
    for area in made_of["area"]:
        area["units"] = []
    for number in range(UNITS):
        turn, place = divmod(number, len(units))
        area, name, size = units[place]
        area["units"].append([f"{name} {turn + 1}", size])
    made_of |= {"months": MONTHS, "first_month": FIRST_MONTH, "initiative": []}
    write(municipality(made_of), made_of["words"], Language.NB, path)


def _read(content: bytes) -> Import:
    imported = ingest.read(content, "large.xlsx")
    assert len(imported.rows) >= UNITS * MONTHS, "a reader that loses rows has won nothing"
    return imported


def _save(imported: Import) -> None:
    """Into a store that holds nothing yet, in memory like every store of a test."""
    store.close()
    store.connect(":memory:")
    store.save_upload(imported, municipality="fjordvik", who="")


def _peak_of_children(work: Callable[[], object]) -> int:
    """The largest resident memory, in bytes, that any child of this process had while it worked (Linux only)."""
    peaks: dict[str, int] = {}
    worker = threading.Thread(target=work)
    worker.start()
    while worker.is_alive():
        for task in Path("/proc/self/task").iterdir():
            for child in (task / "children").read_text().split():
                peaks[child] = max(peaks.get(child, 0), _resident(child))
        time.sleep(0.002)
    worker.join()
    return max(peaks.values())


def _resident(process: str) -> int:
    try:
        status = Path(f"/proc/{process}/status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return 1024 * int(re.search(r"VmHWM:\s+(\d+)", status)[1]) if "VmHWM" in status else 0
