"""Printing in a process of its own: ten decks at once queue there, and nobody else's page waits for them.

One process for the whole server, started when it is first needed and kept; it steps back for everything else on the
machine. What goes to it and comes from it are bytes in a pipe, nothing on disk.
"""

import contextlib
import json
import os
import struct
import subprocess
import sys
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from typing import IO

from naervaer.reports import record
from naervaer.reports.outline import Deck


STEPS_BACK = 10  # niceness: pages come first
DONE, REFUSED = b"+", b"-"


class PrintingFailedError(Exception):
    """The file could not be made; key is a text under i18n [meeting]."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


class _Press:
    def __init__(self) -> None:
        self.alone = threading.Lock()
        self.process: subprocess.Popen[bytes] | None = None

    def do(self, order: dict[str, str], template: bytes) -> bytes:
        """Send one order and wait for its answer; a process that has ended is started again, once."""
        with self.alone:
            for attempt in range(2):
                try:
                    return self._ask(order, template)
                except (EOFError, BrokenPipeError, OSError):
                    self.stop()
                    if attempt:
                        raise PrintingFailedError("printing_failed") from None
            raise AssertionError("one of two attempts returns or raises")

    def _ask(self, order: dict[str, str], template: bytes) -> bytes:
        if self.process is None:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "naervaer.reports.press"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
            )
        to, back = self.process.stdin, self.process.stdout
        assert to is not None and back is not None, "both pipes were asked for"
        _send(to, json.dumps(order).encode())
        _send(to, template)
        outcome, content = _receive(back), _receive(back)
        if outcome == REFUSED:
            raise PrintingFailedError(content.decode())
        return content

    def stop(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.communicate()
            self.process = None


_press = _Press()
_in_turn = ThreadPoolExecutor(max_workers=1, thread_name_prefix="press")
_line: list[Future[bytes]] = []  # what is ordered and not made, the first one first


def order(deck: Deck, kind: str, template: bytes | None = None) -> Future[bytes]:
    """Have the deck made into a file of a kind, after those that were ordered before it; nobody waits meanwhile.

    Its result is the file, or the PrintingFailedError that tells why there is none.
    """
    ordered = _in_turn.submit(_press.do, {"kind": kind, "deck": record.to_json(deck)}, template or b"")
    _line.append(ordered)
    ordered.add_done_callback(_line.remove)
    return ordered


def printed(deck: Deck, kind: str, template: bytes | None = None) -> bytes:
    """The deck as a file of a kind, when it is made. Raises PrintingFailedError."""
    return order(deck, kind, template).result()


def check(template: bytes) -> None:
    """Raise PrintingFailedError, with the reason, for a file that is no usable slide template."""
    _press.do({"kind": "check"}, template)


def ahead(order: Future[bytes]) -> int:
    """How many others are printed before this one."""
    return next((place for place, one in enumerate(tuple(_line)) if one is order), 0)


def stop() -> None:
    """End the process, if there is one."""
    with _press.alone:
        _press.stop()


def _send(pipe: IO[bytes], content: bytes) -> None:
    pipe.write(struct.pack("<Q", len(content)) + content)
    pipe.flush()


def _receive(pipe: IO[bytes]) -> bytes:
    head = pipe.read(8)
    if len(head) < 8:
        raise EOFError
    (length,) = struct.unpack("<Q", head)
    content = pipe.read(length)
    if len(content) < length:
        raise EOFError
    return content


def main() -> None:
    """Answer orders from standard input until it closes."""
    from naervaer.reports import pptx, printers

    with contextlib.suppress(AttributeError, OSError):
        os.nice(STEPS_BACK)
    pipe = sys.stdout.buffer
    while True:
        try:
            order, template = json.loads(_receive(sys.stdin.buffer)), _receive(sys.stdin.buffer)
        except EOFError:
            return
        try:
            if order["kind"] == "check":
                pptx.opened(template)
                answer = b""
            else:
                answer = printers.printed(record.from_json(order["deck"]), order["kind"], template or None)
        except pptx.UnusableTemplateError as error:
            _send(pipe, REFUSED)
            _send(pipe, error.key.encode())
            continue
        except Exception:  # whatever it is, the process goes on and the visitor gets a sentence
            _send(pipe, REFUSED)
            _send(pipe, b"printing_failed")
            continue
        _send(pipe, DONE)
        _send(pipe, answer)


if __name__ == "__main__":
    main()
