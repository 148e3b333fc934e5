"""The same core from a terminal: JSON on standard output, messages on standard error, one small function a command.

Exit codes: 0 done, 1 the input was refused or a question must be answered, 2 wrong usage.
"""

import argparse
import getpass
import hashlib
import json
import sys
import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from naervaer import analysis, ingest, store
from naervaer.i18n import finding, t
from naervaer.model import Import, Language, Outcome


DONE, NOT_DONE, WRONG_USAGE = 0, 1, 2
NOT_UNDERSTOOD = (Outcome.REFUSE, Outcome.ASK)
EXAMPLES = Path(__file__).parents[1] / "data" / "examples"


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; wrong usage leaves through argparse with code 2."""
    arguments = parser().parse_args(argv)
    command: Callable[[argparse.Namespace], int] = arguments.command
    try:
        return command(arguments)
    except OSError as error:
        print(f"{error.filename}: {error.strerror}", file=sys.stderr)
        return WRONG_USAGE
    except store.StoreError as error:
        print(error.sentence(arguments.language), file=sys.stderr)
        return NOT_DONE


def parser() -> argparse.ArgumentParser:
    """The commands and their options."""
    top = argparse.ArgumentParser(prog="naervaer", description=__doc__)
    commands = top.add_subparsers(required=True, metavar="COMMAND")

    reading = commands.add_parser("read", help="understand a workbook, store nothing")
    _takes_a_file(reading)
    reading.set_defaults(command=read)

    importing = commands.add_parser("import", help="understand a workbook and store it")
    _takes_a_file(importing)
    importing.add_argument("--municipality", required=True, metavar="KEY")
    importing.add_argument("--keep-good-rows", action="store_true", help="store the rest when some rows cannot be used")
    importing.set_defaults(command=import_)

    filling = commands.add_parser("demo", help="fill the store with the made-up municipalities")
    _speaks(filling)
    filling.set_defaults(command=demo)

    analysing = commands.add_parser("analyse", help="judge a panel: unit, period, lost, possible, start, maybe area")
    analysing.add_argument("file", type=Path, metavar="PANEL.csv")
    analysing.add_argument("--json", action="store_true", help="every figure as JSON on standard output")
    _speaks(analysing)
    analysing.set_defaults(command=analyse)

    copying = commands.add_parser("backup", help="copy the store")
    copying.add_argument("out", type=Path, metavar="OUT")
    _speaks(copying)
    copying.set_defaults(command=backup)

    restoring = commands.add_parser("restore", help="let a copy take the store's place")
    restoring.add_argument("file", type=Path, metavar="FILE")
    _speaks(restoring)
    restoring.set_defaults(command=restore)
    return top


def _takes_a_file(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", type=Path, metavar="FILE")
    command.add_argument("--answer", action="append", default=[], metavar="QUESTION=OPTION", type=_answer)
    command.add_argument("--json", action="store_true", help="the whole answer as JSON on standard output")
    _speaks(command)


def _speaks(command: argparse.ArgumentParser) -> None:
    command.add_argument("--language", type=Language, choices=list(Language), default=Language.NB)


def _answer(text: str) -> tuple[str, str]:
    question, equals, option = text.partition("=")
    if not equals:
        raise argparse.ArgumentTypeError("write it as QUESTION=OPTION")
    return question, option


def read(arguments: argparse.Namespace) -> int:
    """naervaer read FILE: what is understood of a workbook, and what was found."""
    imported = _understood(arguments)
    if arguments.json:
        print(json.dumps(ingest.to_json(imported, arguments.language), ensure_ascii=False))
    return NOT_DONE if imported.outcome in NOT_UNDERSTOOD else DONE


def _understood(arguments: argparse.Namespace) -> Import:
    """The file as it was understood, its findings said on standard error. Raises OSError when it cannot be opened."""
    content = arguments.file.read_bytes()
    imported = ingest.read(content, arguments.file.name, answers=dict(arguments.answer))
    for found in imported.findings:
        print(finding(arguments.language, found), file=sys.stderr)
    return imported


def import_(arguments: argparse.Namespace) -> int:
    """naervaer import FILE --municipality KEY: store what is understood of a workbook, all of it or nothing."""
    imported = _understood(arguments)
    left_out = imported.outcome is Outcome.ACCEPT_ROWS_AND_REPORT and not arguments.keep_good_rows
    stored: dict[str, Any] = {}
    if left_out or imported.outcome in NOT_UNDERSTOOD:
        _say(arguments, "some_rows_left_out" if left_out else "refused", filename=imported.filename)
    else:
        saved = store.save_upload(imported, municipality=arguments.municipality, who=_who())
        stored = {"upload_id": saved.upload_id, "is_new": saved.is_new}
        _say(
            arguments, "stored" if saved.is_new else "stored_already", filename=imported.filename, n=len(imported.rows)
        )
    if arguments.json:
        print(json.dumps({**ingest.to_json(imported, arguments.language), **stored}, ensure_ascii=False))
    return DONE if stored else NOT_DONE


def _say(arguments: argparse.Namespace, key: str, **values: Any) -> None:
    print(t(arguments.language, f"cli.{key}", **values), file=sys.stderr)


def _who() -> str:
    """Whose change it is: the person signed in to the machine, where the machine knows."""
    try:
        return getpass.getuser()
    except (ImportError, KeyError, OSError):  # a container without users
        return ""


def analyse(arguments: argparse.Namespace) -> int:
    """naervaer analyse PANEL.csv: the verdict, what could not be said and why, and (--json) every figure."""
    try:
        found = analysis.analyse(pd.read_csv(arguments.file, dtype="string", skipinitialspace=True))
    except analysis.MissingColumnsError as error:
        return _refused(arguments, t(arguments.language, "withheld.missing_columns", columns=error.columns))
    except ValueError:  # pandas' errors for what is no table, and Python's for what is no UTF-8
        return _refused(arguments, t(arguments.language, "withheld.no_table"))
    for sentence in analysis.said(arguments.language, found):
        print(sentence, file=sys.stderr)
    if arguments.json:
        print(json.dumps(found, ensure_ascii=False))
    return NOT_DONE if found["verdict"] == analysis.State.NO_FIGURES else DONE


def _refused(arguments: argparse.Namespace, sentence: str) -> int:
    print(f"{arguments.file.name}: {sentence}", file=sys.stderr)
    return NOT_DONE


def demo(arguments: argparse.Namespace) -> int:
    """naervaer demo: the made-up municipalities of data/examples, each file once, also when it was undone since."""
    with (EXAMPLES / "examples.toml").open("rb") as file:
        municipalities = tomllib.load(file)["municipality"]
    for one in municipalities:
        store.save_municipality(one["key"], name=one["name"], language=Language(one["language"]), made_up=True)
        known = set(store.read("uploads", municipality=one["key"])["fingerprint"])
        for filename in one["files"]:
            content = (EXAMPLES / filename).read_bytes()
            if hashlib.sha256(content).hexdigest() in known:
                continue
            imported = ingest.read(content, filename)
            assert imported.outcome not in NOT_UNDERSTOOD, f"{filename} should be plain to the importer"
            store.save_upload(imported, municipality=one["key"], who="naervaer demo")
            _say(arguments, "stored", filename=filename, n=len(imported.rows))
    return DONE


def backup(arguments: argparse.Namespace) -> int:
    """naervaer backup OUT: a whole copy of the store in one file."""
    store.backup(arguments.out)
    _say(arguments, "copied", file=str(arguments.out))
    return DONE


def restore(arguments: argparse.Namespace) -> int:
    """naervaer restore FILE: check a copy in full, then let it take the store's place; what was there is put aside."""
    aside = store.restore(arguments.file)
    _say(arguments, "restored", file=str(arguments.file))
    if aside:
        _say(arguments, "put_aside", file=str(aside))
    return DONE
