"""The same core from a terminal: JSON on standard output, messages on standard error.

Exit codes: 0 done, 1 the input was refused or a question must be answered, 2 wrong usage.
"""

import argparse
import getpass
import hashlib
import json
import sys
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd

from naervaer import analysis, ingest, store
from naervaer.i18n import finding, t
from naervaer.model import Finding, Import, Language, Measure, Outcome, Severity, spelling_key
from naervaer.reports import decks, printers
from naervaer.reports.decks import Needs


DONE, NOT_DONE, WRONG_USAGE = 0, 1, 2
NOT_UNDERSTOOD = (Outcome.REFUSE, Outcome.ASK)
# Where what a report is about is looked for: query, its number, its name.
QUESTIONS = {
    Needs.INITIATIVE: ("initiatives", "initiative_id", "initiative"),
    Needs.UNIT: ("units", "unit_id", "unit"),
    Needs.AREA: ("service_areas", "service_area_id", "service_area"),
}
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
    importing.add_argument("--municipality", required=True, metavar="KEY", type=_key)
    importing.add_argument("--keep-good-rows", action="store_true", help="store the rest when some rows cannot be used")
    importing.add_argument("--certified", choices=("both", "self", "doctor"), help="which absence the figures count")
    importing.add_argument("--short-until-day", type=int, choices=(14, 16), help="the last day of short absence")
    importing.add_argument("--holiday", choices=("yes", "no"), help="whether holiday is among the possible days")
    importing.set_defaults(command=import_)

    filling = commands.add_parser("demo", help="fill the store with the made-up municipalities")
    _speaks(filling)
    filling.set_defaults(command=demo)

    analysing = commands.add_parser("analyse", help="judge a panel: unit, period, lost, possible, start, maybe area")
    analysing.add_argument("file", type=Path, metavar="PANEL.csv")
    analysing.add_argument("--json", action="store_true", help="every figure as JSON on standard output")
    _speaks(analysing)
    analysing.set_defaults(command=analyse)

    reporting = commands.add_parser("report", help="slides, a paper or a workbook for a meeting")
    reporting.add_argument("--municipality", metavar="KEY", help="not needed where the store has only one")
    reporting.add_argument("--audience", choices=list(decks.AUDIENCES), default="steering")
    reporting.add_argument("--initiative", metavar="I", default="", help="its name or number, where it is about one")
    reporting.add_argument("--unit", metavar="U", default="", help="its name or number, where it is about one")
    reporting.add_argument("--area", metavar="A", default="", help="its name; else the whole municipality")
    reporting.add_argument("--format", choices=list(printers.PRINTERS), required=True)
    reporting.add_argument("--measure", choices=list(Measure), type=Measure, default=Measure.ABSENCE)
    reporting.add_argument("-o", "--out", type=Path, required=True, metavar="OUT")
    _speaks(reporting)
    reporting.set_defaults(command=report)

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
    command.add_argument(
        "--answer",
        action="append",
        default=[],
        metavar="QUESTION=OPTION",
        type=_answer,
        help="settle a question; each is printed with the answers it takes",
    )
    command.add_argument("--json", action="store_true", help="the whole answer as JSON on standard output")
    _speaks(command)


def _speaks(command: argparse.ArgumentParser) -> None:
    command.add_argument("--language", type=Language, choices=list(Language), default=Language.NB)


def _answer(text: str) -> tuple[str, str]:
    question, equals, option = text.partition("=")
    if not equals:
        raise argparse.ArgumentTypeError("write it as QUESTION=OPTION")
    return question, option


def _key(text: str) -> str:
    if not text.strip():
        raise argparse.ArgumentTypeError("write the municipality's short key")
    return text.strip()


def read(arguments: argparse.Namespace) -> int:
    """naervaer read FILE: what is understood of a workbook, and what was found."""
    imported = _understood(arguments, dict(arguments.answer))
    if unknown := _unknown(imported, arguments):
        return unknown
    _say_findings(imported, arguments)
    if arguments.json:
        print(json.dumps(ingest.to_json(imported, arguments.language), ensure_ascii=False))
    if imported.outcome in NOT_UNDERSTOOD:
        return NOT_DONE
    _say(
        arguments, "understood", n=len(imported.rows), units=imported.rows["unit"].nunique(), filename=imported.filename
    )
    return DONE


def _understood(arguments: argparse.Namespace, answers: dict[str, str]) -> Import:
    """The file as it was understood with these answers. Raises OSError when it cannot be opened."""
    return ingest.read(arguments.file.read_bytes(), arguments.file.name, answers=answers)


def _say_findings(imported: Import, arguments: argparse.Namespace) -> None:
    """Every finding on standard error, and under one that can be answered how to answer it."""
    for found in imported.findings:
        print(finding(arguments.language, found), file=sys.stderr)
        for option, words in ingest.choices(found, arguments.language):
            print(f'    --answer "{found.values["question"]}={option}"  {words}', file=sys.stderr)


def _unknown(imported: Import, arguments: argparse.Namespace) -> int:
    """WRONG_USAGE, said, when an answer is to no question of the file or none of its options; else DONE."""
    settled = {found.values["question"] for found in imported.answered}
    asked = {found.values["question"]: found for found in imported.findings if "question" in found.values}
    for question, option in arguments.answer:
        if question in asked:
            _say(
                arguments, "no_such_option", question=question, option=option, options=asked[question].values["options"]
            )
            return WRONG_USAGE
        if question not in settled and imported.outcome is not Outcome.REFUSE:
            _say(arguments, "no_such_question", question=question)
            return WRONG_USAGE
    return DONE


def import_(arguments: argparse.Namespace) -> int:
    """naervaer import FILE --municipality KEY: store what is understood of a workbook, all of it or nothing.

    What was answered about the last file of the layout from this municipality holds for this one too.
    """
    imported, general = _with_remembered(arguments)
    imported, meant = _with_units(imported, arguments)
    if unknown := _unknown(imported, arguments):
        return unknown
    _say_findings(imported, arguments)
    left_out = imported.outcome is Outcome.ACCEPT_ROWS_AND_REPORT and not arguments.keep_good_rows
    stored: dict[str, Any] = {}
    if left_out or imported.outcome in NOT_UNDERSTOOD:
        _say(arguments, "some_rows_left_out" if left_out else "refused", filename=imported.filename)
    else:
        key, layout = arguments.municipality, imported.layout.get("fingerprint", "")
        definition = _definition(arguments, store.last_definition(layout, municipality=key))
        saved = store.save_upload(imported, municipality=key, who=_who(), meant=meant, definition=definition)
        if general:
            store.remember_answers(layout, general, municipality=key, who=_who())
        stored = {"upload_id": saved.upload_id, "is_new": saved.is_new}
        _say(
            arguments, "stored" if saved.is_new else "stored_already", filename=imported.filename, n=len(imported.rows)
        )
    if arguments.json:
        print(json.dumps({**ingest.to_json(imported, arguments.language), **stored}, ensure_ascii=False))
    return DONE if stored else NOT_DONE


def _with_remembered(arguments: argparse.Namespace) -> tuple[Import, dict[str, str]]:
    """The file, read with the answers given and those remembered of its layout; and what is to be remembered."""
    given = dict(arguments.answer)
    imported = _understood(arguments, given)
    layout = imported.layout.get("fingerprint", "")
    rows = store.read("remembered_answers", municipality=arguments.municipality, layout=layout)
    fitting = ingest.particular(dict(zip(rows["question"], rows["answer"], strict=True)), imported.layout)
    new = {question: answer for question, answer in fitting.items() if question not in given}
    if new:
        imported = _understood(arguments, new | given)
        _say(arguments, "remembered", n=len(new))
    return imported, ingest.general(new | given, imported.layout)


SAME, RENAMED, DIFFERENT = "same", "renamed", "different"


def _with_units(imported: Import, arguments: argparse.Namespace) -> tuple[Import, dict[str, store.Meant]]:
    """What the answers say of names that are near to a unit there is; a name nobody has answered for is asked."""
    alike = store.alike_units(imported, municipality=arguments.municipality)
    given, meant = dict(arguments.answer), {}
    settled, open_ones = [*imported.answered], []
    for one in alike:
        question = f"NEAR_NAME:{one.name}"
        options = (SAME, DIFFERENT) if one.why is store.Why.NAME else (SAME, RENAMED, DIFFERENT)
        values = {"question": question, "options": list(options), "first": one.name, "second": one.unit}
        found = Finding("NEAR_NAME", Severity.ASKS, values=values)
        if given.get(question) not in options:
            open_ones.append(found)
            continue
        settled.append(found)
        own = imported.rows.loc[imported.rows["unit"] == one.name, "period_start"]
        since = own.min().date() if given[question] == RENAMED and len(own) else None
        meant[one.key] = store.Meant(None if given[question] == DIFFERENT else one.unit_id, since)
    outcome = Outcome.ASK if open_ones and imported.outcome is not Outcome.REFUSE else imported.outcome
    findings = (*imported.findings, *open_ones)
    return replace(imported, outcome=outcome, findings=findings, answered=tuple(settled)), meant


def _definition(arguments: argparse.Namespace, last: store.SeriesDefinition) -> store.SeriesDefinition:
    """What the figures are: as said now, else as said of the last file of the layout."""
    return store.SeriesDefinition(
        arguments.certified or last.certified,
        arguments.short_until_day or last.short_until_day,
        last.holiday_in_possible_days if arguments.holiday is None else arguments.holiday == "yes",
    )


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
        table = pd.read_csv(arguments.file, dtype="string", skipinitialspace=True)
        if not isinstance(
            table.index, pd.RangeIndex
        ):  # rows longer than the heading, whose first cells pandas sets aside
            return _refused(arguments, t(arguments.language, "withheld.rows_too_long"))
        found = analysis.analyse(table)
    except analysis.MissingColumnsError as error:
        return _refused(arguments, t(arguments.language, "withheld.missing_columns", columns=error.columns))
    except analysis.RepeatedColumnsError as error:
        return _refused(arguments, t(arguments.language, "withheld.repeated_columns", columns=error.columns))
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
    """naervaer demo: the made-up municipalities of data/examples with their targets, each file once, also when it was
    undone since.
    """
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
            for target in one.get("target", ()) if not known else ():
                store.save_target(store.Target(**target), municipality=one["key"], who="naervaer demo")
            _say(arguments, "stored", filename=filename, n=len(imported.rows))
    return DONE


def report(arguments: argparse.Namespace) -> int:
    """naervaer report --initiative I --format F -o OUT: what the page of the meeting makes, masked for outside."""
    needs = decks.AUDIENCES[arguments.audience].needs
    asked = {Needs.INITIATIVE: arguments.initiative, Needs.UNIT: arguments.unit, Needs.AREA: arguments.area}
    wanted = asked.get(needs, "")
    if needs in (Needs.INITIATIVE, Needs.UNIT) and not wanted:
        _say(arguments, "report_needs_unit" if needs is Needs.UNIT else "report_needs_initiative")
        return WRONG_USAGE
    municipalities = list(store.read("municipalities")["municipality"])
    named = [arguments.municipality] if arguments.municipality else municipalities
    if not set(named) <= set(municipalities) or (not wanted and len(named) > 1):
        _say(arguments, "report_which_municipality", municipalities=", ".join(municipalities))
        return NOT_DONE
    found = _subjects(named, needs, wanted)
    if len(found) != 1:
        said = ", ".join(municipality for municipality, _ in found)
        _say(arguments, "report_several" if found else "report_not_found", wanted=wanted, municipalities=said)
        return NOT_DONE
    ((municipality, subject),) = found
    deck = decks.made(municipality, arguments.audience, subject, arguments.language, arguments.measure).deck
    template = store.read_anew("slide_template", municipality=municipality)
    own = None if template.empty else bytes(template["content"].iloc[0])
    arguments.out.write_bytes(printers.printed(deck, arguments.format, own))
    decks.keep(deck, decks.name(deck.audience, subject), municipality=municipality, who=_who())
    _say(arguments, "reported", file=str(arguments.out), code=deck.code)
    return DONE


def _subjects(municipalities: list[str], needs: Needs, wanted: str) -> list[tuple[str, int]]:
    """Each of the municipalities that has what is wanted, with its number there (0 for itself)."""
    found: list[tuple[str, int]] = []
    for key in municipalities:
        if not wanted:
            found.append((key, 0))
            continue
        query, number, name = QUESTIONS[needs]
        rows = store.read(query, municipality=key)
        alike = rows[name].map(spelling_key) == spelling_key(wanted)
        found += [(key, int(one)) for one in rows.loc[alike | (rows[number].astype(str) == wanted), number]]
    return found


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
