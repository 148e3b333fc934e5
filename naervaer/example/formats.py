"""What every workbook we make has in common."""

from datetime import datetime

from naervaer.model import Language


# A workbook made twice is the same file, so the date it was made on is part of what it is.
MADE_ON = datetime(2026, 11, 21)
# Months and days as each language writes them, whatever language Excel itself speaks (Windows language codes).
MONTH_FORM = {Language.NB: "[$-414]mmmm yyyy", Language.DA: "[$-406]mmmm yyyy", Language.EN: "[$-809]mmmm yyyy"}
DAY_FORM = {Language.NB: "dd.mm.yyyy", Language.DA: "dd-mm-yyyy", Language.EN: "yyyy-mm-dd"}
