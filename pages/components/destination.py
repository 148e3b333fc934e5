"""Which municipality an upload belongs to: one that is there, or a new one by its name."""

import re
import unicodedata

import streamlit as st

from naervaer import store
from naervaer.i18n import t
from naervaer.model import Language


NEW = ""


def choose(current: str, language: Language) -> tuple[str, str]:
    """The chosen municipality's key and name; an empty key while a new one has no name yet.

    Real figures are not offered a place in a made-up municipality unless a person chooses it.
    """
    municipalities = store.read("municipalities").set_index("municipality")
    known, made_up = municipalities["name"], municipalities["made_up"]
    keys = [*known.index, NEW]
    key = st.selectbox(
        t(language, "destination.choose"),
        keys,
        index=keys.index(current) if current in known.index and not made_up[current] else len(keys) - 1,
        format_func=lambda choice: known.get(choice, t(language, "destination.new")),
        key="upload.destination",
    )
    if key != NEW:
        return str(key), str(known[key])
    name = st.text_input(t(language, "destination.name"), key="upload.destination_name").strip()
    return _key(name), name


def _key(name: str) -> str:
    # ø, æ and å have no decomposition of their own kind, so they are spelled out before the accents are dropped.
    spelled = name.casefold().replace("ø", "o").replace("æ", "ae").replace("å", "a")
    plain = unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
