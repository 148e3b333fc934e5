"""The municipalities: the tenants whose figures never meet."""

import duckdb

from naervaer.model import Language
from naervaer.store.connection import write
from naervaer.store.queries import run


def save_municipality(municipality: str, *, name: str, language: Language = Language.NB, made_up: bool = False) -> None:
    """Give a municipality its name, language and whether it is an example; it is made when it is not there."""

    def work(cursor: duckdb.DuckDBPyConnection) -> None:
        for query in ("save_municipality", "rename_municipality"):
            run(cursor, query, municipality=municipality, name=name, language=language, made_up=made_up)

    write(work)
