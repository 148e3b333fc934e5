"""How long a large workbook takes on its way into the store, against the fastest reader that only parses it."""

import re
import tempfile
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import fastexcel

from naervaer import ingest, store
from naervaer.example.large import write_large
from naervaer.model import Import
from tests.benchmarks.measure import in_turn, seconds, table


MONTHS = 120
ROUNDS = {420: 5, 5_000: 3}  # by how many units: 100,800 rows, and 1.2 million on two sheets
AIM = 2.0
MEMORY_AIM = 4.0
SECONDS_TO_WARM = 2.0

PARSE, STORED = "fastexcel, bare parse", "read and stored"
# A server has a child waiting from its start on, every process from its first file on; a terminal starts one.
STARTED, WAITING = "understood, child started for it", "understood, child was waiting"


def report() -> Iterator[str]:
    """Measure reading and storing, the memory of the child that reads, and how long nothing is told meanwhile."""
    for units, rounds in ROUNDS.items():
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "large.xlsx"
            rows = write_large(path, units, MONTHS)
            yield from _of_file(path, rows, rounds)


def _of_file(path: Path, rows: int, rounds: int) -> Iterator[str]:
    content = path.read_bytes()
    with zipfile.ZipFile(path) as parts:
        unzipped = sum(part.file_size for part in parts.infolist())
    yield f"Import of {rows:,} rows ({len(content) / 1e6:.1f} MB, unzipped {unzipped / 1e6:.0f} MB), median of {rounds}"
    found = in_turn(
        rounds,
        {
            PARSE: lambda: seconds(lambda: _parse(content)),
            STARTED: lambda: _seconds_of_a_started_child(content, rows),
            WAITING: lambda: _seconds_of_a_waiting_child(content, rows),
            STORED: lambda: seconds(lambda: _save(_read(content, rows))),
        },
    )
    yield from table(found, PARSE, {STARTED: AIM, WAITING: AIM})
    told = [time.perf_counter()]
    peak = _peak_of_children(lambda: _read(content, rows, lambda *_: told.append(time.perf_counter())))
    told.append(time.perf_counter())
    of_unzipped = f"× {peak / unzipped:.2f} of the unzipped file   aim ≤ {MEMORY_AIM:g}"
    yield f"  {'memory of the child that reads':<34}{peak / 1e6:8.0f} MB  {of_unzipped}"
    silence = max(later - earlier for earlier, later in pairwise(told))
    yield f"  {'longest without a word of progress':<34}{silence * 1000:8.0f} ms"


def _parse(content: bytes) -> None:
    book = fastexcel.read_excel(content)
    for name in book.sheet_names:
        book.load_sheet(name).to_arrow()


def _read(content: bytes, rows: int, progress: ingest.Progress | None = None) -> Import:
    imported = ingest.read(content, "large.xlsx", progress=progress)
    assert len(imported.rows) >= rows, "a reader that loses rows has won nothing"
    return imported


def _seconds_of_a_started_child(content: bytes, rows: int) -> float:
    ingest.cool()
    return seconds(lambda: _read(content, rows))


def _seconds_of_a_waiting_child(content: bytes, rows: int) -> float:
    ingest.warm()
    time.sleep(SECONDS_TO_WARM)
    return seconds(lambda: _read(content, rows))


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
            for child in _children(task):
                peaks[child] = max(peaks.get(child, 0), _resident(child))
        time.sleep(0.002)
    worker.join()
    return max(peaks.values())


def _children(task: Path) -> list[str]:
    try:
        return (task / "children").read_text().split()
    except FileNotFoundError:  # a thread that has ended meanwhile
        return []


def _resident(process: str) -> int:
    try:
        # Until it has become the reader it is a copy of this process, and so is its memory.
        if b"naervaer.ingest.child" not in Path(f"/proc/{process}/cmdline").read_bytes():
            return 0
        status = Path(f"/proc/{process}/status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return 1024 * int(re.search(r"VmHWM:\s+(\d+)", status)[1]) if "VmHWM" in status else 0
