"""The real app in a process of its own, with a store of its own: `with running(store) as server`."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


ROOT = Path(__file__).parents[2]
SECONDS_TO_START = 60
SECONDS_TO_STOP = 15


@dataclass(frozen=True)
class Server:
    """A running server: where it listens, what it has written to its log, and its process."""

    address: str
    log: Path
    pid: int


@contextmanager
def running(store: Path, script: str = "server.py", settings: Mapping[str, str] | None = None) -> Iterator[Server]:
    """Start the app on a free port with `store` as its store, wait until it answers, and stop it afterwards.

    Raises RuntimeError with the server's log when it does not come up; AssertionError when the log holds a traceback.
    """
    port = _free_port()
    log = store.parent / f"server-{port}.log"
    command = [sys.executable, "-m", "streamlit", "run", script, "--server.port", str(port)]
    environment = {**os.environ, "NAERVAER_STORE": str(store), **(settings or {})}
    with log.open("w") as output:
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT
        )
    try:
        server = Server(f"http://localhost:{port}", log, process.pid)
        _wait_until_it_answers(server, process)
        yield server
    finally:
        _stop(process)
    assert "Traceback" not in log.read_text(), f"the server failed on the way:\n{log.read_text()}"


def example_store(path: Path) -> Path:
    """A store with the example municipality in it, as `make run` fills it."""
    environment = {**os.environ, "NAERVAER_STORE": str(path)}
    subprocess.run(
        [sys.executable, "-m", "naervaer", "demo"], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, check=True
    )
    return path


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        return int(probe.getsockname()[1])


def _wait_until_it_answers(server: Server, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{server.address}/_stcore/health", timeout=5) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            pass
        time.sleep(0.05)
    raise RuntimeError(f"the server did not come up:\n{server.log.read_text()}")


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(SECONDS_TO_STOP)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
