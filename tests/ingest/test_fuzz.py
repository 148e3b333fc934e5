"""Workbooks changed at random: refused or read, never a failure the reader did not foresee."""

import io
import random
import zipfile
from pathlib import Path

import pytest

from naervaer.ingest.understanding import understand


WORKBOOKS = Path(__file__).parent / "workbooks"
SEEDS = sorted(
    path
    for path in WORKBOOKS.iterdir()
    if path.suffix in (".xlsx", ".xls", ".csv") and not path.name.endswith(".rows.csv")
)
# Two thousand were tried by hand when this was written; these few keep watch.
ROUNDS = 6


def changed(content: bytes, chance: random.Random) -> bytes:
    """Some bytes turned, cut, doubled or moved; inside the parts of a package when it is one."""
    if content[:2] == b"PK" and chance.random() < 0.8:
        stream = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w") as new:
            names = [
                name
                for name in old.namelist()
                if "sheet" in name or "hared" in name or "style" in name or "workbook" in name
            ]
            chosen = chance.choice(names)
            for name in old.namelist():
                if name == chosen and chance.random() < 0.05:
                    continue
                part = old.read(name)
                new.writestr(name, _turned(part, chance) if name == chosen else part)
        return stream.getvalue()
    return _turned(content, chance)


def _turned(content: bytes, chance: random.Random) -> bytes:
    letters = bytearray(content)
    for _ in range(chance.randint(1, 8)):
        if not letters:
            break
        at, length = chance.randrange(len(letters)), chance.randint(1, 40)
        match chance.randrange(5):
            case 0:
                letters[at] = chance.randrange(256)
            case 1:
                del letters[at : at + length]
            case 2:
                letters[at:at] = letters[at : at + length]
            case 3:
                letters[at:at] = chance.choice(
                    [b"<v>", b"</c>", b'"', b";;;", b"-", b"1e999", b"9" * 30, b"\x00", b"&#x110000;", b"\n\n", b"#N/A"]
                )
            case _:
                other = chance.randrange(len(letters))
                letters[at : at + length] = letters[other : other + length]
    return bytes(letters)


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.name)
def test_a_changed_workbook_never_surprises_the_reader(seed: Path) -> None:
    content = seed.read_bytes()
    for number in range(ROUNDS):
        chance = random.Random(f"{seed.name} {number}")
        understood = understand(changed(content, chance), seed.name, {}, lambda stage, fraction: None)
        message, arrays = understood.packed()
        lengths = {len(values) for values in arrays.values()}
        assert len(lengths) <= 1, "columns of different length"
        assert message["outcome"]
