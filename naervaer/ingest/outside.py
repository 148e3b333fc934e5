"""What a workbook holds outside its cells: comments, document properties, defined names, what a pivot table remembers.

None of it is read for figures; it is only looked through for persons.
"""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from html import unescape


# Words outside the cells are few; what is larger is a picture or a file within the file.
MOST_OF_A_PART = 20_000_000
# Where words may stand in a package, by the end or the folder of a part's name; sheets' own cells are read elsewhere.
_WORDS = re.compile(
    r"docprops/.*\.xml|.*/comments\d*\.(?:xml|bin)|.*/threadedcomments?/.*|.*/workbook\.xml|.*pivotcache.*\.xml"
    r"|.*/externallinks/[^/]*\.xml|customxml/item\d*\.xml|meta\.xml|content\.xml|.*/drawings/.*\.(?:xml|vml)"
    r"|.*/charts/.*\.xml|.*/connections\.xml|.*/persons/.*\.xml|.*/(?:pivotcache|externallinks)/.*\.bin"
)
_DEFINED = re.compile(r"<(?:\w+:)?definedName\b[^>]*>[^<]*</(?:\w+:)?definedName>")
_ANNOTATION = re.compile(r"<office:annotation\b.*?</office:annotation>", re.DOTALL)
_VALUE = re.compile(r"\bv=\"([^\"]{6,200})\"")
_ATTRIBUTE = re.compile(r"=\"([^\"]{6,200})\"")
_NAME = re.compile(r"\bname=\"([^\"]*)\"")
_TAG = re.compile(r"<[^>]*>")


def words_outside(content: bytes, kind: str) -> list[str]:
    """Texts of a file of this kind that stand in no cell; a damaged file gives those that can be had."""
    try:
        if kind in ("xlsx", "xlsb", "ods"):
            return list(_of_package(content))
        if kind == "xls":
            return list(_of_old_workbook(content))
    except (
        zipfile.BadZipFile,
        NotImplementedError,
        OSError,
        ValueError,
        EOFError,
        struct.error,
        zlib.error,
        IndexError,
    ):
        return []
    return []


def _of_package(content: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for part in package.infolist():
            name = part.filename.lstrip("/").lower().replace("\\", "/")
            if not _WORDS.fullmatch(name) or part.file_size > MOST_OF_A_PART:
                continue
            whole = package.read(part)
            yield from _of_part(name, whole)


def _of_part(name: str, whole: bytes) -> Iterator[str]:
    if name.endswith(".bin"):
        yield from _wide_texts(whole)
        return
    text = _decoded(whole)
    if name.endswith("workbook.xml"):
        for found in _DEFINED.findall(text):
            yield _bare(found)
            yield from _NAME.findall(found[: found.index(">")])
    elif name.endswith("connections.xml") or "/persons/" in name:
        yield from map(unescape, _ATTRIBUTE.findall(text))
    elif name == "content.xml":
        yield from (_bare(found) for found in _ANNOTATION.findall(text))
    elif "pivotcache" in name or "externallinks" in name:
        yield from map(unescape, _VALUE.findall(text))
        yield from filter(None, (unescape(found) for found in re.findall(r">([^<]{6,200})<", text)))
    else:
        for paragraph in re.split(r"</(?:\w+:)?(?:comment|threadedComment|p|text|property|[a-z]+)>", text):
            if words := _bare(paragraph):
                yield words


def _decoded(whole: bytes) -> str:
    if whole[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return whole.decode("utf-16", "replace")
    return whole.decode("utf-8", "replace")


def _bare(marked: str) -> str:
    return " ".join(unescape(_TAG.sub("", marked)).split())


def _wide_texts(content: bytes) -> Iterator[str]:
    """Runs of letters of two bytes each, as the binary kinds store them."""
    for found in re.findall(rb"(?:[\x09\x0a\x0d\x20-\x7e\xa0-\xff]\x00){6,}", content):
        yield found.decode("utf-16-le", "replace")


# Records of the old binary workbook ([MS-XLS] 2.3): header, footer, defined name, continuation, text of a comment or
# of a box.
_HEADER, _FOOTER, _LABEL, _CONTINUE, _TEXT_OBJECT, _OLD_NOTE = 0x0014, 0x0015, 0x0018, 0x003C, 0x01B6, 0x001C


def _of_old_workbook(content: bytes) -> Iterator[str]:
    streams = dict(_streams(content)) if content[:4] == b"\xd0\xcf\x11\xe0" else {"workbook": content}
    for name, stream in streams.items():
        if name in ("workbook", "book"):
            yield from _of_records(stream)
        elif "summaryinformation" in name:
            yield from (found.decode("latin-1") for found in re.findall(rb"[\x20-\x7e\xa0-\xff]{6,}", stream))
            yield from _wide_texts(stream)


def _of_records(stream: bytes) -> Iterator[str]:
    at, before = 0, -1
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        body = stream[at + 4 : at + 4 + size]
        if kind in (_HEADER, _FOOTER, _LABEL, _OLD_NOTE) or (kind == _CONTINUE and before == _TEXT_OBJECT):
            yield from (found.decode("latin-1") for found in re.findall(rb"[\x20-\x7e\xa0-\xff]{6,}", body))
            yield from _wide_texts(body)
        before = _TEXT_OBJECT if kind == _CONTINUE and before == _TEXT_OBJECT else kind
        at += 4 + size


def _streams(content: bytes) -> Iterator[tuple[str, bytes]]:
    """The streams of a compound file by their names in small letters ([MS-CFB] 2)."""
    sector = 1 << struct.unpack_from("<H", content, 30)[0]
    small = 1 << struct.unpack_from("<H", content, 32)[0]
    n_tables, first_entry = struct.unpack_from("<I", content, 44)[0], struct.unpack_from("<I", content, 48)[0]
    border, first_small = struct.unpack_from("<I", content, 56)[0], struct.unpack_from("<I", content, 60)[0]
    table: list[int] = []
    for place in struct.unpack_from("<109I", content, 76)[: min(n_tables, 109)]:
        own = _sector(content, place, sector)
        table += struct.unpack(f"<{len(own) // 4}I", own[: len(own) // 4 * 4])
    entries = _chain(content, first_entry, table, sector)
    small_table_bytes = _chain(content, first_small, table, sector)
    small_table = list(struct.unpack(f"<{len(small_table_bytes) // 4}I", small_table_bytes))
    smalls = b""
    for at in range(0, len(entries) - 127, 128):
        entry = entries[at : at + 128]
        name = entry[: max(0, struct.unpack_from("<H", entry, 64)[0] - 2)].decode("utf-16-le", "replace").lower()
        first, size = struct.unpack_from("<IQ", entry, 116)
        size &= 0xFFFFFFFF
        if entry[66] == 5:
            smalls = _chain(content, first, table, sector)[:size]
        elif entry[66] == 2 and size >= border:
            yield name, _chain(content, first, table, sector)[:size]
        elif entry[66] == 2:
            parts = []
            for place in _links(first, small_table):
                parts.append(smalls[place * small : (place + 1) * small])
            yield name, b"".join(parts)[:size]


def _sector(content: bytes, place: int, size: int) -> bytes:
    return content[(place + 1) * size : (place + 2) * size]


def _links(first: int, table: list[int]) -> Iterator[int]:
    """The places of a chain; one that comes back to itself ends."""
    place, left = first, len(table)
    while 0 <= place < len(table) and left:
        yield place
        place, left = table[place], left - 1


def _chain(content: bytes, first: int, table: list[int], size: int) -> bytes:
    return b"".join(_sector(content, place, size) for place in _links(first, table))
