"""What kind of file it is, told from its bytes and never from its name."""

import io
import zipfile
import zlib
from dataclasses import dataclass


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# The most a workbook may grow when unpacked, and how many times its packed size: a bomb of zeros grows a thousandfold.
MOST_UNPACKED = 1_500_000_000
MOST_PARTS = 5_000
# A sheet for each unit of the largest municipality; and columns for twenty years of months with a few measures each.
MOST_SHEETS = 512
MOST_COLUMNS = 2_000


@dataclass(frozen=True)
class RefusedError(Exception):
    """The file cannot be read as a table; `code` is a finding's."""

    code: str


def kind_of(content: bytes) -> str:
    """ "xlsx", "xlsb", "ods", "xls", "html", "xml2003" or "text"; raises RefusedError with the finding's code for
    everything else.
    """
    if content[:4] == b"PK\x03\x04":
        return _zip_kind(content)
    if content[:8] == OLE:
        return _ole_kind(content)
    if content[:2] in (b"\x09\x00", b"\x09\x02", b"\x09\x04", b"\x09\x08") and content[2:4] in (
        b"\x04\x00",
        b"\x06\x00",
        b"\x08\x00",
        b"\x10\x00",
    ):
        return "xls"
    if not content.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise RefusedError("EMPTY")
    if content[:5] == b"%PDF-":
        raise RefusedError("NOT_A_SPREADSHEET")
    if _is_picture(content):
        raise RefusedError("NO_CELLS_IMAGE")
    return _text_kind(content)


def _zip_kind(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
            names = {part.filename.lstrip("/").lower().replace("\\", "/") for part in parts}
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise RefusedError("TOO_LARGE")
            if any(part.flag_bits & 1 for part in parts):
                raise RefusedError("PASSWORD")
            if "mimetype" in names and b"spreadsheet" in package.read(_named(package, "mimetype"))[:200]:
                manifest = (
                    package.read(_named(package, "meta-inf/manifest.xml"))[:100_000]
                    if "meta-inf/manifest.xml" in names
                    else b""
                )
                if b"encryption-data" in manifest:
                    raise RefusedError("PASSWORD")
                return "ods"
    except (zipfile.BadZipFile, EOFError, NotImplementedError, OSError, KeyError, ValueError, zlib.error) as error:
        raise RefusedError("NOT_A_SPREADSHEET") from error
    if any(name.endswith("workbook.bin") for name in names):
        return "xlsb"
    if any(name.startswith("xl/") or name.endswith("workbook.xml") for name in names):
        return "xlsx"
    raise RefusedError("NOT_A_SPREADSHEET")


def _named(package: zipfile.ZipFile, name: str) -> str:
    return next(part for part in package.namelist() if part.lstrip("/").lower().replace("\\", "/") == name)


def _ole_kind(content: bytes) -> str:
    """An old .xls, or a new one inside a locked envelope."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise RefusedError("PASSWORD")
    if "Workbook".encode("utf-16-le") in content or "Book".encode("utf-16-le") in content:
        return "xls"
    raise RefusedError("NOT_A_SPREADSHEET")


def _is_picture(content: bytes) -> bool:
    starts = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"RIFF")
    return content.startswith(starts) and b"\x00" in content[:2000]


def _text_kind(content: bytes) -> str:
    head = content[:4096]
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "text"
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if b"urn:schemas-microsoft-com:office:spreadsheet" in start and b"<html" not in start[:200]:
        return "xml2003"
    if (
        start.startswith(
            (b"<!doctype html", b"<html", b"<table", b"<head", b"<meta", b"<style", b"<body", b"mime-version")
        )
        or b"<table" in content[:200_000].lower()
    ):
        return "html"
    if start.startswith((b"<?xml", b"{", b"[{")):
        raise RefusedError("NOT_A_SPREADSHEET")
    if b"\x00" in head:
        # UTF-16 without its mark has a zero in every second byte.
        if head[1::2].count(0) > 0.6 * len(head[1::2]) or head[::2].count(0) > 0.6 * len(head[::2]):
            return "text"
        raise RefusedError("NOT_A_SPREADSHEET")
    control = sum(byte < 9 or 13 < byte < 32 for byte in head)
    if control > 0.01 * len(head):
        raise RefusedError("NOT_A_SPREADSHEET")
    return "text"
