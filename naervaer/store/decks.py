"""What meetings are shown: sentences written over the figures' own, decks as they were taken along, the template.

No figure rests on any of it, so it makes no new version of the store and is read with read_anew.
"""

import duckdb

from naervaer.model import Language
from naervaer.store.clock import utc_now
from naervaer.store.connection import read_anew, write
from naervaer.store.errors import ChangedMeanwhileError, StoreError
from naervaer.store.queries import run


def save_deck_edit(
    deck: str,
    text_key: str,
    *,
    own: str,
    said: str,
    municipality: str,
    language: Language,
    who: str,
    shown: str | None = None,
) -> None:
    """Write a sentence over one of the figures' own (own). Saying what is said already changes nothing.

    shown: what stood there when it was written; None where nobody else can have written. Raises ChangedMeanwhileError
    when somebody else has written there since.
    """

    def work(cursor: duckdb.DuckDBPyConnection) -> None:
        where = {"municipality": municipality, "deck": deck, "language": language}
        before = {key: (of, says) for key, of, says, *_ in run(cursor, "deck_edits", **where)}
        of, says = before.get(text_key, (own, own))
        if (of, says) == (own, said):
            return
        if shown is not None and of == own and says != shown:
            raise ChangedMeanwhileError
        written = {"own": own, "said": said, "edited_at": utc_now(), "edited_by": who}
        run(cursor, "save_deck_edit", **where, text_key=text_key, **written)

    write(work, new_version=False)


def undo_deck_edit(deck: str, *, municipality: str, language: Language, who: str) -> None:
    """Take back the last sentence written on a deck. Raises StoreError when there is none."""

    def work(cursor: duckdb.DuckDBPyConnection) -> None:
        where = {"municipality": municipality, "deck": deck, "language": language}
        if not run(cursor, "undo_deck_edit", **where, undone_at=utc_now(), undone_by=who):
            raise StoreError("nothing_to_undo")

    write(work, new_version=False)


def keep_deck(code: str, deck: str, content: str, *, municipality: str, language: Language, who: str) -> None:
    """Keep a deck as it is taken along, under the code in its footer."""
    if not read_anew("deck", municipality=municipality, code=code).empty:
        return
    kept = {"code": code, "deck": deck, "language": language, "content": content}
    write(
        lambda cursor: run(cursor, "save_deck", municipality=municipality, made_at=utc_now(), made_by=who, **kept),
        new_version=False,
    )


def save_slide_template(filename: str, content: bytes, *, municipality: str, who: str) -> None:
    """Keep the municipality's own slide template in place of the one before."""

    def work(cursor: duckdb.DuckDBPyConnection) -> None:
        run(cursor, "remove_slide_template", municipality=municipality, removed_at=utc_now())
        kept = {"filename": filename, "content": content, "uploaded_at": utc_now(), "uploaded_by": who}
        run(cursor, "save_slide_template", municipality=municipality, **kept)

    write(work, new_version=False)


def remove_slide_template(*, municipality: str) -> None:
    """Go back to the plain look."""
    write(
        lambda cursor: run(cursor, "remove_slide_template", municipality=municipality, removed_at=utc_now()),
        new_version=False,
    )
