"""How long a large workbook takes on its way into the store, against the fastest reader that only parses it."""

import re
import tempfile
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import fastexcel

from naervaer import ingest, store
from naervaer.example.large import write_large
from naervaer.model import Import
from tests.benchmarks.measure import in_turn, seconds, table


ROUNDS = 5
READ_AIM = 2.5
MEMORY_AIM = 6.0

PARSE, READ, STORED = "fastexcel, bare parse", "read and understood", "read and stored"


def report() -> Iterator[str]:
    """Measure reading and storing, and the memory of the child that reads."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.xlsx"
        rows = write_large(path)
        content = path.read_bytes()
        with zipfile.ZipFile(path) as parts:
            unzipped = sum(part.file_size for part in parts.infolist())
        yield (
            f"Import of {rows:,} rows ({len(content) / 1e6:.1f} MB, unzipped {unzipped / 1e6:.0f} MB), "
            f"median of {ROUNDS}"
        )
        found = in_turn(
            ROUNDS,
            {
                PARSE: lambda: seconds(lambda: fastexcel.read_excel(content).load_sheet(0).to_arrow()),
                READ: lambda: seconds(lambda: _read(content, rows)),
                STORED: lambda: seconds(lambda: _save(_read(content, rows))),
            },
        )
        yield from table(found, PARSE, {READ: READ_AIM})
        peak = _peak_of_children(lambda: _read(content, rows))
        of_unzipped = f"× {peak / unzipped:.2f} of the unzipped file   aim ≤ {MEMORY_AIM:g}"
        yield f"  {'memory of the child that reads':<34}{peak / 1e6:8.0f} MB  {of_unzipped}"


def _read(content: bytes, rows: int) -> Import:
    imported = ingest.read(content, "large.xlsx")
    assert len(imported.rows) >= rows, "a reader that loses rows has won nothing"
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
        # Until it has become the reader it is a copy of this process, and so is its memory.
        if b"naervaer.ingest.child" not in Path(f"/proc/{process}/cmdline").read_bytes():
            return 0
        status = Path(f"/proc/{process}/status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return 1024 * int(re.search(r"VmHWM:\s+(\d+)", status)[1]) if "VmHWM" in status else 0
