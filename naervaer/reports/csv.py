"""A table as text that Excel opens: semicolons and decimal comma where the language has them, and nothing executed."""

import csv
import io
from typing import Any

from naervaer.charts.table import Kind, Table, without_pictures
from naervaer.i18n import t
from naervaer.model import Language


# A text that begins so is run as a formula by spreadsheet programs (OWASP, CSV injection); an apostrophe stops it.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")

EXACT = 4  # decimals: enough to find a figure of the page again, few enough to read


def text(table: Table, language: Language) -> bytes:
    """The table in UTF-8 with a byte order mark, which Excel needs to read æ, ø and å."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter="," if language is Language.EN else ";")
    table = without_pictures(table)
    writer.writerow([harmless(column.heading) for column in table.columns])
    for row in table.rows:
        writer.writerow([_field(c.kind, value, language) for c, value in zip(table.columns, row, strict=True)])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def harmless(value: str) -> str:
    """A text that no spreadsheet program runs."""
    return f"'{value}" if value.startswith(FORMULA_STARTS) else value


def _field(kind: Kind, value: Any, language: Language) -> str:
    if value is None:
        return t(language, "table.missing")
    if kind in (Kind.TEXT, Kind.MONTH):
        return harmless(str(value))
    plain = f"{value:.{EXACT}f}".rstrip("0").rstrip(".")
    return plain if language is Language.EN else plain.replace(".", ",")
