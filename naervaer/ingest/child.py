"""The process a file is read in: it gets the bytes, is held to limits, answers once and ends.

A few kilobytes can make a reader ask for terabytes or run for hours, and no library survives all of it. So the file is
read in a process of its own: what breaks is that process, never the app. Nothing is written to disk, and nothing a file
holds is written to a log: standard error is closed.
"""

import json
import struct
import sys
from io import BufferedReader
from typing import IO, Any, cast

import numpy as np
from numpy.typing import NDArray


GIBIBYTE = 1024**3
# 1.2 million rows of ten columns need a third of this; the files that ask for more are made to.
MEMORY_LIMIT = 3 * GIBIBYTE
CPU_SECONDS = 90


def limit() -> None:
    """Hold this process to its limits; Windows has none of these and keeps the wall clock only."""
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def send(pipe: IO[bytes], message: dict[str, Any], arrays: dict[str, NDArray[Any]] | None = None) -> None:
    """One message: its length, JSON, and then the arrays' bytes as they lie in memory."""
    described = {name: (array.dtype.str, len(array)) for name, array in (arrays or {}).items()}
    head = json.dumps({**message, "arrays": described}).encode()
    pipe.write(struct.pack("<Q", len(head)) + head)
    for array in (arrays or {}).values():
        pipe.write(np.ascontiguousarray(array).view(np.uint8).data)
    pipe.flush()


def receive(pipe: IO[bytes]) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
    """The message `send` wrote; raises EOFError when the other side ended before it was whole."""
    head = json.loads(_exactly(pipe, struct.unpack("<Q", _exactly(pipe, 8))[0]))
    described = head.pop("arrays")
    arrays = {}
    for name, (kind, length) in described.items():
        arrays[name] = np.empty(length, kind)
        _fill(pipe, arrays[name].view(np.uint8).data)
    return head, arrays


def _exactly(pipe: IO[bytes], length: int) -> bytes:
    content = pipe.read(length)
    if len(content) < length:
        raise EOFError
    return content


def _fill(pipe: IO[bytes], left: memoryview) -> None:
    """Read straight into an array's memory: two hundred megabytes are not copied once more."""
    while left:
        read = cast(BufferedReader, pipe).readinto(left)
        if not read:
            raise EOFError
        left = left[read:]


def main() -> None:
    """Read one file from standard input, answer on standard output."""
    from naervaer.ingest.cells import cells_of
    from naervaer.ingest.understanding import prepare, understand

    prepare()
    sys.dont_write_bytecode = True  # before a file comes the program itself may be kept compiled; after that nothing
    limit()
    order, arrays = receive(sys.stdin.buffer)
    pipe = sys.stdout.buffer
    content = arrays.pop("content").tobytes()

    def progress(stage: str, fraction: float) -> None:
        send(pipe, {"stage": stage, "fraction": fraction})

    try:
        if order["cells"]:
            send(pipe, {"done": cells_of(content, order["filename"])})
            return
        understood = understand(content, order["filename"], order["answers"], progress)
    except MemoryError:
        send(pipe, {"failed": "memory"})
    except Exception as error:  # whatever a damaged file provokes: its kind is told, never its content
        send(pipe, {"failed": type(error).__name__})
    else:
        message, columns = understood.packed()
        send(pipe, {"done": message}, columns)


if __name__ == "__main__":
    main()
