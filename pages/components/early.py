"""Parts of Streamlit that every page draws with: the browser fetches them with the page, and not one after the other
when the first element that needs them has come.
"""

import re
from pathlib import Path

import streamlit as st


SERVED = Path(st.__file__).parent / "static"
FOLDER = SERVED / "static/js"
PARTS = ("Selectbox", "ButtonGroup", "Html", "PageLink")
IMPORTED = re.compile(r'from"\./([^"]+\.js)"')


def links() -> str:
    """What asks for them, to stand in the page's head beside what it asks for already."""
    asked = (SERVED / "index.html").read_text(encoding="utf-8")
    missing = sorted(name for name in _files() if name not in asked)
    return "".join(f'<link rel="modulepreload" crossorigin href="./static/js/{name}">' for name in missing)


def _files() -> set[str]:
    """The parts' files, and those that they need in their turn."""
    found: set[str] = set()
    wanted = [path.name for part in PARTS for path in FOLDER.glob(f"{part}.*.js")]
    while wanted:
        name = wanted.pop()
        if name not in found:
            found.add(name)
            wanted += IMPORTED.findall((FOLDER / name).read_text(encoding="utf-8"))
    return found
