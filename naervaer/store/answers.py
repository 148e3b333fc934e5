"""What people answered about a layout, kept for the next file of it."""

from collections.abc import Mapping

import duckdb

from naervaer.store.clock import utc_now
from naervaer.store.connection import write
from naervaer.store.queries import run


def remember_answers(layout: str, answers: Mapping[str, str], *, municipality: str, who: str) -> None:
    """Keep the answers given about a file of this layout instead of those about the one before it.

    answers are by question, in the form that holds for any file of the layout (ingest.general).
    """

    def work(cursor: duckdb.DuckDBPyConnection) -> None:
        before = run(cursor, "remembered_answers", municipality=municipality, layout=layout)
        if {question: answer for question, answer, *_ in before} == dict(answers):
            return
        now = utc_now()
        run(cursor, "forget_answers", municipality=municipality, layout=layout, forgotten_at=now)
        for question, answer in answers.items():
            given = {"question": question, "answer": answer, "given_at": now, "given_by": who}
            run(cursor, "save_answer", municipality=municipality, layout=layout, **given)

    write(work)


def forget_answers(layout: str, *, municipality: str) -> None:
    """Let the next file of this layout be asked about as if none had come before."""

    def work(cursor: duckdb.DuckDBPyConnection) -> None:
        run(cursor, "forget_answers", municipality=municipality, layout=layout, forgotten_at=utc_now())

    write(work)
