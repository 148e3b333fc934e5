"""The museum: each odd file met in real life, made again by us, with what must be read of it and what must be said.

`workbooks/<case>.<kind>` stands beside `<case>.rows.csv` and `<case>.findings.txt`. A new case needs no Python:
put the file there, run this file as a program, and look at what it wrote before you keep it.
"""

from pathlib import Path

import pytest

from naervaer import i18n, ingest
from naervaer.ingest import choices
from naervaer.model import MEASURES, Import, Language, cell_name


WORKBOOKS = Path(__file__).parent / "workbooks"
KINDS = (".xlsx", ".xls", ".csv", ".txt", ".ods", ".xlsb")
GOLDEN = (".rows.csv", ".findings.txt")
EXHIBITS = sorted(path for path in WORKBOOKS.iterdir() if path.suffix in KINDS and not path.name.endswith(GOLDEN))


def rows_of(imported: Import) -> str:
    """Every row with the cell each number stood in."""
    lines = ["unit,code,area,period,granularity,part,preliminary," + ",".join(MEASURES)]
    for row in imported.rows.to_dict("records"):
        numbers = [
            f"{row[name]:.6g} {cell_name(row[f'{name}_at'])}".strip() if row[name] == row[name] else ""
            for name in MEASURES
        ]
        texts = [
            row["unit"],
            row["unit_code"],
            row["service_area"],
            row["period_start"].date(),
            row["granularity"],
            row["part"],
        ]
        lines.append(
            ",".join(
                [*("" if text is None else str(text) for text in texts), "yes" if row["preliminary"] else "", *numbers]
            )
        )
    for line in ingest.to_json(imported, Language.NB)["lines"]:
        numbers = [f"{line[name]:.6g} {cell.rpartition('!')[2]}" for name, cell in line["cells"].items()]
        lines.append(f"# {line['name']} ({line['reach']}): {line['part']} {line['period_start']} {', '.join(numbers)}")
    for part in imported.participations:
        lines.append(f"# {part.unit}: {part.initiative} {part.start} {part.end or ''}".rstrip())
    for pause in imported.pauses:
        until, reason = pause.until_date or "", pause.reason or ""
        lines.append(f"# {pause.unit}: {pause.initiative} pause {pause.from_date} {until} {reason}".rstrip())
    for compared in imported.compared_with:
        lines.append(f"# {compared.unit}: {compared.initiative} compared with: {compared.reason}")
    return "\n".join(lines) + "\n"


def findings_of(imported: Import) -> str:
    """The outcome and every sentence in bokmål, with the answers of those that have any."""
    lines = [str(imported.outcome)]
    for found in imported.findings:
        lines.append(f"{found.code} {found.severity}: {i18n.finding(Language.NB, found)}")
        lines += [f"    {option}: {words}" for option, words in choices(found, Language.NB)]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("exhibit", EXHIBITS, ids=lambda path: path.name)
def test_an_exhibit_is_read_as_it_says(exhibit: Path) -> None:
    imported = ingest.read(exhibit.read_bytes(), exhibit.name)
    assert rows_of(imported) == exhibit.with_suffix(".rows.csv").read_text(encoding="utf-8")
    assert findings_of(imported) == exhibit.with_suffix(".findings.txt").read_text(encoding="utf-8")
    for language in Language:
        assert all(i18n.finding(language, found) for found in imported.findings)


def main() -> None:
    """Write what is read now, to be looked at."""
    for exhibit in EXHIBITS:
        imported = ingest.read(exhibit.read_bytes(), exhibit.name)
        exhibit.with_suffix(".rows.csv").write_text(rows_of(imported), encoding="utf-8")
        exhibit.with_suffix(".findings.txt").write_text(findings_of(imported), encoding="utf-8")


if __name__ == "__main__":
    main()
