"""Read a file in a process of its own and hand back what was understood."""

import atexit
import hashlib
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, cast

import numpy as np
from numpy.typing import NDArray

from naervaer.ingest.child import receive, send
from naervaer.model import (
    LINE_COLUMNS,
    ROW_COLUMNS,
    ComparedWith,
    Finding,
    Import,
    Outcome,
    Participation,
    Severity,
    UnitPause,
)


if TYPE_CHECKING:
    import pandas as pd


# A project leader waits this long for a file of a million rows; what takes longer is a file made to.
WALL_SECONDS = 120.0
# The largest file anyone has reason to bring: a million rows are 60 MB.
MOST_BYTES = 200 * 1024 * 1024
# What a pipe may hold: sixteen times the usual, so that two hundred megabytes are not handed over in spoonfuls.
PIPE_BYTES = 1024 * 1024

Progress = Callable[[str, float], None]


def read(
    content: bytes,
    filename: str,
    *,
    answers: Mapping[str, str] | None = None,
    progress: Progress | None = None,
) -> Import:
    """What a file holds. Never raises for what is in the file: a refusal is a finding.

    answers   what a person chose, by the question of a finding that asks
    progress  is told the stage ("opening", "reading", "understanding") and how far it has come, 0 to 1
    """
    name = Path(filename).name
    fingerprint = hashlib.sha256(content).hexdigest()
    if not content:
        return _refused(name, fingerprint, "EMPTY")
    if len(content) > MOST_BYTES:
        return _refused(name, fingerprint, "TOO_LARGE")
    message, arrays = _in_a_child(content, name, answers or {}, progress or (lambda stage, fraction: None))
    if "done" not in message:
        return _refused(name, fingerprint, "NOT_READ" if message.get("failed", "memory") != "memory" else "TOO_LARGE")
    if any(found["values"].get("where") == "file_name" for found in message["done"]["findings"]):
        name = ""
    return _unpacked(message["done"], arrays, name, fingerprint)


def read_cells(content: bytes, filename: str) -> tuple[list[tuple[str, list[list[str]]]], Finding | None]:
    """A file's sheets as (name, rows of texts), for lists beside the figures; or none and why it is refused."""
    name = Path(filename).name
    if not content or len(content) > MOST_BYTES:
        return [], Finding("TOO_LARGE" if content else "EMPTY", Severity.REFUSES)
    message, _ = _in_a_child(content, name, {}, lambda stage, fraction: None, cells=True)
    if "done" not in message:
        return [], Finding("NOT_READ", Severity.REFUSES)
    code = message["done"]["refused"]
    if code == "PERSON_DATA":
        return [], Finding("ACTIVITIES_ABOUT_A_PERSON", Severity.REFUSES)
    if code is not None:
        return [], Finding(code, Severity.REFUSES)
    return [(sheet["name"], sheet["rows"]) for sheet in message["done"]["sheets"]], None


def warm() -> None:
    """Start a child now, so that it has its libraries loaded when the first file comes."""
    _Standby.prepare()


def cool() -> None:
    """Let no child wait any longer."""
    _Standby.end()


atexit.register(cool)


class _Standby:
    """At most one child that waits for its file. Each child reads one file only; the next one waits from then on."""

    waiting: subprocess.Popen[bytes] | None = None
    lock = threading.Lock()

    @classmethod
    def take(cls) -> subprocess.Popen[bytes]:
        with cls.lock:
            child, cls.waiting = cls.waiting, None
        return child if child is not None and child.poll() is None else _started()

    @classmethod
    def prepare(cls) -> None:
        with cls.lock:
            if cls.waiting is None:
                cls.waiting = _started()

    @classmethod
    def end(cls) -> None:
        with cls.lock:
            if cls.waiting is not None:
                cls.waiting.kill()
                _closed(cls.waiting)
                cls.waiting = None


def _started() -> subprocess.Popen[bytes]:
    # One thread for the linear algebra that is never used: each would reserve memory the limit counts.
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    environment["MALLOC_ARENA_MAX"] = "1"  # a second arena for the thread that unpacks would hold on to as much again
    # Memory is used again for the next column instead of being given back and cleared, a quarter of a large file's
    # time; 32 MB is the most glibc lets that threshold be.
    environment |= {"MALLOC_MMAP_THRESHOLD_": str(32 << 20), "MALLOC_TRIM_THRESHOLD_": str(2 << 30)}
    environment["NUMPY_MADVISE_HUGEPAGE"] = "0"
    root = str(Path(__file__).parents[2])
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, [root, os.environ.get("PYTHONPATH")]))
    return subprocess.Popen(
        [sys.executable, "-m", "naervaer.ingest.child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        pipesize=PIPE_BYTES,
        env=environment,
    )


def _closed(child: subprocess.Popen[bytes]) -> None:
    for pipe in (child.stdin, child.stdout):
        if pipe is not None:
            try:
                pipe.close()
            except BrokenPipeError:
                continue
    child.wait()


def _in_a_child(
    content: bytes, filename: str, answers: Mapping[str, str], progress: Progress, *, cells: bool = False
) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
    child = _Standby.take()
    clock = threading.Timer(WALL_SECONDS, child.kill)
    clock.start()
    try:
        order = {"filename": filename, "answers": dict(answers), "cells": cells}
        send(cast(IO[bytes], child.stdin), order, {"content": np.frombuffer(content, np.uint8)})
        import pandas as pd  # noqa: F401  while the child reads: half a second the first time

        while True:
            message, arrays = receive(cast(IO[bytes], child.stdout))
            if "stage" not in message:
                return message, arrays
            progress(message["stage"], message["fraction"])
    except (EOFError, BrokenPipeError):
        return {"failed": "memory"}, {}
    finally:
        clock.cancel()
        child.kill()
        _closed(child)
        _Standby.prepare()


def _refused(name: str, fingerprint: str, code: str) -> Import:
    found = Finding(code, Severity.REFUSES)
    return Import(
        Outcome.REFUSE,
        _rows({}, []),
        (found,),
        (),
        {"sheets": [], "initiatives_sheet": None, "lines": []},
        name,
        fingerprint,
    )


def _unpacked(message: dict[str, Any], arrays: dict[str, NDArray[Any]], name: str, fingerprint: str) -> Import:
    return Import(
        outcome=Outcome(message["outcome"]),
        rows=_rows(arrays, message["texts"]),
        findings=_findings(message["findings"]),
        participations=tuple(_participation(given) for given in message["initiatives"]["parts"]),
        understood=message["understood"],
        filename=name,
        fingerprint=fingerprint,
        answered=_findings(message["answered"]),
        pictures=tuple(message["pictures"]),
        layout=message["layout"],
        lines=_lines(message["lines"]),
        pauses=tuple(_pause(given) for given in message["initiatives"]["pauses"]),
        compared_with=tuple(ComparedWith(**given) for given in message["initiatives"]["compared"]),
    )


def _findings(given: list[dict[str, Any]]) -> tuple[Finding, ...]:
    return tuple(Finding(**{**found, "severity": Severity(found["severity"])}) for found in given)


def _participation(given: dict[str, Any]) -> Participation:
    end = given["end"] and date.fromisoformat(given["end"])
    return Participation(**{**given, "start": date.fromisoformat(given["start"]), "end": end})


def _pause(given: dict[str, Any]) -> UnitPause:
    until = given["until_date"] and date.fromisoformat(given["until_date"])
    return UnitPause(**{**given, "from_date": date.fromisoformat(given["from_date"]), "until_date": until})


def _lines(given: dict[str, list[Any]]) -> "pd.DataFrame":
    """The child's lines to compare with as the data frame the house agreed on."""
    import pandas as pd  # here, because the child imports this package and has no use for it

    frame = pd.DataFrame({name: given.get(name, []) for name in LINE_COLUMNS}, dtype=object)
    return frame.astype(LINE_COLUMNS)


def _rows(arrays: dict[str, NDArray[Any]], texts: list[str]) -> "pd.DataFrame":
    """The child's arrays as the data frame the house agreed on; texts come as places in `texts`, -1 for none."""
    import pandas as pd  # here, because the child imports this package and has no use for it

    given = np.array([*texts, None], dtype=object)
    columns: dict[str, Any] = {}
    for name, kind in ROW_COLUMNS.items():
        values = arrays.get(name)
        if values is None:
            columns[name] = np.empty(0, dtype=kind)
        elif kind == "object":
            columns[name] = pd.Series(given[values], dtype=object)
        else:
            columns[name] = values.astype(kind, copy=False)
    return pd.DataFrame(columns, copy=False)  # nobody else holds the arrays
