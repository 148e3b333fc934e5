"""What a file's layout is: its headings and what they were taken for, without names of units, periods and values.

Two files of one layout raise the same questions, so an answer to one of them is an answer to the other.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from typing import Any

from naervaer.ingest.columns import Role
from naervaer.ingest.periods import taken_from
from naervaer.ingest.tables import Table
from naervaer.ingest.words import comparable


def shape_of(table: Table, found: list[Role]) -> list[str]:
    """The table's columns as words; neighbours alike are one, so that a month more is no other layout."""
    shape: list[str] = []
    for head, role in zip(table.heads, found, strict=True):
        heading = "" if role.unit else " ".join(filter(None, (comparable(taken_from(text)[1]) for text in head)))
        measure = f"{role.measure.name}:{role.measure.part}" if role.measure else role.what
        word = f"{measure} {heading}"
        if role.what != "nothing" and shape[-1:] != [word]:
            shape.append(word)
    return shape


def layout_of(shapes: list[tuple[str, list[str]]]) -> dict[str, Any]:
    """The layout of a workbook from its sheets' names and shapes: fingerprint, and groups of sheets that are alike.

    A group is the names of the sheets that follow each other with one shape: a sheet for each year is one group.
    """
    groups: list[tuple[list[str], list[str]]] = []
    for name, shape in shapes:
        if groups and groups[-1][1] == shape:
            groups[-1][0].append(name)
        else:
            groups.append(([name], shape))
    written = json.dumps([shape for _, shape in groups]).encode()
    return {"fingerprint": hashlib.sha256(written).hexdigest(), "groups": [names for names, _ in groups]}


# Questions about a whole sheet or one of its columns; a question about single cells is about this file alone.
_ABOUT_A_SHEET = re.compile(r"(?P<code>[A-Z_]+):(?P<sheet>.*?)(?P<column>![A-Z]{1,3})?", re.DOTALL)


def general(answers: Mapping[str, str], layout: Mapping[str, Any]) -> dict[str, str]:
    """The answers that hold for any file of the layout, with the place of a sheet's group instead of its name."""
    place = {name: at for at, names in enumerate(layout.get("groups", [])) for name in names}
    found = {}
    for question, answer in answers.items():
        parts = _ABOUT_A_SHEET.fullmatch(question)
        if parts is not None and parts["sheet"] in place:
            found[f"{parts['code']}:#{place[parts['sheet']]}{parts['column'] or ''}"] = answer
    return found


def particular(remembered: Mapping[str, str], layout: Mapping[str, Any]) -> dict[str, str]:
    """What `general` gave, as answers to the questions of another file of the layout."""
    groups = layout.get("groups", [])
    found = {}
    for question, answer in remembered.items():
        parts = _ABOUT_A_SHEET.fullmatch(question)
        assert parts is not None, "only what `general` gave is remembered"
        for name in groups[int(parts["sheet"].removeprefix("#"))]:
            found[f"{parts['code']}:{name}{parts['column'] or ''}"] = answer
    return found
