"""Which initiatives and files there are, read once for each state of the store: every page asks at every choice."""

from functools import lru_cache
from typing import Any

import numpy as np

from naervaer import store
from naervaer.figures import overview_sentences


KEPT = 32  # municipalities; a row is some hundred bytes


def initiatives(municipality: str) -> tuple[Any, ...]:
    """The rows of the query `initiatives`."""
    return _initiatives(municipality, store.version())


@lru_cache(maxsize=KEPT)
def _initiatives(municipality: str, version: int) -> tuple[Any, ...]:
    return tuple(store.read("initiatives", municipality=municipality).itertuples(index=False))


def running(municipality: str, month: np.datetime64 | None) -> dict[int, str]:
    """The initiatives that some unit takes part in in a month or later (overview_sentences.running)."""
    return _running(municipality, month, store.version())


@lru_cache(maxsize=KEPT)
def _running(municipality: str, month: np.datetime64 | None, version: int) -> dict[int, str]:
    rows, taking_part = (store.read(name, municipality=municipality) for name in ("initiatives", "participations"))
    return overview_sentences.running(rows, taking_part, month)


def newest_upload(municipality: str) -> Any | None:
    """The row of the query `uploads` that brought numbers last and still stands; None where none did."""
    return _newest_upload(municipality, store.version())


@lru_cache(maxsize=KEPT)
def _newest_upload(municipality: str, version: int) -> Any | None:
    uploads = store.read("uploads", municipality=municipality)
    standing = uploads[uploads["undone_at"].isna() & (uploads["n_rows"] > 0)]
    return next(standing.itertuples(index=False), None)
