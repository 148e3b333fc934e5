"""The menu as it stands in app.py, read without running it: app.py is a script, and running it is a visit."""

import ast
from pathlib import Path


ROOT = Path(__file__).parents[1]


def menu() -> list[tuple[str, str]]:
    """Section and page of every entry, in the menu's order."""
    (entries,) = (
        node.value
        for node in ast.parse((ROOT / "app.py").read_text(encoding="utf-8")).body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "PAGES"
    )
    return [(entry.elts[0].value, entry.elts[1].value) for entry in entries.elts]
